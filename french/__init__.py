"""How French is written: folding, typography, articles, partial dates, amounts. Nothing here knows Django."""
