"""Addresses made to cost: all that fits in the line of a request, on every page that reads what an address asks.

They are drawn from a seed, so that the test that counts work and the measure that counts seconds try the same ones.
"""

from random import Random
from urllib.parse import quote

from django.urls import reverse

from directory.registry import KINDS
from finding.criteria import Setting

LONGEST = 4094  # bytes that gunicorn reads of the first line of a request
NUMBERS = (1, 1, 2, 3, 8, 60, 300)  # of parameters

# What is repeated in a value. A raw sign takes two or three bytes where « %C5%93 » takes six: more of them fit.
SIGNS = (
    "ﷺ",  # one sign, 18 letters once folded
    "ﷺ\u3000",
    "ﬃ",
    "œ",
    "é",
    "각",
    "𝕬",
    "e\u0301\u0327",
    "\u0300",
    "\u00ad",
    "٣",
    "²",
    "a",
    "9",
    "ation",  # a family has one root, found by taking such ends away
    "numeriqe",
    "ss",
    "a.",
    "st-",
    "l’",
    "-a ",
    '"',
    '"a ',
    "« ",
    "“a” ",
    "(",
    ".*",
    "%",
    "\\",
)
ENCODED = ("%00", "%FF", "%ED%A0%80", "%EF%B7%BA", "%CC%80", "%22", "%0A", "+")
LETTERS = "abcdefghilmnoprstuv"
LENGTHS = (1, 2, 3, 4, 5, 8, 12, 20, 39, 41, 200, 990)  # of words
KNOWN = (
    "mediation patrimoine jeu musee son par de la gironde charente bordeaux saint 33 2023 commune oui fabrique".split()
)
AROUND_WORDS = ("{}", "{}", "{}", '"{}"', "-{}", "« {} »", "l’{}")


def pages():
    """The address of each page, and the names of the parameters that it reads."""
    yield reverse("finding:search"), ("q", "page", "par_page", "format")
    yield reverse("finding:suggestions"), ("q", "type")
    for kind in KINDS.searched().values():
        names = (*kind.filters, "x")
        yield kind.url("list"), names
        yield kind.url("criteria"), names
        for facet in kind.filterset_class.base_filters.keys() & kind.facets.keys():
            yield kind.url("facet", facet=facet), names


def addresses(times, seed=0):
    """So many addresses of each page."""
    draw = Random(seed)  # noqa: S311 no secret
    for path, names in sorted(pages()):
        for _ in range(times):
            yield address(draw, path, names)


def address(draw, path, names):
    """A page asked with as many parameters as may be, together as long as can be."""
    number = draw.choice(NUMBERS)
    room = (LONGEST - len(path)) // number - 2
    few = draw.sample(names, min(number, len(names), draw.choice((2, 30))))
    pairs = ((name, value(draw, name, room - len(name))) for name in draw.choices(few, k=number))
    return f"{path}?{'&'.join(f'{name}={text}' for name, text in pairs if len(name) + len(text.encode()) <= room)}"


def value(draw, name, room):
    choices = choices_of(name)
    if choices and draw.random() < 0.8:
        return draw.choice(choices)
    return draw.choice((repeated, words, words))(draw, room)


def choices_of(name):
    """The values of a setting: one that exists makes another page, a wrong one a notice."""
    filters = [kind.filters[name] for kind in KINDS.searched().values() if name in kind.filters]
    return sorted({choice for one in filters if isinstance(one, Setting) for choice in one.field.choices})


def repeated(draw, room):
    """One sign, over and over."""
    sign = draw.choice((*map(quoted, SIGNS), *map(quote, SIGNS), *ENCODED))
    return sign * (room // len(sign.encode()))


def words(draw, room):
    """Words that are known or not, long or short, exact or unwanted."""
    length, said, left = draw.choice(LENGTHS), [], room
    while left > 0:
        word = draw.choice(KNOWN) if draw.random() < 0.1 else "".join(draw.choices(LETTERS, k=length))
        said.append(quoted(draw.choice(AROUND_WORDS).format(word)))
        left -= len(said[-1].encode()) + 1
    return "+".join(said[: -1 if left < -1 else None])


def quoted(text):
    """A text with no more signs written as codes than an address wants."""
    return quote(text, safe="".join(sign for sign in text if sign not in "&=+#% \\"))
