"""Amounts and rates as the French write them: « 250 000,50 € », « 33,5 % ».

One reader for what people type and what files hold, and its writers. What may be read in two ways is refused, never
guessed. Pure functions: nothing here knows Django.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from .typography import NBSP, euros, number

CENTS = 2  # decimals of an amount and of a rate; a share, which is a rate over 100, has two more
WHOLE_DIGITS = 10  # of an amount: the columns hold no more
LONGEST = 40  # characters: no number is longer, and a message repeats no more

_AMOUNT = r"[0-9][0-9 \u00a0\u202f.,]{0,19}"
_BOUNDS = re.compile(
    r"(?<!\w)(?:(?P<most>moins\s+de|jusqu['’]\s*[aà]|au\s+plus|inf[eé]rieure?s?\s+[aà]|maximum|max)"
    r"|(?P<least>plus\s+de|au\s+moins|[aà]\s+partir\s+de|sup[eé]rieure?s?\s+[aà]|minimum|min)"
    r"|(?P<between>entre|de))"
    rf"\s+(?P<one>{_AMOUNT}?)(?:\s*(?:k€|€|euros?))?(?:\s*(?:et|[aà])\s+(?P<other>{_AMOUNT}?))?"
    r"\s*(?P<unit>k\s?€|k\s?euros?|€|euros?)(?!\w)",
    re.IGNORECASE,
)
_THOUSANDS = 1000
_SPACES = re.compile(r"\s+")  # no-break spaces, wide or narrow, are among them
_EUROS = re.compile(r" ?(?:€|euros?|eur)$", re.IGNORECASE)
_PERCENT = re.compile(r" ?%$")
_ABBREVIATED = re.compile(r"[0-9] ?(?:k|m|md|mille|millions?|milliards?)(?: ?€| d['’]euros| euros?)?$", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d\s.,]*(?:%|€|[km]€|md€|k?euros?\b|eur\b|mille\b|millions?\b|milliards?\b)", re.IGNORECASE)
_GROUPED = re.compile(r"(?<![\w°])\d{1,3}(?:\s\d{3})+\s*(?:$|[,;])")
_NEGATIVE = re.compile(r"[-\u2212\u2013(] ?[0-9]")
_TWO_READINGS = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")
# Dots part thousands only where they cannot be decimal points: there are several, or a comma comes after.
_NUMBER = re.compile(
    r"(?P<whole>[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:[.,](?P<decimals>[0-9]+))?"
    r"|(?P<dotted>[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]{1,3}(?:\.[0-9]{3})+(?=,))(?:,(?P<cents>[0-9]+))?"
)


def parse_euros(text: str) -> Decimal:
    """Return the amount of « 250 000,50 € », « 25000.5 » or « 1.250.000 »; raise ValueError with what to write."""
    bare = _without(_EUROS, text)
    if _ABBREVIATED.search(_spaced(text)):
        advice = "écrire tous les zéros, 25 000 pour « 25 k€ », 1 200 000 pour « 1,2 M€ »."
        raise ValueError(f"{_quoted(text)} est abrégé : {advice}")
    if found := _TWO_READINGS.fullmatch(bare):
        thousands, rest = found.groups()
        advice = f"écrire {thousands} {rest} (avec une espace), ou {thousands},{rest[:CENTS]} pour des centimes."
        raise ValueError(f"{_quoted(text)} peut se lire de deux façons : {advice}")
    amount = _parse(text, bare, "un montant en euros : écrire 25 000 ou 25 000,50", CENTS)
    if amount >= 10**WHOLE_DIGITS:
        raise ValueError(f"{_quoted(text)} est trop grand : un montant a {WHOLE_DIGITS} chiffres au plus.")
    return amount


def parse_percentage(text: str) -> Decimal:
    """Return the rate of « 33,5 % », from 0 to 100; raise ValueError with what to write."""
    wanted = "un taux de 0 à 100 % : écrire 50 ou 33,5"
    rate = _parse(text, _without(_PERCENT, text), wanted, CENTS)
    if rate > 100:
        raise ValueError(f"{_quoted(text)} n’est pas {wanted}.")
    return rate


def parse_share(text: str) -> Decimal:
    """Return the part of a whole, 0.5 for « 0,5 » and for « 50 % » alike; raise ValueError with what to write."""
    bare, wanted = _spaced(text), "une part de 0 à 1 : écrire 0,5 ou 50 %"
    if _PERCENT.search(bare):
        return parse_percentage(text) / 100
    share = _parse(text, bare, wanted, CENTS + 2)
    if share > 1:
        raise ValueError(f"{_quoted(text)} n’est pas {wanted}.")
    return share


def has_figure(text: str) -> bool:
    """Return whether a text tells an amount or a share, in whatever way: « 40 % », « 1,2 million d’euros »."""
    return bool(_FIGURE.search(text))


@dataclass(frozen=True)
class Bounds:
    """Amounts that a sentence asks for, with where they are said: euros, open where nothing bounds them."""

    start: int
    end: int
    low: Decimal | None = None
    high: Decimal | None = None


def bounds_in(text: str) -> Iterator[Bounds]:
    """Yield the bounds of « moins de 20 000 euros », « plus de 5 k€ », « entre 5 000 et 10 000 € ».

    Where no unit is said, nothing is: « moins de 20 minutes » bounds no amount.
    """
    for found in _BOUNDS.finditer(text):
        unit = _THOUSANDS if "k" in found["unit"].lower() else 1
        try:
            amounts = [parse_euros(found[name]) * unit for name in ("one", "other") if found[name]]
        except ValueError:  # what may be read in two ways is no bound: the words are words
            continue
        if found["between"] and len(amounts) > 1:
            yield Bounds(found.start(), found.end(), min(amounts), max(amounts))
        elif found["most"]:
            yield Bounds(found.start(), found.end(), high=amounts[0])
        elif found["least"]:
            yield Bounds(found.start(), found.end(), low=amounts[0])


def tells_money(text: str) -> bool:
    """Return whether a text tells an amount, be it without its unit at the end: « 25 000 » has groups of thousands."""
    return any(not found[0].endswith("%") for found in _FIGURE.finditer(text)) or bool(_GROUPED.search(text))


def written_euros(amount: float | Decimal) -> str:
    """Return an amount as one types it: « 250 000,50 », the cents only when there are some."""
    return euros(amount).removesuffix(f"{NBSP}€")


def written_rate(rate: float | Decimal) -> str:
    """Return a rate or a share as one types it, without idle zeros: « 33,5 »."""
    whole, _, decimals = f"{Decimal(str(rate)):f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{number(int(whole))},{decimals}" if decimals else number(int(whole))


def _parse(text: str, bare: str, wanted: str, most_decimals: int) -> Decimal:
    if _NEGATIVE.match(bare):
        raise ValueError(f"{_quoted(text)} est négatif : écrire zéro ou plus.")
    match = _NUMBER.fullmatch(bare) if len(bare) <= LONGEST else None
    if not match:
        raise ValueError(f"{_quoted(text)} n’est pas {wanted}.")
    whole, decimals = match["whole"] or match["dotted"], match["decimals"] or match["cents"] or ""
    if len(decimals) > most_decimals:
        raise ValueError(f"{_quoted(text)} a trop de décimales : en écrire {most_decimals} au plus.")
    digits = re.sub("[ .]", "", whole)
    return Decimal(f"{digits}.{decimals}" if decimals else digits)


def _without(unit: re.Pattern[str], text: str) -> str:
    return unit.sub("", _spaced(text))


def _spaced(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _quoted(text: str) -> str:
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in _spaced(text))
    return f"« {shown if len(shown) <= LONGEST else shown[:LONGEST] + '…'} »"
