"""Which territories the columns « commune » and « département » of a row name.

Pure: what comes from the database is given as plain codes and identifiers.
"""

from collections.abc import Iterator, Mapping

from curation.imports.cells import Cells
from curation.imports.report import Heading
from french.typography import joined

from .answers import Commune, Match, Outcome
from .matcher import CommuneMatcher


class Gazetteer:
    """The communes and départements of the region, as the importers look them up."""

    def __init__(self, matcher: CommuneMatcher, communes: Mapping[str, str], departements: Mapping[str, str]):
        """`communes` and `departements` give the identifier of the territory that has a code."""
        self._matcher = matcher
        self._communes = communes
        self._departements = departements

    def places(self, cells: Cells, commune: str = "commune", departement: str = "departement_code") -> tuple[str, ...]:
        """The identifiers of the communes that the row names; without a commune, of its départements."""
        codes = tuple(self._departement_codes(cells, departement))
        if cells.raw(commune):
            return tuple(self._commune_identifiers(cells, commune, codes))
        return tuple(self._departements[code] for code in codes)

    def likely_place(
        self, cells: Cells, commune: str = "commune", departement: str = "departement_code"
    ) -> str | None:
        """The identifier of the one place that the row names, empty when it names none, None when it is not known.

        Nothing is refused: what happens may happen out of the region.
        """
        codes = self.departement_codes(cells, departement)
        if cells.raw(departement) and not codes:
            return None
        if not cells.raw(commune):
            return self._departements[codes[0]] if codes else ""
        match = self._match(cells.raw(commune), codes)
        self._tell_doubt(cells, commune, cells.raw(commune), match)
        return self._communes[match.commune.code] if match.commune else None

    def departement_codes(self, cells: Cells, departement: str = "departement_code") -> tuple[str, ...]:
        """The codes of the départements that the row names, when they are known."""
        found = (self._matcher.departement_code(text) for text in cells.items(departement))
        return tuple(dict.fromkeys(code for code in found if code))

    def _departement_codes(self, cells: Cells, column: str) -> Iterator[str]:
        for text in cells.items(column):
            if not self._matcher.departement_code(text):
                cells.refuse(column, "département inconnu dans la région", value=text)
        yield from self.departement_codes(cells, column)

    def _commune_identifiers(self, cells: Cells, column: str, departements: tuple[str, ...]) -> Iterator[str]:
        for text in cells.items(column):
            match = self._match(text, departements)
            if match.commune:
                yield self._communes[match.commune.code]
                self._tell_doubt(cells, column, text, match)
            else:
                cells.refuse(column, self._what_is_wrong(text, match, departements), value=text)

    def _tell_doubt(self, cells: Cells, column: str, text: str, match: Match) -> None:
        if match.stray and match.commune:
            cells.tell(Heading.DOUBT, column, text, f"{match.stray} ; lu {_told_apart(match.commune)}")

    def _match(self, text: str, departements: tuple[str, ...]) -> Match:
        """The commune, in one of the départements when the row names some."""
        matches = [self._matcher.find(text, code) for code in departements or ("",)]
        found = tuple(dict.fromkeys(candidate for match in matches for candidate in match.candidates))
        stray = next((match.stray for match in matches if match.stray), None)
        return Match(found, all(match.certain for match in matches), stray)

    def _what_is_wrong(self, text: str, match: Match, departements: tuple[str, ...]) -> str:
        if match.outcome is Outcome.AMBIGUOUS:
            candidates = joined((_told_apart(commune) for commune in match.candidates), "ou")
            return f"commune ambiguë, préciser son département : {candidates}"
        where = f" dans le département {joined(departements, 'ou')}" if departements else ""
        like = (f"{_told_apart(it)}, dans le {it.departement}" for it in self._matcher.like(text, departements))
        maybe = f" ; peut-être {meant}" if (meant := joined(like, "ou")) else ""
        return f"commune inconnue{where}{maybe}"


def _told_apart(commune: Commune) -> str:
    return f"{commune.name} ({commune.code})"
