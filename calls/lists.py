"""The list of calls, what is open first."""

from finding.views import EntryListView

from .lineage import lineage_of_all
from .models import Round


class CallListView(EntryListView):
    """Calls, with the rounds that matter today."""

    kind = "calls"
    template_name = "calls/list.html"

    def get_context_data(self, **kwargs):
        rounds = Round.objects.published().filter(call__in=self.listing.pks).select_related("call")
        return super().get_context_data(**kwargs) | {
            "open_rounds": rounds.open().order_by_deadline(),
            "upcoming_rounds": rounds.upcoming().order_by("opens_at", "key"),
            "lineage": None if self.listing.parameters else lineage_of_all(),
        }

    def result(self, entry):
        return super().result(entry) | {
            "state": entry.current_state,
            "last_year": entry.last_year,
            "leads": [actor.title for actor in entry.leads.all()],
        }
