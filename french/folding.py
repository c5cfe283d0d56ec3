"""The folding key of the project: the form under which two writings are the same word."""

import re
import unicodedata
from itertools import accumulate, takewhile

# What separates words: white space of any kind, control characters, hyphens, dashes, apostrophes and their stand-ins.
_SEPARATORS = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\-`'\u00b4\u02b9\u02bc\u2010-\u2015\u2018-\u201b\u2032\u2212\ufe58\ufe63\uff07\uff0d]+"
)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})


def fold(text: str) -> str:
    """The key under which two writings are the same word: « L’Île-d’Aix » and « l ile d aix »."""
    if not text.isascii():
        text = _unaccented(_SEPARATORS.sub(" ", text))
    return " ".join(_SEPARATORS.sub(" ", text.lower()).split())


def _unaccented(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(sign for sign in decomposed if unicodedata.category(sign) not in ("Mn", "Me", "Cf")).translate(
        _LIGATURES
    )


def shortened(text: str, most: int) -> str:
    """Return the beginning of a text such that neither it nor its key is longer than `most` characters.

    Cutting the text alone would not do: « ﷺ » is one character of an address and 18 letters of a key.
    """
    text = text[:most]
    if text.isascii():
        return text
    lengths = accumulate(max(1, len(fold(sign))) for sign in text)
    return text[: sum(1 for _ in takewhile(most.__ge__, lengths))]
