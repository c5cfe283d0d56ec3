"""The reference shipped with the project: one folder of small files, described in the README of the data."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from curation.imports.cells import Keys, key_of
from curation.imports.report import Report

from ..matching.answers import departement_of
from .cells import OfficialCells, RefusedError, read_table
from .rows import Batch, End, FactRow, FormerNameRow, Key, TerritoryRow

FRR = ("", "none", "socle", "plus", "beneficiaire", "beneficiaire_partiel")
FORMER_KINDS = ("commune_nouvelle", "fusion_association", "fusion_simple", "renommage")


def read_reference(folder: Path) -> Batch:
    """The whole reference; raise RefusedError with everything that is wrong in it."""
    return _Folder(folder).batch()


class _Folder:
    def __init__(self, folder: Path):
        self._folder = folder
        self._reports: list[Report] = []
        self._known: set[Key] = set()
        self._epci_rows: dict[Key, TerritoryRow] = {}

    def batch(self) -> Batch:
        territories = self._territories()
        former = list(self._former_names())
        names = [*former, *self._other_names()]
        facts = list(self._facts())
        if refused := [report for report in self._reports if report.is_refused]:
            raise RefusedError(*refused)
        gone = [row for row in former if ("commune", row.old_code) not in self._known]
        ends = {row.old_code: End(row.code, row.ended_on) for row in gone}
        return Batch(dataset="reference", territories=territories, former_names=names, facts=facts, ends=ends)

    def _territories(self) -> list[TerritoryRow]:
        """All territories with the vintage of their kind, the widest first."""
        vintages = dict(self._vintages())
        kinds = (self._regions(), self._departements(), self._epci(), self._communes(), self._poles())
        dated = ((row, *vintages.get(row.kind, ("", ""))) for rows in kinds for row in rows)
        return [replace(row, vintage=vintage, source_name=source) for row, vintage, source in dated]

    def _rows(self, name: str, *columns: str) -> Iterator[OfficialCells]:
        report, rows = read_table(self._folder / name, columns)
        self._reports.append(report)
        return rows

    def _new_code(self, cells: OfficialCells, kind: str, column: str, *lengths: int) -> str:
        code = cells.code(column, *lengths) if lengths else cells.line_of_text(column, required=True)
        if (kind, code) in self._known:
            cells.refuse(column, "ce code est déjà plus haut")
        self._known.add((kind, code))
        return code

    def _inside(self, cells: OfficialCells, column: str, kind: str) -> Key | None:
        """The territory that a column names, which an earlier file must have brought."""
        key = (kind, cells.raw(column))
        if key[1] and key not in self._known:
            cells.refuse(column, "ce code n’est pas dans la référence")
        return key if key[1] else None

    def _vintages(self) -> Iterator[tuple[str, tuple[str, str]]]:
        for cells in self._rows("vintages.csv", "kind", "vintage", "source_name"):
            vintage = cells.line_of_text("vintage", longest=120, required=True)
            yield cells.raw("kind"), (vintage, cells.line_of_text("source_name"))

    def _regions(self) -> Iterator[TerritoryRow]:
        for cells in self._rows("regions.csv", *"code name article locative population lat lon".split()):
            yield self._area(cells, "region", None)

    def _departements(self) -> Iterator[TerritoryRow]:
        for cells in self._rows("departements.csv", *"code name article locative region population lat lon".split()):
            yield self._area(cells, "departement", self._inside(cells, "region", "region"))

    def _area(self, cells: OfficialCells, kind: str, within: Key | None) -> TerritoryRow:
        """A région or a département."""
        name = cells.line_of_text("name", required=True)
        return TerritoryRow(
            line=cells.line,
            kind=kind,
            code=self._new_code(cells, kind, "code", 2, 3),
            name=name,
            official_name=name,
            article=cells.raw("article"),
            locative=cells.raw("locative"),
            population=cells.integer("population"),
            latitude=cells.degrees("lat", 90),
            longitude=cells.degrees("lon", 180),
            within=within,
        )

    def _epci(self) -> Iterator[TerritoryRow]:
        columns = "siren name full_name article type dgcl_label departements population lat lon".split()
        for cells in self._rows("epci.csv", *columns):
            full_name = cells.line_of_text("full_name", required=True)
            row = TerritoryRow(
                line=cells.line,
                kind="epci",
                code=self._new_code(cells, "epci", "siren", 9),
                name=cells.line_of_text("name", required=True),
                official_name=full_name,
                phrase=full_name,
                article=cells.raw("article"),
                population=cells.integer("population"),
                latitude=cells.degrees("lat", 90),
                longitude=cells.degrees("lon", 180),
                within=self._only_departement(cells),
            )
            self._epci_rows[row.key] = row
            yield row

    def _only_departement(self, cells: OfficialCells) -> Key | None:
        """What contains an EPCI: its département if it has only one, else the région, even where it goes beyond."""
        departements = cells.line_of_text("departements", required=True).split()
        if len(departements) != 1:
            return next((key for key in self._known if key[0] == "region"), None)
        return self._inside(cells, "departements", "departement")

    def _communes(self) -> Iterator[TerritoryRow]:
        columns = "insee name epci population postal_codes lat lon frr".split()
        for cells in self._rows("communes.csv", *columns):
            code = self._new_code(cells, "commune", "insee", 5)
            if ("departement", departement_of(code)) not in self._known:
                cells.refuse("insee", "aucun département de la référence ne commence ce code")
            yield TerritoryRow(
                line=cells.line,
                kind="commune",
                code=code,
                name=cells.line_of_text("name", required=True),
                official_name=cells.raw("name"),
                population=cells.integer("population"),
                latitude=cells.degrees("lat", 90),
                longitude=cells.degrees("lon", 180),
                postal_codes=cells.postal_codes("postal_codes"),
                frr=cells.choice("frr", FRR),
                within=self._inside(cells, "epci", "epci"),
            )

    def _poles(self) -> Iterator[TerritoryRow]:
        """A pôle has the perimeter of its EPCI, and so its population and its point."""
        for cells in self._rows("poles.csv", "slug", "name", "epci", "specialities", "source_url"):
            cells.line_of_text("epci", required=True)
            within = self._inside(cells, "epci", "epci")
            epci = self._epci_rows.get(within) if within else None
            yield TerritoryRow(
                line=cells.line,
                kind="pole",
                code=self._new_code(cells, "pole", "slug"),
                name=cells.line_of_text("name", required=True),
                specialities="\n".join(cells.items("specialities")),
                source_url=cells.url("source_url"),
                population=epci.population if epci else None,
                latitude=epci.latitude if epci else None,
                longitude=epci.longitude if epci else None,
                within=within,
            )

    def _former_names(self) -> Iterator[FormerNameRow]:
        for cells in self._rows("former_communes.csv", "old_insee", "name", "insee", "kind", "date"):
            self._inside(cells, "insee", "commune")
            yield FormerNameRow(
                code=cells.code("insee", 5),
                name=cells.line_of_text("name", required=True),
                kind=cells.choice("kind", FORMER_KINDS),
                old_code=cells.code("old_insee", 5),
                ended_on=cells.date("date"),
            )

    def _other_names(self) -> Iterator[FormerNameRow]:
        for cells in self._rows("other_names.csv", "insee", "name", "origin"):
            code = cells.code("insee", 2, 3, 5)
            self._inside(cells, "insee", "commune" if len(code) == 5 else "departement")
            yield FormerNameRow(code, cells.line_of_text("name", required=True), "alias")

    def _facts(self) -> Iterator[FactRow]:
        keys = Keys()
        for cells in self._rows("facts.csv", "territory", "text", "date", "source_url"):
            keys.check(cells, key_of(cells.raw("territory"), cells.raw("source_url")), "source_url")
            text = cells.line_of_text("text", longest=2000, required=True)
            yield FactRow(cells.line, cells.raw("territory"), text, cells.date("date"), cells.url("source_url"))
