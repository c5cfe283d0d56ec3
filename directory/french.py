"""The French language: the folding key of the project, plurals, sums, typography, the grammar of place names.

Pure functions: nothing here knows Django.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"

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


# Each sign that French typography wants and that data seldom have. Nothing is added that its author did not write:
# a missing space before « ? » may be the name of a work, a missing no-break in a space never is.
_TYPOGRAPHY = (
    (re.compile(r"(?<=[^\W\d_])'"), "’"),
    (re.compile(r"(?<![^\W_])\"(?=[^\s\"])([^\"\n]*[^\s\"])\"(?![^\W_])"), rf"«{NBSP}\1{NBSP}»"),
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


# The grammar of place names.
#
# A département or a région has an article that its name does not show (« la Charente », « les Landes »); those
# made of two names joined by « et » have none: the State and the département itself write « en Lot-et-Garonne »,
# « préfet de Lot-et-Garonne », and so do we (« dans le Lot-et-Garonne » is speech). A commune or a tiers-lieu shows
# its article: « Le Dorat », « au Dorat ».

_ARTICLE = re.compile(r"^(le|la|les|l’)\s*(?<=[ ’])(?=\S)", re.IGNORECASE)
# Words where the h keeps the vowel before it: « de Hautefort », but « d’Hendaye ».
_ASPIRATED = re.compile(r"^(haut|haux|haim|hall|hangar|hack|herm|hinx|houlette|hours|hub|hure)")
_ELIDED = re.compile(r"^([aeiouh]|y[^aeiou])")


def locative(name: str, kind: str, article: str = "") -> str:
    """Where: « en Charente », « dans les Landes », « à La Rochelle », « au Dorat », « dans le Grand Poitiers »."""
    name, article = typographic(name), typographic(article)
    if kind in ("region", "departement"):
        return f"en {name}" if article.lower() in ("", "la") else f"dans {_with(article, name)}"
    if kind == "epci":
        return f"dans {_with(article, _in_sentence(name))}"
    if kind == "pole":
        return f"dans le pôle {_of('', name)}"
    return _at(*_article_and_name(name))


def genitive(name: str, kind: str, article: str = "") -> str:
    """Of where: « de la Charente », « des Landes », « du Dorat », « d’Angoulême », « du pôle de Poitiers »."""
    name, article = typographic(name), typographic(article)
    if kind == "region" and article.lower() == "la":
        return _of("", name)  # « de Nouvelle-Aquitaine », like « de Bretagne »
    if kind in ("region", "departement"):
        return _of(article.lower(), name)
    if kind == "epci":
        return _of(article, _in_sentence(name))
    if kind == "pole":
        return f"du pôle {_of('', name)}"
    return _of(*_article_and_name(name))


def _article_and_name(name: str) -> tuple[str, str]:
    """The article as the name shows it; an « Île-d’Aix » does not show the one that people say."""
    match = _ARTICLE.match(name)
    if match:
        return match[1], name[match.end() :]
    return "l’" if name.startswith("Île-") else "", name


def _in_sentence(name: str) -> str:
    """« Communauté » is a common noun: no capital inside a sentence."""
    return re.sub(r"^Communauté\b", "communauté", name)


def _with(article: str, name: str) -> str:
    return f"{article}{'' if article.endswith('’') else ' '}{name}" if article else name


def _at(article: str, name: str) -> str:
    contracted = {"le": "au", "les": "aux"}.get(article.lower())
    return f"{contracted} {name}" if contracted else f"à {_with(article, name)}"


def _of(article: str, name: str) -> str:
    contracted = {"le": "du", "les": "des"}.get(article.lower())
    if contracted:
        return f"{contracted} {name}"
    return f"de {_with(article, name)}" if article or not _elides(name) else f"d’{name}"


def _elides(name: str) -> bool:
    key = fold(name)
    return bool(_ELIDED.match(key)) and not _ASPIRATED.match(key)
