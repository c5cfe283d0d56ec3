"""The files that refresh the communes: the COG of Insee and its movements, the JSON of geo.api.gouv.fr."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from curation.imports.reading import UnreadableError
from curation.imports.reading.sheet import Row
from curation.imports.report import Heading, Report

from ..matching.answers import departement_of
from .cells import OfficialCells, RefusedError, read_table
from .rows import Batch, End, TerritoryRow

COG_COLUMNS = ("TYPECOM", "COM", "LIBELLE", "COMPARENT")
MOVEMENT_COLUMNS = ("MOD", "DATE_EFF", "TYPECOM_AV", "COM_AV", "TYPECOM_AP", "COM_AP")
CREATIONS = ("20", "21")  # movements after which the commune that was there is still there

Ends = Mapping[str, End]


@dataclass(frozen=True)
class Region:
    """What the directory already knows: a national file is read for these départements, with these EPCI."""

    departements: frozenset[str]
    epci: frozenset[str]


def read_communes(path: Path, region: Region, year: str, movements: Path | None = None) -> Batch:
    """The communes of the région in an official file; raise RefusedError with everything that is wrong in it."""
    batch = _from_geo_api(path, region, year) if _is_json(path) else _from_cog(path, region, year)
    if not batch.territories:
        report = Report(path.name)
        report.tell(Heading.REFUSED, 1, "", "", "aucune commune de la région dans ce fichier")
        raise RefusedError(report)
    named = frozenset(departement_of(row.code) for row in batch.territories)
    ends = {**batch.ends, **(read_movements(movements) if movements else {})}
    return replace(batch, exhaustive_in=named, ends=ends)


def read_movements(path: Path) -> Ends:
    """What became of each commune that is no more; nothing of those that were shared out between several."""
    report, rows = read_table(path, MOVEMENT_COLUMNS, others=True)
    heirs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for cells in rows:
        before, after = cells.raw("COM_AV"), cells.raw("COM_AP")
        whole = cells.raw("TYPECOM_AV") == cells.raw("TYPECOM_AP") == "COM" and cells.raw("MOD") not in CREATIONS
        if whole and before != after:
            heirs[before][cells.date("DATE_EFF")].add(after)
    if report.is_refused:
        raise RefusedError(report)
    last = {code: max(dated.items()) for code, dated in heirs.items()}
    return {code: End(min(after), date) for code, (date, after) in last.items() if len(after) == 1}


def _from_cog(path: Path, region: Region, year: str) -> Batch:
    report, rows = read_table(path, COG_COLUMNS, others=True)
    communes: list[TerritoryRow] = []
    ends: dict[str, End] = {}
    left_out = 0
    for cells in rows:
        code = cells.code("COM", 5)
        parent = cells.raw("COMPARENT")
        if cells.raw("TYPECOM") != "COM":
            ends |= {code: End(parent, year)} if parent and parent != code else {}
        elif departement_of(code) in region.departements:
            communes.append(_cog_commune(cells, code, year))
        else:
            left_out += 1
    _check(communes, report)
    renews = frozenset({"COG"})
    return Batch(dataset="cog", territories=communes, ends=ends, renews=renews, left_out=left_out)


def _cog_commune(cells: OfficialCells, code: str, year: str) -> TerritoryRow:
    name = cells.line_of_text("LIBELLE", required=True)
    return TerritoryRow(
        line=cells.line, kind="commune", code=code, name=name, official_name=name, vintage=f"COG {year}"
    )


def _from_geo_api(path: Path, region: Region, year: str) -> Batch:
    report = Report(path.name)
    rows = [OfficialCells(row, report) for row in _json_rows(path)]
    here = [cells for cells in rows if departement_of(cells.code("code", 5)) in region.departements]
    communes = [_geo_api_commune(cells, region.epci, year) for cells in here]
    _check(communes, report)
    renews = frozenset({"COG", "populations", "EPCI", "codes", "geo.api.gouv.fr"})
    left_out = len(rows) - len(here)
    return Batch(dataset="geo-api", territories=communes, renews=renews, left_out=left_out)


def _json_rows(path: Path) -> Iterator[Row]:
    """Each commune as a row of texts; its « line » is its rank in the list."""
    try:
        communes = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableError(f"{path} : ce fichier ne s’ouvre pas.") from error
    except ValueError as error:
        raise UnreadableError(f"{path.name} : ce n’est pas du JSON.") from error
    if not isinstance(communes, list) or not all(isinstance(commune, dict) for commune in communes):
        raise UnreadableError(f"{path.name} : une liste de communes est attendue.")
    return (Row(rank, _texts(commune)) for rank, commune in enumerate(communes, start=1))


def _texts(commune: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a commune as a table would write them."""
    texts = {name: _text(value) for name, value in commune.items()}
    match commune.get("centre"):
        case {"type": "Point", "coordinates": [longitude, latitude]}:
            texts |= {"longitude": _text(longitude), "latitude": _text(latitude)}
        case None:
            pass
        case unexpected:
            texts |= {"longitude": _text(unexpected), "latitude": _text(unexpected)}
    return texts


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case float():
            return f"{value:.4f}"
        case list():
            return " ".join(map(_text, value))
    return str(value)


def _geo_api_commune(cells: OfficialCells, epci: Collection[str], year: str) -> TerritoryRow:
    name, siren = cells.line_of_text("nom", required=True), cells.raw("codeEpci")
    if siren and siren not in epci:
        cells.refuse("codeEpci", "cet EPCI n’est pas dans la référence")
    return TerritoryRow(
        line=cells.line,
        kind="commune",
        code=cells.raw("code"),
        name=name,
        official_name=name,
        population=cells.integer("population"),
        latitude=cells.degrees("latitude", 90),
        longitude=cells.degrees("longitude", 180),
        postal_codes=cells.postal_codes("codesPostaux") or None,
        vintage=f"geo.api.gouv.fr {year}",
        within=("epci", siren) if siren else None,
    )


def _check(communes: list[TerritoryRow], report: Report) -> None:
    """Refuse a file where something is wrong, a code told twice among other things."""
    first: dict[str, int] = {}
    for row in communes:
        if first.setdefault(row.code, row.line) != row.line:
            report.tell(Heading.REFUSED, row.line, "", row.code, f"ce code est déjà à la ligne {first[row.code]}")
    if report.is_refused:
        raise RefusedError(report)


def _is_json(path: Path) -> bool:
    return path.suffix.lower() in (".json", ".geojson")
