"""The list of entries of one kind: the same address answers as a page, and in all the formats of its list."""

from django.http import Http404, HttpResponseNotFound
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from directory.addresses import at_slug
from directory.registry import KINDS
from directory.views import elsewhere
from french.typography import joined

from .formats.calendar import calendar_of
from .listing import Listing

NO_DATA = (
    "Les fiches d’exemple sont inventées : elles se lisent sur une page, et ne sont livrées sous aucune autre forme."
)
FORMS = {"criteria": "finding/criteria.html", "facet": "finding/facet.html"}  # the pages that every kind shares


class EntryListView(TemplateView):
    """A list of entries that its filters narrow. A kind may have a template of its own, and tell more of a result."""

    template_name = "finding/list.html"
    kind = ""  # name of the kind of entries: `list_paths` tells it
    page = "list"  # or its `criteria`, or one `facet`
    in_sentence = ("territoire",)  # the parameters that `counted` says in words
    form = ""  # the format that an address says by itself: `echeances.ics`

    @cached_property
    def listing(self):
        kind = KINDS[self.kind]
        filterset = kind.filterset_class(self.request.GET)
        return Listing(filterset, kind.examples if filterset.wants_examples else kind)

    def dispatch(self, request, *args, **kwargs):
        """Refuse examples in any format but a page: what takes data away would not see the banner.

        The address of such data leads nowhere, and says why: an answer with the real entries would pass for them.
        """
        if self.listing.kind.holds_examples and self.format_name != "html":
            return HttpResponseNotFound(NO_DATA, content_type="text/plain; charset=utf-8")
        return super().dispatch(request, *args, **kwargs)

    @property
    def format_name(self):
        return self.form or self.listing.filterset.chosen("format")

    def get(self, request, *args, **kwargs):
        return self.listing.formats[self.format_name].render(self)

    def get_template_names(self):
        return [FORMS[self.page]] if self.page in FORMS else super().get_template_names()

    def get_context_data(self, **kwargs):
        context = {
            "listing": self.listing,
            "section": self.listing.kind.section,
            "title": self.title(),
            "heading": self.heading(),
        }
        return super().get_context_data(**kwargs) | context | (self.facet() if self.page == "facet" else {})

    def facet(self):
        """Every value of one facet, which the list does not show at first."""
        name = self.kwargs["facet"]
        if name not in self.listing.filterset.facets:
            raise Http404(f"no facet {name}")
        return {"facet": self.listing.facet(name), "kept": self.listing.kept(name)}

    def sentence(self):
        """What the search says after the number of results: « en Charente ou dans les Landes »."""
        return joined([option.phrase for option in self.listing.selected("territoire")], "ou")

    def title(self):
        """What the page is called in a tab: « 12 projets en Charente – « son », danse – page 2 – Projets »."""
        listing = self.listing
        invented = "Fiches d’exemple" if listing.kind.holds_examples else ""
        asked = ", ".join(chip.label for chip in listing.chips if chip.name not in self.in_sentence)
        told = (invented, self.counted(), asked, listing.page_told, listing.kind.section)
        return " – ".join(filter(None, told))

    def counted(self):
        """How the title begins: « 12 projets en Charente »."""
        return f"{self.listing.counted} {self.sentence()}".rstrip()

    def heading(self):
        """What is written after the number of entries, at the top of the page: « projets en Charente »."""
        return f"{self.listing.noun} {self.sentence()}".rstrip()

    def as_json(self):
        """The answer for programs: the total, one page of results, every facet with its counts."""
        listing = self.listing
        return {
            "total": listing.total,
            "page": listing.page.number,
            "pages": listing.page.paginator.num_pages,
            "per_page": listing.page.paginator.per_page,
            "results": [self.result(entry) for entry in listing.page],
            "facets": {
                name: [choice_as_json(choice) for choice in facet.choices] for name, facet in listing.facets.items()
            },
            "unknown": [unknown_as_json(one) for one in listing.unknown],
            "understood": [{"words": one.words, "as": one.told} for one in listing.understood],
            "notices": listing.notices,
        }

    def result(self, entry):
        """What a result says of an entry, whatever its kind."""
        told = {
            "id": entry.identifier,
            "title": entry.title,
            "url": self.request.build_absolute_uri(entry.get_absolute_url()),
            "summary": entry.summary,
            "is_example": entry.is_example,
        }
        return told | ({"distance": round(entry.distance, 1)} if entry.distance is not None else {})


class EntryCalendarView(View):
    """The appointments of one entry. What is no longer there leads where its page does."""

    kind = ""  # name of the kind of entries

    def get(self, request, slug):
        kind = KINDS[self.kind]
        entry = kind.public().for_calendar().filter(slug=slug).first()
        if entry is None:
            return elsewhere(request, at_slug(kind.model, slug))
        return calendar_of(kind.appointments(entry), name=entry.title, url=request.path)


def unknown_as_json(unknown):
    return {name: unknown[name] for name in ("parameter", "label", "value")}


def choice_as_json(choice):
    return {"value": choice.value, "label": choice.label, "count": choice.count, "selected": choice.selected}
