"""Three drawings for each of the five métiers, each one a single SVG path drawn in a frame with dice.

They vary the line motif of the métier: wave, bars, zigzag, dots (rings here), double line.
"""

from collections.abc import Callable, Sequence
from math import ceil, cos, pi, sin

from .pen import Dice, Frame, Point, arc, around, at, circle, curve, line

Motif = Callable[[Dice, Frame], str]


# Diffusion: what leaves one place and travels.


def waves(dice: Dice, frame: Frame) -> str:
    """Arcs that leave a point of the edge."""
    x, y = dice.between(-0.05, 0.3) * frame.width, dice.between(0.7, 1.08) * frame.height
    step = dice.between(0.15, 0.2) * frame.height
    rounds = range(1, max(6, round(frame.ratio * 4.4)))
    return "".join(arc(x, y, step * i, -dice.between(70, 98), dice.between(-22, 6)) for i in rounds)


def swell(dice: Dice, frame: Frame) -> str:
    """Sine waves, one above the other."""
    lines, half = dice.whole(3, 5), frame.width / dice.whole(2, 4) / 2
    return "".join(_sine(dice, frame, half, frame.height * (i + 0.8) / (lines + 0.6)) for i in range(lines))


def _sine(dice: Dice, frame: Frame, half: float, y: float) -> str:
    height, start = dice.between(0.1, 0.34) * frame.height, -half * dice.between(0.2, 2)
    again = f"t{round(half)} 0" * ceil((frame.width - start) / half)
    return f"M{at(start, y)}q{at(half / 2, -height)} {round(half)} 0{again}"


def beams(dice: Dice, frame: Frame) -> str:
    """The beams of a projector."""
    x, y = dice.between(0.04, 0.2) * frame.width, dice.between(0.25, 0.75) * frame.height
    rays = dice.whole(6, 9)
    near, angles = 0.16 * frame.height, [-58 + 116 * i / (rays - 1) for i in range(rays)]
    light = (line(around(x, y, near, a), around(x, y, dice.between(0.7, 1.1) * frame.width, a)) for a in angles)
    return circle(x, y, 0.07 * frame.height) + "".join(light)


# Production: what is made step by step.


def rack(dice: Dice, frame: Frame) -> str:
    """One tube that goes up and down."""
    turns = round(frame.ratio * dice.whole(4, 6)) | 1
    step, foot = 0.9 * frame.width / (turns + 1), round(1.05 * frame.height)
    bends = (_bend(dice, frame, step, rising=i % 2 == 0) for i in range(turns))
    return f"M{round(0.05 * frame.width + step / 2)} {foot}{''.join(bends)}V{foot}"


def _bend(dice: Dice, frame: Frame, step: float, *, rising: bool) -> str:
    share = dice.between(0.14, 0.45) if rising else dice.between(0.58, 0.86)
    radius = round(step / 2)
    return f"V{round(share * frame.height)}a{radius} {radius} 0 0 {int(rising)} {2 * radius} 0"


def meter(dice: Dice, frame: Frame) -> str:
    """The bars of a mixing desk."""
    bars = round(frame.ratio * dice.whole(6, 8))
    foot, gap = 0.88 * frame.height, frame.width / (bars + 1)
    return "".join(f"M{at(gap * (i + 1), foot)}V{round(dice.between(0.12, 0.8) * frame.height)}" for i in range(bars))


def plan(dice: Dice, frame: Frame) -> str:
    """The bars of a schedule."""
    tasks = dice.whole(5, 7)
    return "".join(_task(dice, frame, frame.height * (i + 0.9) / (tasks + 0.8)) for i in range(tasks))


def _task(dice: Dice, frame: Frame, y: float) -> str:
    start, length = dice.between(0.05, 0.45) * frame.width, dice.between(0.2, 0.5) * frame.width
    return f"M{at(start, y)}h{round(length)}"


# Création: a line that looks for its shape.


def sign(dice: Dice, frame: Frame) -> str:
    """A sign made by hand: a Lissajous figure that drifts along the width."""
    across, down, phase = dice.whole(2, 4), dice.whole(3, 5), dice.between(0.2, 1.4)
    turns = max(1, round(frame.ratio / 1.5))
    steps = 26 * turns

    def point(i: int) -> Point:
        angle, drift = 2 * pi * i / 26, frame.width * (0.2 + 0.6 * i / steps)
        return (
            drift + 0.3 * frame.height * sin(across * angle / turns + phase),
            frame.height * (0.5 + 0.4 * sin(down * angle / turns + 2 * phase)),
        )

    return curve([point(i) for i in range(steps + 1)])


def loops(dice: Dice, frame: Frame) -> str:
    """The loops of a signature."""
    turns = dice.whole(3, 5) * max(1, round(frame.ratio / 1.4))
    reach, slope = dice.between(0.24, 0.36) * frame.height, dice.between(-0.12, 0.12) * frame.height

    def point(i: int) -> Point:
        angle, share = i * pi / 3, 0.8 * i / (6 * turns)
        x = frame.width * (0.1 + share) - 0.8 * reach * sin(angle)
        return x, frame.height / 2 + slope * (2 * share - 0.8) + reach * cos(angle)

    return curve([point(i) for i in range(6 * turns + 1)])


def star(dice: Dice, frame: Frame) -> str:
    """One line that crosses itself."""
    points = dice.whole(7, 11) | 1
    x, y, radius = dice.between(0.36, 0.64) * frame.width, 0.52 * frame.height, 0.43 * frame.height
    turn, stretch = dice.between(0, 360), min(1.5, frame.ratio * dice.between(0.7, 1))

    def point(i: int) -> Point:
        px, py = around(0, y, radius, turn + 360 * (points // 2) * i / points)
        return x + stretch * px, py

    return line(*(point(i) for i in range(points))) + "z"


# Médiation: circles that meet.


def rings(dice: Dice, frame: Frame) -> str:
    """Rings that hold one another."""
    links = dice.whole(3, 4) + max(0, round(frame.ratio - 1.4))
    span, y = 0.7 * frame.width / (links - 1), dice.between(0.42, 0.58) * frame.height
    return "".join(
        circle(
            0.15 * frame.width + i * span,
            y + dice.between(-0.12, 0.12) * frame.height,
            span * dice.between(0.52, 0.72),
        )
        for i in range(links)
    )


def faces(dice: Dice, frame: Frame) -> str:
    """Two nests of arches that face each other."""
    arches, middle, apart = dice.whole(3, 4), dice.between(0.42, 0.58) * frame.width, 0.06 * frame.height
    left, right = dice.between(0.35, 0.5) * frame.height, dice.between(0.55, 0.7) * frame.height
    radii = [0.13 * frame.height * (i + 0.6) for i in range(arches)]
    return "".join(arc(middle - apart, left, r, 90, 270) + arc(middle + apart, right, r, -90, 90) for r in radii)


def ripples(dice: Dice, frame: Frame) -> str:
    """Two drops whose circles meet."""
    return _drop(dice, frame, dice.between(0.22, 0.36)) + _drop(dice, frame, dice.between(0.62, 0.8))


def _drop(dice: Dice, frame: Frame, share: float) -> str:
    y, step = dice.between(0.38, 0.62) * frame.height, dice.between(0.13, 0.17) * frame.height
    return "".join(circle(share * frame.width, y, step * (i + 0.5)) for i in range(dice.whole(3, 4)))


# Gestion: order, ways in and out.


def stairs(dice: Dice, frame: Frame) -> str:
    """A path on a grid of five levels, never twice on the same one."""
    columns, level = max(5, round(frame.ratio * dice.whole(3, 5))), dice.whole(0, 4)
    path = f"M{at(-0.03 * frame.width, _level(frame, level))}"
    for column in range(1, columns):
        level = (level + dice.whole(1, 4)) % 5
        path += f"H{round(column * frame.width / columns)}V{round(_level(frame, level))}"
    return f"{path}H{round(1.03 * frame.width)}"


def _level(frame: Frame, level: int) -> float:
    return frame.height * (level + 0.5) / 5


def key(dice: Dice, frame: Frame) -> str:
    """Squares within squares around a dot, each with one way in."""
    x, walls = dice.between(0.32, 0.68) * frame.width, dice.whole(3, 4)
    sizes = [0.42 * frame.height * i / walls for i in range(1, walls + 1)]
    rooms = (_room(frame, x, size, side=1 if i % 2 else -1) for i, size in enumerate(sizes))
    return circle(x, frame.height / 2, sizes[0] / 2) + "".join(list(rooms)[1:])


def _room(frame: Frame, x: float, size: float, *, side: int) -> str:
    top, bottom = round(frame.height / 2 - size), round(frame.height / 2 + size)
    reach, door = side * size * min(1.35, frame.ratio), side * 0.09 * frame.height
    return f"M{round(x - door)} {top}H{round(x - reach)}V{bottom}H{round(x + reach)}V{top}"


def ledger(dice: Dice, frame: Frame) -> str:
    """The lines of an account book, ticked."""
    columns, gap = round(3 * frame.ratio), frame.height / 4.4
    lines = (f"M{at(0.06 * frame.width, gap * (i + 0.7))}H{round(0.94 * frame.width)}" for i in range(4))
    ticks = (_tick(dice, frame, gap, i / columns, columns) for i in range(columns))
    return "".join(lines) + "".join(ticks)


def _tick(dice: Dice, frame: Frame, gap: float, share: float, columns: int) -> str:
    x = frame.width * (0.06 + 0.88 * (share + dice.between(0.2, 0.8) / columns))
    return f"M{at(x, gap * (dice.whole(0, 2) + 0.7))}v{round(gap)}"


MOTIFS: dict[str, Sequence[Motif]] = {
    "diffusion": (waves, swell, beams),
    "production": (rack, meter, plan),
    "creation": (sign, loops, star),
    "mediation": (rings, faces, ripples),
    "gestion": (stairs, key, ledger),
}
METIERS = tuple(MOTIFS)
