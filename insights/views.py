"""Pages that answer from several kinds of entries at once."""

from itertools import chain, combinations

from django.http import QueryDict
from django.views.generic import TemplateView

from directory.registry import KINDS
from finding.listing import Listing

from .finder import MOMENTS, Finder
from .forms import FindForm
from .matrix import metiers
from .policy import SOURCES, Lever

FITS, SILENT, MISFITS, PROJECTS = 4, 2, 2, 1  # shown of each
# What answers are in the list of projects, the most telling first
PARAMETERS = {"discipline": "discipline", "metier": "metier", "ou": "territoire", "qui": "porteur"}
FUNDED = ("dispositif", "financeur-public")


class FindCallView(TemplateView):
    """« Quel appel pour mon projet ? »: nothing is kept of the answers but in the address."""

    template_name = "insights/find_call.html"

    def get_context_data(self, **kwargs):
        form = FindForm(self.request.GET)
        context = {"form": form, "answers": form.answers, "is_asked": bool(form.answers)}
        if form.answers:
            finder = Finder(form.answers)
            context |= {
                "moments": by_moment(finder.fits[:FITS]),
                "silent": finder.silent[:SILENT],
                "misfits": finder.misfits[:MISFITS],
                "precedents": precedents(form.answers),
            }
        return super().get_context_data(**kwargs) | context


class PolicyView(TemplateView):
    """« La politique »: what the Région wants of digital culture, and the lists that show each sentence at work."""

    template_name = "insights/policy.html"

    def get_context_data(self, **kwargs):
        told = {"metiers": metiers(), "lever": Lever.now(), "sources": SOURCES}
        return super().get_context_data(**kwargs) | told


def by_moment(fits):
    """Pairs of « maintenant », « bientôt », « d’habitude » and what fits then."""
    return [(moment, told) for moment in MOMENTS if (told := [fit for fit in fits if fit.when == moment])]


def precedents(answers):
    """The funded projects most like what is said, and their list; None when no project is like any of it.

    Projects that have as many of the answers as possible; of as many, those that have the most telling ones.
    """
    kind = KINDS["projects"]
    told = [(parameter, answers[name].slug) for name, parameter in PARAMETERS.items() if name in answers]
    for shared in chain.from_iterable(combinations(told, size) for size in range(len(told), 0, -1)):
        query = QueryDict(mutable=True)
        query.update(dict(shared) | {"tri": "montant"})
        query.setlist("preuve", FUNDED)
        listing = Listing(kind.filterset_class(query), kind)
        if listing.total:
            rows = kind.rows(listing.pks[:PROJECTS])
            return {"projects": rows, "count": listing.total, "url": f"{kind.list_url}?{query.urlencode()}"}
    return None
