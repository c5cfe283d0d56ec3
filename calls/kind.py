"""What is open: what the program is told of calls and of their rounds."""

from directory.registry import KINDS
from finding.kinds import Kind, Shipped

from .filters import CallFilterSet
from .models import Call, Round


@KINDS.register
class CallKind(Kind):
    """Published calls, in the state of the round that matters now: it changes with time alone."""

    name = "calls"
    label, plural = "appel", "appels"
    section, menu = "Appels à projets", "Appels"
    every, rank = "Tous les appels à projets", 50
    model = Call
    path, pages = "appels/", "calls:"
    site_map = "calls/_site_map.html"
    filterset_class = CallFilterSet
    reached_by = {"actors.actor": ("leads", "partners"), "calls.round": ("rounds",)}
    importer = "calls.imports.importers.CallImporter"
    shipped = (
        Shipped("calls.csv", importer),
        Shipped("call_links.csv", "calls.imports.importers.LinkImporter", is_published=False),
    )

    def entries(self):
        return super().entries().with_current_state()

    def landmarks(self):
        return {"calls": Call.objects.published().order_by("key")}

    def next_transition(self, now):
        return min(filter(None, [super().next_transition(now), *Round.objects.transitions(now)]))

    def passed(self, since, now):
        """Rounds are few: all of them are read again when one of them may have changed."""
        changed = any(moment <= now for moment in Round.objects.transitions(since))
        return super().passed(since, now) | ({"calls.round": {None}} if changed else {})


@KINDS.register
class RoundKind(Kind):
    """The rounds of calls: each has a page, and their list is that of the calls."""

    name = "rounds"
    label, plural = "édition", "éditions"
    within, rank = "calls", 51
    model = Round
    path, pages = "editions/", "calls:"
    importer = "calls.imports.importers.RoundImporter"
    shipped = (Shipped("rounds.csv", importer),)
    example_rows = {"axes": ("name", "definition"), "milestones": ("date", "label")}
