"""The folding key of the project: the form under which two writings are the same word."""

import re
import unicodedata

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
