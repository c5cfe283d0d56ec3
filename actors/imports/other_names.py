"""Bringing the other names of actors that are already there: acronyms, former names, writings found in sources."""

from dataclasses import dataclass

from curation.imports.cells import Keys, each_row, key_of
from curation.imports.entries import records_of
from curation.imports.importer import Importer
from curation.imports.report import Outcome
from directory.models import SourceRecord
from french.folding import fold

from ..models import ActorName
from .lookups import actor_keys, current_actors

DATASET = "autres noms"
KINDS = {fold(kind.value): kind.value for kind in ActorName.Kind}


@dataclass(frozen=True)
class NameRow:
    """A name that an actor also bears."""

    line: int
    key: str
    actor: str
    name: str
    kind: str


class OtherNameImporter(Importer):
    """Names, one a row. Each is brought once: if staff remove it, it stays removed."""

    title = "Autres noms d’acteurs"
    required = ("actor", "name", "kind")
    ends = False

    def parse(self, sheet, report):
        index, keys = current_actors(), Keys()
        return [self._row(cells, index, keys) for cells in each_row(sheet, report)]

    def _row(self, cells, index, keys):
        actor, name = cells.line_of_text("actor", required=True), cells.line_of_text("name", required=True)
        found = index.called(actor)
        if len(found) != 1:
            cells.refuse("actor", "acteur ambigu" if found else "acteur inconnu")
        key = key_of(actor, name)
        keys.check(cells, key, "name")
        return NameRow(cells.line, key, found[0].identifier if found else "", name, cells.one_of("kind", KINDS))

    def prepare(self, rows):
        self.actors = actor_keys()
        self.brought = records_of(self.source_list, DATASET)
        self.there = set(ActorName.objects.values_list("actor_id", "key"))

    def bring(self, row, plan):
        planned, name = plan.row(row.line, DATASET, row.key, row.actor), (self.actors[row.actor], fold(row.name))
        if row.key in self.brought or name in self.there:
            return planned.outcome
        self.there.add(name)
        planned.outcome, planned.changes = Outcome.CREATED, {"name": (None, row.name)}
        told = {"name": row.name}
        self.writes.save(ActorName(actor_id=self.actors[row.actor], name=row.name, kind=row.kind))
        record = {"source_list": self.source_list, "dataset": DATASET, "key": row.key, "identifier": row.actor}
        self.writes.save(SourceRecord(**record, values=told, told=told))
        return planned.outcome
