"""The pages of a call and of its rounds."""

from directory.views import EntryDetailView

from .calendar import calendar
from .lineage import lineage_of
from .models import Call, Round

PROJECTS = 6


class FundingSchemeView(EntryDetailView):
    """A call or a round, with the projects that it helped."""

    def get_context_data(self, **kwargs):
        fundings = self.object.fundings.readable()
        projects = fundings.projects().published()
        return super().get_context_data(**kwargs) | {
            "projects": projects.for_listing().order_by_recency()[:PROJECTS],
            "project_count": projects.count(),
            "metiers": projects.metiers()[:2],
            "totals": fundings.totals(),
        }


class CallDetailView(FundingSchemeView):
    """A dispositif from one year to the next."""

    model = Call

    def get_context_data(self, **kwargs):
        rounds = list(self.object.rounds.all())
        return super().get_context_data(**kwargs) | {
            "rounds": rounds,
            "current": most_urgent(rounds),
            "lineage": lineage_of(self.object),
        }


class RoundDetailView(FundingSchemeView):
    """An édition: until when, for whom, how much, and who was helped before."""

    model = Round

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "calendar": calendar(self.object),
            "defined_axes": [axis for axis in self.object.axes.all() if axis.definition],
            "others": [edition for edition in self.object.call.rounds.all() if edition != self.object],
        }


def most_urgent(rounds):
    """The open round that closes first; those without a closing date come after. None when none is open."""
    open_now = [edition for edition in rounds if edition.is_open]
    return min(open_now, key=lambda edition: (not edition.closes_at, edition.closes_at), default=None)
