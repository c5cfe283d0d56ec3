"""The further table of a list of calls: what each round tells, one thing a row."""

from curation.imports.cells import choices
from curation.imports.fields import Link
from curation.imports.further import ROW_ID, FurtherRows
from curation.imports.terms import current_thesaurus
from directory.models import Term
from french.folding import fold
from territories.models import Territory

from ..models import Axis, Item, Milestone, Round
from .importers import current_calls
from .rows import ROUNDS

AXIS, ALL = "axe", ("tous", "toutes")
WIDE = (Territory.Kind.REGION, Territory.Kind.DEPARTEMENT, Territory.Kind.EPCI, Territory.Kind.POLE)


class ItemImporter(FurtherRows):
    """Items, milestones and definitions of axes, one a row: `field` is its kind, `item` its number or its label."""

    title, dataset = "Rubriques des éditions", "rubriques"
    model = Round
    named_by, names = ROUNDS, "slug"
    required = ("slug", "round_year", "field", "item", "text_fr", "territory", "source_url")
    optional = ROW_ID | {
        "round_name": "nom de l’édition, quand l’année ne suffit pas",
        "term": "le terme que compare la recherche d’un appel ; « tous » quand la source le dit",
        "email": "courriel de fonction d’un contact",
        "date": "date d’une étape du calendrier ; vide, « à venir »",
        "ends_on": "fin d’une étape qui dure",
        "postponed_from": "date annoncée d’abord, quand l’étape est reportée",
        "registration_url": "où s’inscrire à une étape",
    }
    keys = ("round_year", "round_name", "field", "item", "term", "territory", "text_fr")
    identity = {
        Item: ("kind", "label", "text", "term", "territory", "site"),
        Milestone: ("kind", "label", "date"),
        Axis: ("name",),
    }

    def begin(self):
        self.index, self.thesaurus = current_calls(), current_thesaurus()
        self.milestones = choices(Milestone.Kind)
        self.kinds = choices(Item.Kind) | {AXIS: AXIS} | self.milestones
        self.terms = {f"{vocabulary}:{slug}": pk for vocabulary, slug, pk in self._terms()}
        self.territories = wide_territories()

    def find(self, cells, text):
        """The only round of the call in that year, and of that name when one is told."""
        call, name, year = self.index.get(text), fold(cells.raw("round_name")), cells.year("round_year")
        rounds = [one for one in call.rounds if one.year == year] if call else []
        found = [one for one in rounds if fold(one.name) == name] if name else rounds
        return found[0].identifier if len(found) == 1 else ""

    def field(self, model, name):
        if name == "term":
            return TermLink("term", self.terms)
        if name == "territory":
            return Link("territory", {territory.slug: territory.pk for territory in self.territories.values()})
        return super().field(model, name)

    def told(self, cells, identifier):
        if fold(cells.raw("field")) == AXIS:
            return Axis, identifier, self._axis(cells)
        if fold(cells.raw("field")) in self.milestones:
            return Milestone, identifier, self._milestone(cells)
        return Item, identifier, self.read(cells)

    def read(self, cells):
        kind, number = cells.one_of("field", self.kinds), cells.raw("item")
        if not kind:
            cells.refuse("field", "une ligne dit de quoi elle parle")
        territory = self.territories.get(fold(cells.raw("territory")))
        return {
            "kind": kind or "",
            "label": "" if number.isdecimal() else cells.line_of_text("item"),
            "text": cells.text("text_fr"),
            "term": self._term(cells, kind),
            "for_all": is_for_all(cells),
            "territory": territory.slug if territory else "",
            "site": "" if territory else cells.line_of_text("territory", 100),
            "email": cells.line_of_text("email"),
            "source_url": cells.url("source_url"),
        }

    def _milestone(self, cells):
        number = cells.raw("item")
        return {
            "kind": cells.one_of("field", self.milestones),
            "label": "" if number.isdecimal() else cells.line_of_text("item", 200),
            "date": str(cells.date("date")),
            "ends": str(cells.date("ends_on")),
            "postponed_from": str(cells.date("postponed_from")),
            "url": cells.url("registration_url"),
            "source_url": cells.url("source_url"),
        }

    def _axis(self, cells):
        return {
            "name": cells.line_of_text("item", 150, required=True),
            "definition": cells.text("text_fr"),
            "source_url": cells.url("source_url"),
        }

    def _term(self, cells, kind):
        """The term of a row as `vocabulary:slug`; that of an exclusion may be of any vocabulary that classes items."""
        if not cells.raw("term") or is_for_all(cells):
            return ""
        for vocabulary in Item.vocabularies(kind):
            if concept := self.thesaurus.find(vocabulary, cells.raw("term")):
                return f"{vocabulary}:{concept.slug}"
        cells.refuse("term", "terme inconnu de cette rubrique")
        return ""

    @staticmethod
    def _terms():
        return Term.objects.filter(vocabulary__in=Item.CLASSED.values()).values_list("vocabulary", "slug", "pk")


class TermLink(Link):
    """A term of any vocabulary, told as `vocabulary:slug`."""

    def read(self, entry):
        return f"{entry.term.vocabulary}:{entry.term.slug}" if entry.term else ""

    def shown(self, model, value):
        return value.partition(":")[2]


def is_for_all(cells):
    return fold(cells.raw("term")) in ALL


def wide_territories():
    """Return `{folded name: territory}` of what a round may be for; « région » is the region itself."""
    found = {fold(one.name): one for one in Territory.objects.current().of_kind(*WIDE)}
    regions = [one for one in found.values() if one.kind == Territory.Kind.REGION]
    return found | ({fold("région"): regions[0]} if len(regions) == 1 else {})
