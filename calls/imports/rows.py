"""Reading files of calls and of rounds. Pure: rows of text in, rows of facts out; what is wrong goes to the report."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from actors.imports.names import ActorIndex
from curation.imports.cells import Cells, Keys, each_row, key_of
from curation.imports.labels import Labels
from curation.imports.reading.sheet import Sheet
from curation.imports.reconcile import as_json
from curation.imports.report import Report
from curation.thesaurus import Thesaurus
from directory.models.identifiers import new_identifier
from french.folding import fold

from .index import CallIndex, KnownCall

CALLS, ROUNDS, LINKS = "dispositifs", "éditions", "liens entre dispositifs"
CALL_COLUMNS = tuple("slug name lead_org partners description_fr url source_url".split())
ROUND_COLUMNS = tuple(
    "call_slug name year opens_on closes_on budget_eur max_grant_eur max_rate_percent axes eligibility_fr"
    " url source_url".split()
)
LINK_COLUMNS = ("slug", "succeeds", "objectives", "source_url")
ROUND_YEARS = range(1980, 2101)


Seed = Callable[[str, str], str]  # of a table and a key, what the identifier of a new entry is drawn from


@dataclass(frozen=True)
class EntryRow:
    """What a row says of a call or of a round."""

    line: int
    key: str
    identifier: str
    values: Mapping[str, Any]
    unplaced: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_calls(
    sheet: Sheet, report: Report, actors: ActorIndex, there: Mapping[str, str], seed: Seed
) -> list[EntryRow]:
    """The rows of a file of calls; `there` gives the identifier of the call that a slug already means."""
    keys = Keys()
    return [_call(cells, keys, actors, there, seed) for cells in each_row(sheet, report)]


def _call(cells: Cells, keys: Keys, actors: ActorIndex, there: Mapping[str, str], seed: Seed) -> EntryRow:
    slug = cells.line_of_text("slug", 100, required=True)
    if slug != slugify(slug):
        cells.refuse("slug", "une adresse s’écrit en minuscules sans accent, avec des tirets")
    keys.check(cells, slug, "slug")
    values = {
        "slug": slug,
        "name": cells.line_of_text("name", required=True),
        "summary": cells.text("description_fr"),
        "website": cells.url("url"),
        "source_url": cells.url("source_url"),
        "leads": sorted(it.actor.identifier for it in actors.cite_all(cells, "lead_org")),
        "partners": sorted(it.actor.identifier for it in actors.cite_all(cells, "partners")),
    }
    return EntryRow(cells.line, slug, there.get(slug) or new_identifier("c", seed(CALLS, slug)), values)


def read_rounds(
    sheet: Sheet, report: Report, calls: CallIndex, there: Mapping[str, str], seed: Seed
) -> list[EntryRow]:
    """The rows of a file of rounds; `there` gives the identifier of the round that a key already means."""
    keys = Keys()
    return [_round(cells, keys, calls, there, seed) for cells in each_row(sheet, report)]


def _round(cells: Cells, keys: Keys, calls: CallIndex, there: Mapping[str, str], seed: Seed) -> EntryRow:
    name = cells.line_of_text("name", required=True)
    call = calls.find(cells, "call_slug")
    if not cells.raw("call_slug"):
        cells.refuse("call_slug", "une édition a un dispositif")
    key = key_of(cells.raw("call_slug"), name)
    keys.check(cells, key, "name")
    identifier = there.get(key) or new_identifier("r", seed(ROUNDS, key))
    values = {"name": name, "call": call.identifier if call else "", **_round_values(cells)}
    return EntryRow(cells.line, key, identifier, values)


def _round_values(cells: Cells) -> dict[str, Any]:
    url, source = cells.url("url"), cells.url("source_url")
    return {
        "year": cells.year("year", ROUND_YEARS),
        "opens_at": str(cells.date("opens_on")),
        "closes_at": str(cells.date("closes_on")),
        "budget": as_json(cells.amount("budget_eur")),
        "max_grant": as_json(cells.amount("max_grant_eur")),
        "max_rate": as_json(cells.percentage("max_rate_percent")),
        "eligibility": cells.text("eligibility_fr"),
        "website": url if url != source else "",  # the page of a newspaper is a source, not the page of the round
        "source_url": source,
        "axes": list({fold(axis): axis for axis in _axes(cells)}.values()),
    }


def _axes(cells: Cells) -> Iterator[str]:
    for axis in cells.items("axes"):
        if len(axis) > 150:
            cells.refuse("axes", "nom d’axe trop long (150 caractères au plus)", value=axis)
        yield axis


def read_links(sheet: Sheet, report: Report, calls: CallIndex, thesaurus: Thesaurus) -> list[EntryRow]:
    """What calls owe to one another, and to the policy."""
    rows = (_links(cells, calls, thesaurus) for cells in each_row(sheet, report))
    return [row for row in rows if row.identifier]


def _links(cells: Cells, calls: CallIndex, thesaurus: Thesaurus) -> EntryRow:
    call = calls.find(cells, "slug")
    values = {
        "succeeds": sorted(_succeeded(cells, calls, call)),
        "part_of": _programme(cells, calls, call),
        "objectives": Labels(cells, thesaurus).known("objectives", "objectif", "objectif inconnu"),
    }
    return EntryRow(cells.line, cells.raw("slug"), call.identifier if call else "", values)


def _succeeded(cells: Cells, calls: CallIndex, heir: KnownCall | None) -> Iterator[str]:
    for slug in cells.items("succeeds"):
        call = calls.get(slug)
        if not call:
            cells.refuse("succeeds", "dispositif inconnu", value=slug)
        elif call == heir:
            cells.refuse("succeeds", "un dispositif ne succède pas à lui-même", value=slug)
        else:
            yield call.identifier


def _programme(cells: Cells, calls: CallIndex, part: KnownCall | None) -> str:
    call = calls.find(cells, "part_of")
    if call and call == part:
        cells.refuse("part_of", "un dispositif n’est pas un volet de lui-même")
    return call.identifier if call else ""
