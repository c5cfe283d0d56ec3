"""Numbers as lines: the tube of a métier, the bar of a budget, the life of a call, the warmth of a cell."""

from collections.abc import Callable, Sequence
from html import escape

from .pen import number

TUBE_HEIGHT = 24
MIDDLE = TUBE_HEIGHT // 2


def _wave(length: float) -> str:
    return f"M4 {MIDDLE}q6 -14 12 0" + "t12 0" * (max(1, int((length - 8) / 12)) - 1)


def _strokes(length: float) -> str:
    return "".join(f"M{4 + 9 * i} {MIDDLE - 8}v16" for i in range(max(1, int((length - 4) / 9))))


def _zigzag(length: float) -> str:
    turns = range(max(1, int((length - 8) / 10)))
    return f"M4 {MIDDLE + 7}" + "".join("l10 14" if i % 2 else "l10 -14" for i in turns)


def _dots(length: float) -> str:
    return "".join(f"M{8 + 14 * i} {MIDDLE}h.01" for i in range(max(1, int((length - 4) / 14))))


def _double_line(length: float) -> str:
    return f"M4 {MIDDLE - 4.5}H{number(length - 4)}M4 {MIDDLE + 4.5}H{number(length - 4)}"


LINES: dict[str, Callable[[float], str]] = {
    "diffusion": _wave,
    "production": _strokes,
    "creation": _zigzag,
    "mediation": _dots,
    "gestion": _double_line,
}


def tube(metier: str, share: float, width: int = 420) -> str:
    """The motif of a métier drawn over a share (0 to 1) of the width: cut to length, never stretched."""
    path = LINES.get(metier, _double_line)(max(16, min(1, share) * width))
    return (
        f'<svg class="tube m-{metier}" viewBox="0 0 {width} {TUBE_HEIGHT}" aria-hidden="true">'
        f'<path class="tube-glow" d="{path}"/><path class="tube-core" d="{path}"/></svg>'
    )


def bar(segments: Sequence[tuple[str, float]], label: str = "", total: float | None = None, css: str = "fund") -> str:
    """A stacked line of 100 units, one `(class, value)` a segment; said aloud only when it has a label."""
    whole = total or sum(value for _, value in segments) or 1
    start, paths = 0.0, []
    for name, value in segments:
        end = start + 100 * value / whole
        if value > 0:
            paths.append(f'<path class="{name}" d="{_segment(start, end)}"/>')
        start = end
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return f'<svg class="{css}" viewBox="0 0 100 10" preserveAspectRatio="none" {said}>{"".join(paths)}</svg>'


def lifeline(start: float, end: float, marks: Sequence[float], now: float) -> str:
    """A life on a line of 100 units, its moments as discs, and today across; read in words beside it."""
    strokes = [("now", f"M{number(now)} -4V14"), ("life", f"M{number(start)} 5H{number(end)}")]
    strokes += [("round", f"M{number(mark)} 5h.01") for mark in marks]
    paths = "".join(f'<path class="{name}" d="{path}"/>' for name, path in strokes)
    return f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{paths}</svg>'


def _segment(start: float, end: float) -> str:
    """A gap between two funders, none at either end; a very small share still shows."""
    left = start + 0.6 if start else 0
    right = end - 0.6 if end < 99.9 else 100
    return f"M{number(left)} 5H{number(max(left + 0.6, right))}"


def heat(count: float, top: float) -> str:
    """How warm a cell of a matrix glows, in four steps of the largest number."""
    share = count / top if top else 0
    return "h1" if share < 0.25 else "h2" if share < 0.5 else "h3" if share < 0.8 else "h4"
