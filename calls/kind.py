"""What is open: what the program is told of calls and of their rounds."""

from itertools import chain

from directory.registry import KINDS
from directory.timed import Reached, changes
from finding.kinds import PLANNED, Kind, Shipped, Signpost

from . import calendar
from .columns import COLUMNS, ROUND_COLUMNS
from .details import CALL_DETAILS, ROUND_DETAILS
from .filters import CallFilterSet
from .models import Call, Milestone, Round, state

ITEMS = "calls.imports.items.ItemImporter"


@KINDS.register
class CallKind(Kind):
    """Published calls, in the state of the round that matters now: it changes with time alone."""

    name = "calls"
    label, plural = "appel", "appels"
    section, menu = "Appels à projets", "Appels"
    every, rank = "Tous les appels à projets", 50
    model = Call
    path, pages = "appels/", "calls:"
    calendar = "echeances.ics"
    site_map = "calls/_site_map.html"
    has_acronyms = True
    needs = "subvention financement financer financé aide bourse grant funding"
    signposts = (
        Signpost(
            "quel appel, quels appels, quelle aide, trouver un appel, appel pour mon projet",
            "Quel appel pour mon projet ? Cinq questions",
            "insights:find-call",
        ),
        Signpost(
            "date limite, dates limites, échéance, échéances, deadline, appel ouvert, appels ouverts",
            "Les appels et leurs dates : ce qui est ouvert, ce qui vient, les mois habituels",
            "calls:list",
        ),
    )
    filterset_class = CallFilterSet
    reached_by = {
        "actors.actor": ("leads", "partners"),
        "calls.round": ("rounds",),
        "directory.term": ("rounds__items__term__children",),
        "territories.territory": ("rounds__items__territory",),
    }
    columns, details = COLUMNS, CALL_DETAILS
    importer = "calls.imports.importers.CallImporter"
    shipped = (
        Shipped("calls.csv", importer),
        Shipped("call_links.csv", "calls.imports.importers.LinkImporter", is_published=False),
    )

    def listed(self, entries):
        return entries.with_current_state()

    def appointments(self, entry):
        return chain.from_iterable(map(calendar.appointments, entry.public_rounds))

    def landmarks(self):
        return {"calls": self.public().order_by("key")}

    def next_transition(self, now):
        """When a round will not be what it is, or when a milestone of its calendar is reached, too."""
        coming = [*self._rounds(now), *changes(Milestone.objects, {Milestone.DONE}, now)]
        return min(filter(None, [super().next_transition(now), *(change.moment for change in coming)]), default=None)

    def passed(self, since, now):
        changed = {change.pk for change in self._rounds(since) if change.moment <= now}
        return super().passed(since, now) | {"calls.round": changed}

    @staticmethod
    def _rounds(since):
        """What time alone changes in rounds after a moment: their state, their calendar, whether they are public."""
        clocks = state.clocks() | calendar.CLOCKS | {Reached(field) for field in PLANNED}
        return changes(Round.objects, clocks, since)


@KINDS.register
class RoundKind(Kind):
    """The rounds of calls: each has a page, and their list is that of the calls."""

    name = "rounds"
    label, plural = "édition", "éditions"
    within, rank = "calls", 51
    model = Round
    path, pages = "editions/", "calls:"
    columns, details = ROUND_COLUMNS, ROUND_DETAILS
    importer = "calls.imports.importers.RoundImporter"
    shipped = (
        Shipped("rounds.csv", importer),
        Shipped("calls_extra.csv", ITEMS, is_published=False),
        Shipped("calls_eligibility.csv", ITEMS, is_published=False),
    )
    example_rows = {
        "axes": ("name", "definition"),
        "milestones": ("date", "label"),
        "items": ("kind", "label", "text"),
    }

    def appointments(self, entry):
        return calendar.appointments(entry)
