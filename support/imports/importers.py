"""What the rows of files of events, of resources and of definitions make."""

from dataclasses import replace

from django.utils import timezone

from actors.imports.lookups import actor_keys, current_actors, current_gazetteer, territory_keys
from calls.imports.importers import call_keys, current_calls
from curation.imports.cells import each_row, key_of
from curation.imports.corrections import Trace
from curation.imports.entries import EntryTable
from curation.imports.fields import Attribute, Link, Links
from curation.imports.further import Called
from curation.imports.importer import Importer
from curation.imports.terms import current_thesaurus, term_keys
from directory.models import Term
from french.dates import PartialDate
from french.folding import fold
from projects.imports.rows import DATASET as PROJECTS
from projects.models import Project

from ..models import Definition, Event, Resource
from ..models.scope import Scope
from .glossary import GlossaryRows
from .rows import (
    DEFINITION_COLUMNS,
    DEFINITION_OPTIONAL,
    DEFINITIONS,
    EVENT_COLUMNS,
    EVENT_OPTIONAL,
    EVENTS,
    RESOURCE_COLUMNS,
    RESOURCE_OPTIONAL,
    RESOURCES,
    Known,
    SupportRows,
    Words,
)

COLUMNS = {"name": "title", "summary": "description_fr"}


class SupportImporter(Importer):
    """One entry a row. A subclass names its model, its table, its columns and its fields."""

    model = None
    dataset = ""
    columns = {}
    linked = ()  # many-to-many fields
    made_by = ""  # the one of those who hold or wrote it
    formats, levels = (), ()  # choices that its columns name

    def fields(self):
        raise NotImplementedError

    def read(self, rows, cells):
        """Return what a row of the file says."""
        raise NotImplementedError

    def there(self):
        """The entries by what would be their key."""
        raise NotImplementedError

    def parse(self, sheet, report):
        queryset = self.model.objects.prefetch_related(*self.linked)
        self.table = EntryTable(self.source_list, queryset, self.dataset, self.fields(), COLUMNS | self.columns)
        rows = SupportRows(self._known(), self._words())
        return [self.read(rows, cells) for cells in each_row(sheet, report)]

    def prepare(self, rows):
        self.table.load(rows, self)

    def bring(self, row, plan):
        return self.table.bring(row, {**row.values, **self.status}, plan)[1]

    def traces(self, rows):
        return {row.line: self.trace(row.key, row.values) for row in rows}

    def traces_of_known(self, records):
        return {record.pk: self.trace(record.key, record.told) for record in records}

    def trace(self, key, values):
        """What a row is recognised by, were its title or its date corrected: those who hold or wrote it."""
        return Trace(fold(values.get("name", "")), key, frozenset(makers(values, self.made_by)))

    def _known(self):
        calls, projects = current_calls(), Called(Project, PROJECTS)
        there = self.there() | self.table.identifiers
        return Known(
            current_actors(),
            current_gazetteer(),
            lambda text: call.identifier if (call := calls.get(text)) else "",
            projects.find,
            there,
            self.source_list.seed,
        )

    def _words(self):
        choices = (self.model.Kind.choices, self.formats, Scope.choices, self.levels)
        return Words(*map(by_label, choices))


def makers(values, name):
    """Those who hold or wrote what a row tells: the identifiers of entries, then the names of the others."""
    return filter(None, [*values.get(name, ()), fold(values.get(f"other_{name}", ""))])


def by_label(choices):
    """Values by their folded labels and by themselves: « journee d etude », « journee-d-etude »."""
    return {fold(text): value for value, label in choices for text in (value, label)}


def project_keys():
    return dict(Project.objects.values_list("identifier", "pk"))


class EventImporter(SupportImporter):
    """Events, one a row, known by their names and their dates."""

    title = "Agenda"
    required, optional = EVENT_COLUMNS, EVENT_OPTIONAL
    model, dataset = Event, EVENTS
    linked = ("organisers", "partners", "metiers", "themes", "calls", "projects")
    made_by = "organisers"
    formats = Event.Format.choices
    columns = {
        "starts": "starts_on",
        "ends": "ends_on",
        "territory": "commune",
        "town": "commune",
        "venue": "place",
        "organisers": "organiser",
        "other_organisers": "organiser",
        "other_partners": "partners",
        "website": "url",
        "outcome": "outcome_fr",
        "is_cancelled": "cancelled",
    }

    def fields(self):
        actors = actor_keys()
        plain = (
            "name kind format scope starts ends town venue audience summary source_url source_name other_organisers"
            " other_partners website registration_url price accessibility outcome postponed_from is_cancelled status"
        )
        return [
            *map(Attribute, plain.split()),
            Link("territory", territory_keys(), "identifier"),
            Links("organisers", actors, "identifier"),
            Links("partners", actors, "identifier"),
            *linked_fields(),
        ]

    def read(self, rows, cells):
        return rows.event(cells)

    def trace(self, key, values):
        """Once over, an event is not postponed: the next of its kind is another one, unless it has its very date."""
        trace = super().trace(key, values)
        dated = {f"{maker}|{values.get('starts', '')}" for maker in trace.who}
        return replace(trace, who=frozenset(dated if is_over(values) else dated | trace.who))

    def there(self):
        events = Event.objects.filter(merged_into=None, is_example=False)
        return {key_of(name, starts): it for name, starts, it in events.values_list("name", "starts", "identifier")}


def is_over(values):
    dates = (PartialDate(values.get(name, "")) for name in ("ends", "starts"))
    last = next(filter(None, dates), None)
    return bool(last) and last.after <= timezone.now()


class ResourceImporter(SupportImporter):
    """Resources, one a row, known by their names and their years."""

    title = "Ressources"
    required, optional = RESOURCE_COLUMNS, RESOURCE_OPTIONAL
    model, dataset = Resource, RESOURCES
    linked = ("authors", "metiers", "themes", "calls", "projects")
    made_by = "authors"
    levels = Resource.Level.choices
    columns = {"authors": "author", "other_authors": "author", "website": "url", "is_free": "free"}

    def fields(self):
        plain = (
            "name kind scope year audience level website licence file_format weight duration is_free summary"
            " source_url source_name other_authors status"
        )
        return [*map(Attribute, plain.split()), Links("authors", actor_keys(), "identifier"), *linked_fields()]

    def read(self, rows, cells):
        return rows.resource(cells)

    def there(self):
        resources = Resource.objects.filter(merged_into=None, is_example=False)
        rows = resources.values_list("name", "year", "identifier")
        return {key_of(name, str(year or "")): it for name, year, it in rows}


def linked_fields():
    """What events and resources are classed by, and are about."""
    return [
        Links("metiers", term_keys(Term.Vocabulary.METIER)),
        Links("themes", term_keys(Term.Vocabulary.THEME)),
        Links("calls", call_keys(), "identifier"),
        Links("projects", project_keys(), "identifier"),
    ]


class TermLink(Link):
    """A link to a term of any vocabulary, told as « vocabulary:slug »."""

    def read(self, entry):
        target = getattr(entry, self.name)
        return f"{target.vocabulary}:{target.slug}" if target else ""

    def shown(self, model, value):
        return value.partition(":")[2]


class DefinitionImporter(Importer):
    """The words of the glossary, one a row."""

    title = "Glossaire"
    required, optional = DEFINITION_COLUMNS, DEFINITION_OPTIONAL

    def parse(self, sheet, report):
        definitions = Definition.objects.filter(merged_into=None, is_example=False)
        self.definitions = dict(definitions.values_list("identifier", "pk"))
        queryset = Definition.objects.select_related("term").prefetch_related("see_also")
        self.table = EntryTable(self.source_list, queryset, DEFINITIONS, self._fields(), self._columns())
        there = dict(definitions.values_list("key", "identifier")) | self.table.identifiers
        return GlossaryRows(current_thesaurus(), there, self.source_list.seed).read(sheet, report)

    def prepare(self, rows):
        self.table.load(rows, self)
        for row in rows:  # one may see another that is not written yet
            entry = self.table.entries.setdefault(row.identifier, Definition(identifier=row.identifier))
            self.definitions[row.identifier] = entry.pk or entry

    def bring(self, row, plan):
        return self.table.bring(row, {**row.values, **self.status}, plan)[1]

    def _fields(self):
        terms = Term.objects.values_list("vocabulary", "slug", "pk")
        return [
            *map(Attribute, "name summary other_names source_url source_name status".split()),
            TermLink("term", {f"{vocabulary}:{slug}": pk for vocabulary, slug, pk in terms}),
            Links("see_also", self.definitions, "identifier"),
        ]

    def _columns(self):
        return {"name": "term", "summary": "definition_fr", "term": "thesaurus_term"}
