"""A further table of a list of actors: their site, the state, the services and the equipment of their place."""

from dataclasses import replace

from curation.imports.entries import EntryTable
from curation.imports.fields import Attribute, Links
from curation.imports.further import ROW_ID, FurtherRow, FurtherValues
from curation.imports.labels import Labels
from curation.imports.report import Heading, Outcome
from curation.imports.terms import current_thesaurus, term_keys
from directory.models import Term
from french.folding import fold
from territories.models import TiersLieu

from ..models import Actor
from .numbers import read_siret
from .rows import DATASET

OPENINGS = {fold(word): one.value for one in TiersLieu.Opening if one.value for word in (one.value, one.label)}
OF_THE_PLACE = {
    "tiers_lieu_state": "état du tiers-lieu : en projet, ouvert ou fermé",
    "state_note": "précision sur cet état",
    "services": "services du tiers-lieu, séparés par des points-virgules",
    "equipment": "ses équipements, de même",
    "opening_year": "année de son ouverture",
}


class ActorExtraImporter(FurtherValues):
    """More of actors, one a row, and of the tiers-lieu where they have their seat."""

    title, dataset = "Compléments d’acteurs", "compléments d’acteurs"
    model = Actor
    named_by, names = DATASET, "name"
    required = ("name",)
    optional = ROW_ID | {
        "website": "site de la structure",
        "other_websites": "ses autres sites, séparés par des points-virgules",
        "siret": "quatorze chiffres",
        **OF_THE_PLACE,
        "source_url": "la page qui le dit",
    }

    def fields(self):
        return [Attribute(name) for name in ("website", "other_websites", "siret")]

    def begin(self):
        super().begin()
        self.of_places = {}
        fields = [
            *(Attribute(name) for name in ("opening", "opening_note", "opened")),
            Links("services", term_keys(Term.Vocabulary.SERVICE)),
            Links("equipment", term_keys(Term.Vocabulary.EQUIPMENT)),
        ]
        columns = {"opening": "tiers_lieu_state", "opening_note": "state_note", "opened": "opening_year"}
        places = TiersLieu.objects.prefetch_related("services", "equipment")
        self.thesaurus = current_thesaurus()
        self.places = EntryTable(self.source_list, places, f"{self.dataset}, lieux", fields, columns)
        seated = Actor.objects.filter(seat__in=TiersLieu.objects.filter(merged_into=None))
        self.seats = dict(seated.values_list("identifier", "seat__identifier"))

    def read(self, cells):
        others = "\n".join(cells.urls("other_websites"))
        return {"website": cells.url("website", 500), "other_websites": others, "siret": read_siret(cells)}

    def told(self, cells, identifier):
        labels = Labels(cells, self.thesaurus)
        values = {
            "opening": cells.one_of("tiers_lieu_state", OPENINGS) or "",
            "opening_note": cells.line_of_text("state_note", 250),
            "opened": str(cells.date("opening_year")),
            "services": labels.placed("services", Term.Vocabulary.SERVICE),
            "equipment": labels.placed("equipment", Term.Vocabulary.EQUIPMENT),
        }
        if place := self.seats.get(identifier):
            self.of_places[cells.line] = FurtherRow(cells.line, "", place, values, unplaced=labels.unplaced)
        elif any(values.values()) and identifier:
            cells.tell(
                Heading.UNPLACED,
                "name",
                cells.raw("name"),
                "n’anime aucun tiers-lieu : ce qui en est dit reste à placer",
            )
        return super().told(cells, identifier)

    def prepare(self, rows):
        super().prepare(rows)
        self.of_places = {
            row.line: replace(self.of_places[row.line], key=row.key) for row in rows if row.line in self.of_places
        }
        self.places.load([*self.of_places.values()], self)

    def bring(self, row, plan):
        outcomes = {super().bring(row, plan)}
        if place := self.of_places.get(row.line):
            outcomes.add(self.places.bring(place, place.values, plan)[1])
        return Outcome.UPDATED if Outcome.UPDATED in outcomes else Outcome.UNCHANGED
