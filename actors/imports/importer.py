"""What the rows of a file of actors make, and the tiers-lieux that they run."""

from curation.imports.cells import YES_OR_NO
from curation.imports.corrections import Trace
from curation.imports.entries import EntryTable
from curation.imports.fields import Attribute, Link, Links
from curation.imports.importer import Importer
from curation.imports.terms import names_of, term_keys
from directory.models import Term
from french.folding import fold
from territories.models import TiersLieu

from ..models import Actor
from .headings import ACTORS, EXAMPLE
from .lookups import actor_keys, current_actors, current_gazetteer, territory_keys
from .newcomers import welcome
from .questions import questions_about
from .rows import DATASET, NATURES, OPTIONAL, REQUIRED, TIERS_LIEUX, ActorRows, Earlier

COLUMNS = {
    "legal_form": "legal_form_or_type",
    "actor_type": "legal_form_or_type",
    "is_public_body": "legal_form_or_type",
    "answer": "nature",
    "seat": "commune",
    "located_in": "commune",
    "summary": "description_fr",
}


class ActorImporter(Importer):
    """Actors, one a row; « oui » under `is_tiers_lieu` makes the place as well."""

    title = "Acteurs"
    required, optional = REQUIRED, OPTIONAL
    headings, example = ACTORS, EXAMPLE

    def allowed(self):
        return {
            "legal_form_or_type": names_of(Term.Vocabulary.ACTOR_TYPE),
            "is_tiers_lieu": [*YES_OR_NO],
            "nature": [*NATURES],
            "metiers": names_of(Term.Vocabulary.METIER),
            "disciplines": names_of(Term.Vocabulary.DISCIPLINE),
        }

    def parse(self, sheet, report):
        self.territories, self.actors = territory_keys(), actor_keys()
        self.table, self.places = self._actor_table(), self._tiers_lieu_table()
        self.index = current_actors(self.decided)
        earlier = Earlier(self.table.identifiers, self.places.identifiers, tiers_lieux_there(), self.source_list.seed)
        return ActorRows(self.index, current_gazetteer(), earlier).read(sheet, report)

    def prepare(self, rows):
        self.actors |= welcome(self.index, self.source_list, self.writes)
        self.table.load(rows, self)
        self.places.load([row.tiers_lieu for row in rows if row.tiers_lieu], self)

    def bring(self, row, plan):
        if row.tiers_lieu:
            self._bring_place(row.tiers_lieu, plan)
        entry, outcome = self.table.bring(row, {**row.values, **self.status}, plan)
        self.actors[entry.identifier] = entry.pk or entry
        return outcome

    def questions(self, plan):
        return questions_about(self.index, plan.report)

    def traces(self, rows):
        return {row.line: trace(row.key, row.values) for row in rows}

    def traces_of_known(self, records):
        return {record.pk: trace(record.key, record.told) for record in records}

    def _bring_place(self, row, plan):
        """A place has the name of who runs it: it is no more public."""
        status = self.status if row.may_be_named else {}
        tiers_lieu, _ = self.places.bring(row, {**row.values, **status}, plan)
        self.territories[tiers_lieu.identifier] = tiers_lieu.pk or tiers_lieu

    def _actor_table(self):
        plain = "name legal_form is_public_body answer website summary source_url siret status"
        fields = [
            *(Attribute(name) for name in plain.split()),
            Link("actor_type", term_keys(Term.Vocabulary.ACTOR_TYPE)),
            Link("seat", self.territories, "identifier"),
            Links("metiers", term_keys(Term.Vocabulary.METIER)),
            Links("disciplines", term_keys(Term.Vocabulary.DISCIPLINE)),
            Links("succeeds", self.actors, "identifier"),
        ]
        queryset = Actor.objects.select_related("actor_type", "seat")
        queryset = queryset.prefetch_related("metiers", "disciplines", "succeeds")
        return EntryTable(self.source_list, queryset, DATASET, fields, COLUMNS)

    def _tiers_lieu_table(self):
        fields = [
            *(Attribute(name) for name in ("kind", "name", "website", "summary", "source_url", "status")),
            Link("located_in", self.territories, "identifier"),
        ]
        queryset = TiersLieu.objects.select_related("located_in")
        return EntryTable(self.source_list, queryset, TIERS_LIEUX, fields, COLUMNS)


def trace(key, values):
    """What an actor is recognised by, were its name corrected: its seat, its number."""
    return Trace(fold(values.get("name", "")), key, frozenset(filter(None, (values.get("seat"), values.get("siret")))))


def tiers_lieux_there():
    """The tiers-lieux by folded name and place, to adopt those that staff wrote."""
    there = TiersLieu.objects.filter(merged_into=None)
    return {
        (key, place or ""): it for key, place, it in there.values_list("key", "located_in__identifier", "identifier")
    }
