"""Plurals, sums, figures, and the signs that French typography wants."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"


def plural(n: float | Decimal, singular: str, several: str | None = None) -> str:
    """The word that goes with a number: singular below two, zero included. The plural may be given."""
    if -2 < n < 2:
        return singular
    return several if several is not None else singular + ("" if singular.endswith(("s", "x", "z")) else "s")


def joined(items: Iterable[str], last: str = "et") -> str:
    """« a, b et c »."""
    *first, end = list(items) or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def number(n: float | Decimal) -> str:
    """« 4 293 », « 12,5 »: thousands apart, decimal comma."""
    return f"{n:,}".replace(",", NBSP).replace(".", ",")


def euros(amount: float | Decimal) -> str:
    """« 22 000 € »; the cents only when there are some."""
    cents = Decimal(str(amount)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{number(int(cents) if cents == int(cents) else cents)}{NBSP}€"


def percent(rate: float | Decimal) -> str:
    """« 60 % », « 62,5 % »."""
    return f"{number(int(rate) if rate == int(rate) else float(rate))}{NBSP}%"


# Each sign that French typography wants and that data seldom have. Nothing is added that its author did not write:
# a missing space before « ? » may be the name of a work, a missing no-break in a space never is.
_TYPOGRAPHY = (
    (re.compile(r"(?<=[^\W\d_])'"), "’"),
    (re.compile(r"(?<![^\W_])(?<!\")\"(?=[^\s\"])([^\"«»\n]*[^\s\"«»])\"(?![^\W_]|\")"), rf"«{NBSP}\1{NBSP}»"),
    (re.compile(r"\.\.\.(?!\.)"), "…"),
    (re.compile(r"«[ \u202f]*(?=[^\s])"), f"«{NBSP}"),
    (re.compile(r"(?<=[^\s])[ \u202f]*»"), f"{NBSP}»"),
    (re.compile(r"(?<=\S)[ \u202f]+(?=[:;!?%€])"), NBSP),
    (re.compile(r"(?<=\d)[ \u202f]+(?=(?:[kM]€|Md€|km|m|m²|m³|cm|ha|h|min|ans?|millions?|milliards?)(?!\w))"), NBSP),
    (re.compile(r"(?<![\d,.])\d{1,3}(?:[ \u202f]\d{3})+(?!\d)"), lambda match: re.sub(r"[ \u202f]", NBSP, match[0])),
)


def typographic(text: str) -> str:
    """A text that comes from data, with the apostrophes, quotation marks and no-break spaces of French typography."""
    for pattern, replacement in _TYPOGRAPHY:
        text = pattern.sub(replacement, text)
    return text
