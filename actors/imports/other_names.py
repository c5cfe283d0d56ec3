"""Bringing the other names of actors that are already there: acronyms, former names, writings found in sources."""

from dataclasses import dataclass

from curation.imports.cells import Keys, each_row, key_of
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

    key: str
    actor: str
    name: str
    kind: str


class OtherNameImporter(Importer):
    """Names, one a row. Each is brought once: if staff remove it, it stays removed."""

    title = "Autres noms d’acteurs"
    required = ("actor", "name", "kind")

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
        return NameRow(key, found[0].identifier if found else "", name, cells.one_of("kind", KINDS))

    def prepare(self, rows):
        self.actors = actor_keys()
        self.brought = set(self.source_list.records.filter(dataset=DATASET).values_list("key", flat=True))
        self.there = set(ActorName.objects.values_list("actor_id", "key"))

    def write(self, row, report):
        actor = self.actors[row.actor]
        if row.key in self.brought or (actor, fold(row.name)) in self.there:
            return Outcome.UNCHANGED
        ActorName.objects.create(actor_id=actor, name=row.name, kind=row.kind)
        told = {"name": row.name}
        SourceRecord.objects.create(
            source_list=self.source_list, dataset=DATASET, key=row.key, identifier=row.actor, values=told, told=told
        )
        return Outcome.CREATED
