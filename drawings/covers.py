"""The cover of an entry without image: a neon drawing that its slug and its métiers decide."""

from collections.abc import Iterable

from .motifs import METIERS, MOTIFS
from .pen import Dice, Frame

VERSION = 1  # Part of every seed: a change of algorithm redraws all covers, so it must change this too.
GROUNDS = 4  # night, deep, neon, peach: `.cover-0` to `.cover-3`


def cover(slug: str, metiers: Iterable[str], width: int = 160, height: int = 120, *, wide: bool = False) -> str:
    """The first métier is the tube, the second a thin line behind it; with no métier the tube is not lit."""
    known = [metier for metier in metiers if metier in MOTIFS][:2]
    dice = Dice(f"{VERSION}/{slug}")
    ground, first = dice.whole(0, GROUNDS - 1), dice.pick(METIERS)
    first, *others = known or [first]
    frame = Frame(width, height)
    paths = [_thin_line(slug, metier, frame) for metier in others] + [_tube(slug, first, frame)]
    names = [f"cover cover-{ground} m-{first}", "cover-wide" * wide, "cover-off" * (not known)]
    return (
        f'<svg class="{" ".join(filter(None, names))}" viewBox="0 0 {width} {height}" '
        f'preserveAspectRatio="xMidYMid slice" aria-hidden="true">{"".join(paths)}</svg>'
    )


def _path(slug: str, metier: str, frame: Frame) -> str:
    dice = Dice(f"{VERSION}/{slug}/{metier}")
    return dice.pick(MOTIFS[metier])(dice, frame)


def _thin_line(slug: str, metier: str, frame: Frame) -> str:
    return f'<path class="cover-line m-{metier}" d="{_path(slug, metier, frame)}"/>'


def _tube(slug: str, metier: str, frame: Frame) -> str:
    path = _path(slug, metier, frame)
    return f'<path class="cover-tube" d="{path}"/><path class="cover-core" d="{path}"/>'
