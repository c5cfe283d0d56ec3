"""The list of calls, what is open first, and the pages of a call and of its rounds."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.generic import View

from directory.media import ASK_AGAIN
from directory.views import EntryDetailView, elsewhere
from finding.views import EntryListView
from french.typography import number, plural

from .calendar import calendar
from .habits import habits_of, usually
from .laureates import made_by, range_of
from .lineage import lineage_of, lineage_of_all
from .models import Call, Document, Round
from .rubrics import Rubrics

PROJECTS = 6


class CallListView(EntryListView):
    """Calls, with the rounds that matter today."""

    template_name = "calls/list.html"
    in_sentence = ()

    def get_context_data(self, **kwargs):
        rounds = Round.objects.published().told().filter(call__in=self.listing.pks).select_related("call")
        open_now = list(rounds.open().order_by_deadline())
        return super().get_context_data(**kwargs) | {
            "open_rounds": open_now,
            "nothing_open": "" if open_now else nothing_open(rounds),
            "habits": [] if open_now else habits_of(rounds),
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
            "leads": [actor.title for actor in entry.told_of("leads")],
        }


class DocumentView(View):
    """A stored document, as public as its round, whose tombstone it has too; never shown in the page of the site."""

    is_for_staff = False  # who read the document of a draft before anyone may, at an address of their own

    def get(self, request, pk, name):
        document = get_object_or_404(Document.objects.exclude(file="").select_related("round__call"), pk=pk)
        if not self.is_for_staff and not document.round.is_published:
            return elsewhere(request, document.round)
        try:
            response = FileResponse(document.file.open(), as_attachment=True, filename=document.filename)
        except FileNotFoundError:
            raise Http404 from None
        response.headers["X-Content-Type-Options"] = "nosniff"
        if not self.is_for_staff:
            response.headers["Cache-Control"] = ASK_AGAIN
        return response


class FundingSchemeView(EntryDetailView):
    """A call or a round, with the projects that it helped."""

    def get_context_data(self, **kwargs):
        fundings = self.object.fundings.told_on(self.object)
        projects = fundings.projects().told_on(self.object)
        return super().get_context_data(**kwargs) | {
            "projects": projects.for_listing().order_by_recency()[:PROJECTS],
            "project_count": projects.count(),
            "metiers": projects.metiers()[:2],
            "totals": fundings.totals(),
            "range": range_of(fundings),
            "made": made_by(projects),
        }


class CallDetailView(FundingSchemeView):
    """A dispositif from one year to the next."""

    model = Call

    def get_context_data(self, **kwargs):
        rounds = list(self.object.rounds.all())
        return super().get_context_data(**kwargs) | {
            "rounds": rounds,
            "current": most_urgent(rounds),
            "habit": usually(rounds),
            "programme": Call.objects.told_on(self.object).filter(parts=self.object),
            "parts": self.object.parts.told_on(self.object),
            "lineage": lineage_of(self.object),
        }


class RoundDetailView(FundingSchemeView):
    """An édition: until when, for whom, how much, and who was helped before."""

    model = Round

    def get_context_data(self, **kwargs):
        rounds = list(self.object.call.rounds.all())
        before, after = beside(self.object, rounds)
        return super().get_context_data(**kwargs) | {
            "calendar": calendar(self.object),
            "rubrics": Rubrics(self.object),
            "defined_axes": [axis for axis in self.object.axes.all() if axis.definition],
            "others": [round for round in rounds if round != self.object],
            "before": before,
            "after": after,
            "habit": usually(rounds),
        }


def nothing_open(rounds):
    """What is said where no round is open: whom to ask too, if one of them tells it."""
    told = "Aucune édition connue n’est ouverte aujourd’hui. Les dispositifs ci-dessous disent ce qui a été financé"
    return f"{told}, et qui contacter pour la suite." if rounds.with_a_contact().exists() else f"{told}."


def beside(round, rounds):
    """The rounds of the call that come just before and just after one, as far as their years and dates tell."""
    in_order = sorted((one for one in rounds if one.year), key=lambda one: (one.year, one.closes_at, one.key))
    place = in_order.index(round) if round in in_order else len(in_order)
    return in_order[place - 1] if place and round in in_order else None, next(iter(in_order[place + 1 :]), None)


def most_urgent(rounds):
    """The open round that closes first; those without a closing date come after. None when none is open."""
    open_now = [round for round in rounds if round.is_open]
    return min(open_now, key=lambda round: (not round.closes_at, round.closes_at), default=None)
