"""Which commune people mean by what they type.

Pure functions: a matcher is built once from plain rows, wherever they come from. It never guesses: a name that several
communes have, or that one has and another had until lately, is ambiguous unless a département or a postal code
decides, and a code that contradicts the name finds nothing. Two codes do not contradict it: that of a neighbour, which
is told, and that of the firms of the commune. What is unknown may look like something (`like`): a person chooses.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from french.folding import fold

from .answers import MOST, Commune, FormerName, Match, Stray, Words
from .lookalikes import Lookalikes

ARTICLES = {("le",), ("la",), ("les",), ("l",)}
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "lez": "les"}

CANTON = re.compile(r"\s*\(canton .*\)$", re.IGNORECASE)
GLUED_SAINT = re.compile(r"\b(St|Ste|Sts|Stes)(?=[A-ZÀ-Ý])")
CEDEX = re.compile(r"\bcedex( \d{1,2}\b)?")


@dataclass(frozen=True)
class Code:
    """Five digits, postal or Insee: only the name beside them tells. CEDEX codes are in no table of communes."""

    digits: str
    may_be_cedex: bool


@dataclass(frozen=True)
class Clues:
    """What was told beside the name. All of it has to agree with the commune."""

    departements: frozenset[str] = frozenset()
    codes: frozenset[Code] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.departements or self.codes)

    def __or__(self, other: "Clues") -> "Clues":
        return Clues(self.departements | other.departements, self.codes | other.codes)


class Names:
    """Communes by name, whether it is written « Val de Virvée », « Val-de-Virvée » or « Valdevirvée »."""

    def __init__(self, named: Iterable[tuple[Words, Commune]]):
        self._communes: dict[str, dict[Words, set[Commune]]] = defaultdict(lambda: defaultdict(set))
        for words, commune in named:
            self._communes["".join(words)][words].add(commune)

    def get(self, words: Words) -> Iterator[set[Commune]]:
        """Those written with the same spaces, « Labarde » or « La Barde »; then, failing that, all of them."""
        spaced = self._communes.get("".join(words), {})
        yield spaced.get(words, set())
        yield set().union(*spaced.values())


class CommuneMatcher:
    """Finds communes by what people type. Build it once, ask it often."""

    def __init__(
        self,
        communes: Iterable[Commune],
        former: Iterable[FormerName] = (),
        departements: Mapping[str, str] | None = None,
    ):
        self._communes = {commune.code: commune for commune in communes}
        former = [name for name in former if name.code in self._communes]
        self._codes = self._codes_of_communes(former)
        self._postal_codes = {code for commune in self._communes.values() for code in commune.postal_codes}
        self._insee_codes = {*self._communes, *(name.old_code for name in former)}
        self._departements = {name_words(name): code for code, name in (departements or {}).items()}
        self._longest_first = sorted(self._departements.items(), key=lambda named: -len(named[0]))
        current = [pair for commune in self._communes.values() for pair in _writings(commune.name, commune)]
        past = [pair for name in former for pair in _writings(name.name, self._communes[name.code])]
        # A name of today wins over a former one, and both over one without its article: « Vergné », not « La Vergne ».
        named = [current, past, [*_without_article(current)], [*_without_article(past)]]
        self._stages = [*map(Names, named)]
        said = [name for name in former if name.is_still_said]
        self._said = Names(pair for name in said for pair in _writings(name.name, self._communes[name.code]))
        self._lookalikes = Lookalikes(pair for pairs in named for pair in pairs)

    def find(self, text: str, departement: str = "", postal_code: str = "") -> Match:
        """The commune that the text means, with what is known of its département and postal code."""
        words, typed = _understood(text)
        clues = typed | self._clues(departement, postal_code)
        if not words:
            return self._with_code(clues) if typed.codes else Match()
        for reading, told in self._readings(words, clues):
            match = self._named(reading, told)
            if match.candidates:
                return match
        return self._beside_a_stray_code(words, clues)

    def like(self, text: str, departements: Iterable[str] = ()) -> tuple[Commune, ...]:
        """What an unknown text may have been meant to say, the départements told with it first."""
        words, clues = _understood(text)
        told = {*departements, *clues.departements, *(code.digits[:2] for code in clues.codes)}
        told |= {code for name, code in self._longest_first if words[-len(name) :] == name}
        found = sorted(self._lookalikes.of(words), key=lambda commune: commune.departement not in told)
        coded = self._with_code(Clues(codes=clues.codes)).candidates if clues.codes else ()
        return tuple(dict.fromkeys((*found, *coded)))[:MOST]

    def departement_code(self, text: str) -> str:
        """The code of a département of the region given by code, name or both; empty if it is none."""
        words, clues = _understood(text.removesuffix(".0"))  # a spreadsheet may hold a number
        name = words[1:] if words[:1] in ARTICLES else words
        codes = {*clues.departements, *({self._departements.get(name, "")} if name else ())}
        code = codes.pop() if len(codes) == 1 and not clues.codes else ""
        return code if code in self._departements.values() else ""

    def _beside_a_stray_code(self, words: Words, clues: Clues) -> Match:
        """A name that is sure in the département of the code beside it, which is that of a neighbour."""
        digits = next((code.digits for code in clues.codes if code.digits in self._postal_codes), "")
        owners = tuple(commune for commune in self._communes.values() if digits and digits in commune.postal_codes)
        around = {commune.departement for commune in owners}
        for reading, told in self._readings(words, Clues(clues.departements)) if len(clues.codes) == 1 else ():
            match = self._named(reading, told)
            if near := tuple(commune for commune in match.candidates if commune.departement in around):
                return Match(near, match.certain, Stray(digits, owners))
        return Match()

    def _codes_of_communes(self, former: list[FormerName]) -> dict[str, set[str]]:
        """All the codes, of today and before, Insee and postal, under which each commune is written."""
        codes = {commune.code: {commune.code, *commune.postal_codes} for commune in self._communes.values()}
        for name in former:
            codes[name.code].add(name.old_code)
        return codes

    def _clues(self, departement: str, postal_code: str) -> Clues:
        """What two columns of a file tell. What cannot be understood there agrees with no commune."""
        departements = {self.departement_code(departement) or "?"} if departement.strip() else ()
        codes = {code.digits for code in _understood(postal_code)[1].codes} or ({"?"} if postal_code.strip() else ())
        return Clues(frozenset(departements), frozenset(Code(digits, True) for digits in codes))

    def _readings(self, words: Words, clues: Clues) -> Iterator[tuple[Words, Clues]]:
        """The ways to understand the words: as they are, then with a département at the end."""
        yield from ((order, clues) for order in _orders(words))
        for departement, code in self._longest_first:
            name, end = words[: -len(departement)], words[-len(departement) :]
            if name and end == departement:
                yield from ((order, clues | Clues(frozenset({code}))) for order in _orders(name))

    def _named(self, words: Words, clues: Clues) -> Match:
        for rank, names in enumerate(self._stages):
            for communes in names.get(words):
                if fitting := self._fitting(communes, clues):
                    others = self._still_said(words, rank, clues) - communes
                    return Match((*fitting, *in_order(others)), self._is_certain(words, rank, clues))
        return Match()

    def _still_said(self, words: Words, rank: int, clues: Clues) -> set[Commune]:
        """Those that bore, until lately, the name of a commune of today; failing that, those that ever did.

        Whoever tells a département or a code is believed.
        """
        if rank or clues:
            return set()
        return next(self._said.get(words)) or next(self._stages[1].get(words))

    def _is_certain(self, words: Words, rank: int, clues: Clues) -> bool:
        """« Landes » is a commune too, and « Gironde » was one: alone, they may as well mean the département."""
        return words not in self._departements or (rank == 0 and bool(clues))

    def _fitting(self, communes: set[Commune], clues: Clues) -> tuple[Commune, ...]:
        fitting = [commune for commune in communes if clues.departements <= {commune.departement}]
        for code in clues.codes:
            fitting = self._with_that_code(fitting, code)
        return in_order(fitting)

    def _with_that_code(self, communes: list[Commune], code: Code) -> list[Commune]:
        """Those that have the code; if it is nobody's, those of the département that a CEDEX code begins with.

        Without the word CEDEX, an Insee code is a code of firms where it begins as that of the post office: « 16012
        Angoulême » as 16000.
        """
        having = [commune for commune in communes if code.digits in self._codes[commune.code]]
        if having or code.digits in self._postal_codes:
            return having
        if code.digits in self._insee_codes and not code.may_be_cedex:
            return [it for it in communes if code.digits.startswith(min(it.postal_codes, default="?")[:3])]
        return [it for it in communes if code.digits.startswith(it.departement)]

    def _with_code(self, clues: Clues) -> Match:
        """A code without a name: Insee or postal, all the communes that it may mean."""
        having = [commune for commune in self._communes.values() if self._has_all(commune, clues)]
        return Match(tuple(having))

    def _has_all(self, commune: Commune, clues: Clues) -> bool:
        codes = {code.digits for code in clues.codes}
        return codes <= self._codes[commune.code] and clues.departements <= {commune.departement}


def in_order(communes: Iterable[Commune]) -> tuple[Commune, ...]:
    return tuple(sorted(communes, key=lambda commune: commune.code))


def name_words(name: str) -> Words:
    """The words of a name, folded, abbreviations opened: « S/s » is « sous », « Ste » is « Sainte »."""
    text = fold(GLUED_SAINT.sub(r"\1 ", name)).replace("&", " et ")
    text = re.sub(r"\bs ?/ ?s\b", " sous ", text)
    text = re.sub(r"\bs ?/", " sur ", text)
    text = re.sub(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])|[\W_]+", " ", text)
    return tuple(ABBREVIATIONS.get(word, word) for word in text.split())


def _understood(text: str) -> tuple[Words, Clues]:
    """The words of the name, and the codes typed with them: « F-33077 BORDEAUX CEDEX », « Mérignac (33) »."""
    plain = " ".join(name_words(text))
    name, cedex = CEDEX.subn(" ", plain)
    name = re.sub(r"\b(\d\d) (\d{3})\b", r"\1\2", name)
    name = re.sub(r"\bfr? (?=\d{5}\b)|(?<=\w) france$", "", name.strip())
    codes = re.findall(r"\b\d{5}\b", name)
    departements = re.findall(r"\b\d{2,3}\b", name)
    words = tuple(re.sub(r"\b(\d{5}|\d{2,3})\b", " ", name).split())
    return words, Clues(frozenset(departements), frozenset(Code(digits, bool(cedex)) for digits in codes))


def _orders(words: Words) -> Iterator[Words]:
    """The words as they are, and with an article at the end brought back to its place: « Rochelle (La) »."""
    yield words
    if words[-1:] in ARTICLES and len(words) > 1:
        yield (words[-1], *words[:-1])


def _writings(name: str, commune: Commune) -> set[tuple[Words, Commune]]:
    """Two communes of a département may share a name: the canton tells them apart, but who types it?"""
    return {(name_words(name), commune), (name_words(CANTON.sub("", name)), commune)}


def _without_article(named: list[tuple[Words, Commune]]) -> Iterator[tuple[Words, Commune]]:
    return ((words[1:], commune) for words, commune in named if words[:1] in ARTICLES and len(words) > 1)
