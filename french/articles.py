"""The grammar of place names: articles, « en Charente », « des Landes »."""

import re

from .folding import fold
from .typography import typographic

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
