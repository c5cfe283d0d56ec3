"""What helps those who make projects: what the program is told of events, of resources and of definitions."""

from directory.registry import KINDS
from directory.timed import changes
from finding.kinds import Kind, Shipped

from .appointments import appointment_of
from .columns import DEFINITION_COLUMNS, EVENT_COLUMNS, RESOURCE_COLUMNS
from .details import DEFINITION_DETAILS, EVENT_DETAILS, RESOURCE_DETAILS
from .filters import DefinitionFilterSet, EventFilterSet, ResourceFilterSet
from .models import Definition, Event, Resource
from .models.phase import CLOCKS


@KINDS.register
class EventKind(Kind):
    """The published events, to come or over: time alone changes it."""

    name = "events"
    label = plural = "rendez-vous"
    menu, every, rank = "Agenda", "Tous les rendez-vous", 60
    model = Event
    path, pages = "agenda/", "support:event-"
    calendar = "agenda.ics"
    site_map_intro = "formations, ateliers, concertations"
    filterset_class = EventFilterSet
    points = ("territory", "territory__located_in")
    reached_by = {
        "actors.actor": ("organisers", "partners"),
        "territories.territory": ("territory", "territory__containers"),
        "calls.call": ("calls",),
        "projects.project": ("projects",),
    }
    columns, details = EVENT_COLUMNS, EVENT_DETAILS
    importer = "support.imports.importers.EventImporter"
    shipped = (Shipped("events.csv", importer),)

    def listed(self, entries):
        return entries.with_phase()

    def spots(self, entry):
        """Its commune."""
        commune = entry.shown_territory and entry.shown_territory.commune
        return [commune] if commune else []

    def appointments(self, entry):
        return [appointment_of(entry)]

    def variety(self, entry):
        return entry.get_kind_display()

    def next_transition(self, now):
        """When an event is over, too."""
        ends = [change.moment for change in changes(Event.objects, CLOCKS, now)]
        return min(filter(None, [super().next_transition(now), *ends]), default=None)

    def passed(self, since, now):
        changed = {change.pk for change in changes(Event.objects, CLOCKS, since) if change.moment <= now}
        told = super().passed(since, now)
        return told | {self.model_label: told[self.model_label] | changed}


@KINDS.register
class ResourceKind(Kind):
    """The published resources."""

    name = "resources"
    label, plural = "ressource", "ressources"
    menu, every, rank = "Ressources", "Toutes les ressources", 70
    model = Resource
    path, pages = "ressources/", "support:resource-"
    site_map_intro = "guides, études, méthodes, retours d’expérience"
    filterset_class = ResourceFilterSet
    reached_by = {
        "actors.actor": ("authors",),
        "calls.call": ("calls",),
        "projects.project": ("projects",),
    }
    columns, details = RESOURCE_COLUMNS, RESOURCE_DETAILS
    importer = "support.imports.importers.ResourceImporter"
    shipped = (Shipped("resources.csv", importer),)

    def variety(self, entry):
        return entry.get_kind_display()


@KINDS.register
class DefinitionKind(Kind):
    """The published definitions."""

    name = "definitions"
    label, plural = "définition", "définitions"
    menu, every, rank = "Glossaire", "Tous les mots du glossaire", 80
    model = Definition
    path, pages = "glossaire/", "support:definition-"
    filterset_class = DefinitionFilterSet
    reached_by = {"directory.term": ("term",)}
    columns, details = DEFINITION_COLUMNS, DEFINITION_DETAILS
    importer = "support.imports.importers.DefinitionImporter"
    shipped = (Shipped("glossary.csv", importer),)
