"""The list of calls, what is open first."""

from finding.views import EntryListView
from french.typography import number, plural

from .lineage import lineage_of_all
from .models import Round


class CallListView(EntryListView):
    """Calls, with the rounds that matter today."""

    template_name = "calls/list.html"

    def get_context_data(self, **kwargs):
        rounds = Round.objects.published().filter(call__in=self.listing.pks).select_related("call")
        return super().get_context_data(**kwargs) | {
            "open_rounds": rounds.open().order_by_deadline(),
            "upcoming_rounds": rounds.upcoming().order_by("opens_at", "key"),
            "lineage": None if self.listing.parameters else lineage_of_all(),
        }

    def counted(self):
        """Nothing, until something is asked: the page opens with what one may apply to."""
        total = self.listing.total
        return f"{number(total)} {plural(total, 'dispositif')}" if self.listing.filters_in_force else ""

    def result(self, entry):
        return super().result(entry) | {
            "state": entry.current_state,
            "last_year": entry.last_year,
            "leads": [actor.title for actor in entry.leads.all()],
        }
