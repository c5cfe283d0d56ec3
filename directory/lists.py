"""The list of entries of one kind: the same address answers as a page or as JSON."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from .filters import AmountFilter, Choice, Facet
from .french import fold, joined


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address of the list without it."""

    label: str
    url: str


class Listing:
    """The answer of a list to a query string: how many entries, which ones, and what else one could ask."""

    def __init__(self, filterset, path):
        self.filterset, self.path = filterset, path

    @cached_property
    def total(self):
        return self.filterset.matching().count()

    @cached_property
    def page(self):
        entries = self.filterset.sorted(self.filterset.matching())
        paginator = Paginator(entries, int(self.filterset.chosen("par_page")))
        paginator.count = self.total
        return paginator.get_page(self.filterset.chosen("page"))

    @cached_property
    def facets(self):
        """For each facet that has something to offer, its name, its filter and its choices."""
        filled = ((name, facet, self.choices(name)) for name, facet in self.filterset.facets.items())
        return {name: FilledFacet(name, facet, choices) for name, facet, choices in filled if choices}

    @property
    def main_facets(self):
        return [facet for facet in self.facets.values() if not facet.facet.secondary]

    @property
    def secondary_facets(self):
        """Facets that the page keeps folded until one of them is in use."""
        return [facet for facet in self.facets.values() if facet.facet.secondary]

    @property
    def uses_secondary(self):
        asked = {name for name, value in self.filters_in_force}
        return bool(
            asked & {*(facet.name for facet in self.secondary_facets), *(bound["name"] for bound in self.amounts)}
        )

    def choices(self, name):
        facet = self.filterset.facets[name]
        return facet.choices(self.filterset.matching(without=name), self.filterset.chosen(name) or [])

    def selected(self, name):
        """The chosen values of a facet that exist."""
        facet = self.filterset.facets.get(name)
        return list(facet.options(self.filterset.chosen(name) or []).values()) if facet else []

    @cached_property
    def unknown(self):
        """The values that do not exist, with the label of their filter."""
        return [
            {"parameter": name, "label": self.filterset.filters[name].label, "value": value}
            for name, values in self.filterset.unknown().items()
            for value in values
        ]

    @cached_property
    def notices(self):
        asked = self.filterset.chosen("page")
        beyond = [f"La page {asked} n’existe pas : voici la dernière."] if asked > self.page.number else []
        return [*self.filterset.notices, *beyond]

    @cached_property
    def parameters(self):
        """The filters in force, as (name, value) pairs in the order of the filters: the canonical query string."""
        pairs = []
        for name, item in self.filterset.filters.items():
            value = (
                self.filterset.data.get(name) if name in self.filterset.form.errors else self.filterset.chosen(name)
            )
            values = value if isinstance(item, Facet) else [value]
            default = getattr(self.filterset.form.fields[name], "default", None)
            pairs += [(name, str(one)) for one in values or () if one not in (None, "", default)]
        return [(name, value) for name, value in pairs if (name, value) != ("page", "1")]

    @cached_property
    def filters_in_force(self):
        """The pairs that narrow the list: neither the sort nor the page."""
        settings = self.filterset.settings
        return [(name, value) for name, value in self.parameters if name not in settings]

    @cached_property
    def chips(self):
        return [
            Chip(self._label(name, value), self.url(without=(name, value))) for name, value in self.filters_in_force
        ]

    @cached_property
    def sorts(self):
        chosen = self.filterset.chosen("tri")
        return [Choice(name, sort.label, "", 0, name == chosen) for name, sort in self.filterset.SORTS.items()]

    @cached_property
    def views(self):
        """The ways to show these results, each with its address."""
        field = self.filterset.form.fields.get("vue")
        if not field:
            return []
        chosen = self.filterset.chosen("vue")
        return [
            {"label": label, "url": self.url(vue="" if name == field.default else name), "current": name == chosen}
            for name, label in field.choices.items()
        ]

    def url(self, without=None, **changes):
        """The address of the list without a pair, or with settings changed; always from its first page."""
        pairs = [pair for pair in self.parameters if pair != without and pair[0] not in {"page", "format", *changes}]
        query = urlencode([*pairs, *((name, value) for name, value in changes.items() if value)])
        return f"{self.path}?{query}" if query else self.path

    def kept(self, *without):
        """The pairs a form must carry to keep the search, but for those it sets itself."""
        return [(name, value) for name, value in self.parameters if name not in {"page", "format", *without}]

    @property
    def kept_settings(self):
        """What the form of the filters keeps of the address: the sort and the view."""
        return self.kept(*self.filterset.filters.keys() - self.filterset.settings)

    @property
    def query_suffix(self):
        """The search as the end of an address, without its page."""
        return f"?{urlencode(self.kept())}" if self.kept() else ""

    @property
    def words(self):
        return self.filterset.chosen("q") or ""

    @cached_property
    def amounts(self):
        """The bounds of amount that this list understands, as the reader typed them."""
        bounds = {name: item for name, item in self.filterset.filters.items() if isinstance(item, AmountFilter)}
        data = self.filterset.data
        return [{"name": name, "label": item.label, "value": data.get(name, "")} for name, item in bounds.items()]

    def _label(self, name, value):
        item = self.filterset.filters[name]
        if not isinstance(item, Facet):
            return value if name in self.filterset.form.errors else self.filterset.describe(name, value)
        option = item.options([value]).get(value)
        return option.label if option else value


@dataclass(frozen=True)
class FilledFacet:
    """A facet with its choices, as the page shows it: the first ones, and how many more there are."""

    name: str
    facet: Facet
    choices: list

    @property
    def label(self):
        return self.facet.label

    @property
    def first(self):
        """The chosen values and the first others."""
        head = self.choices[: self.facet.shown]
        return [*head, *(choice for choice in self.choices[self.facet.shown :] if choice.selected)]

    @property
    def more(self):
        return len(self.choices) - len(self.first)

    @property
    def groups(self):
        """All the choices by group, in the order of the alphabet unless the facet has its own."""
        groups = {}
        for choice in self.choices:
            groups.setdefault(choice.group or self.label, []).append(choice)
        fixed = self.facet.order == "fixed"
        return {name: group if fixed else sorted(group, key=by_label) for name, group in groups.items()}


def by_label(choice):
    return fold(choice.label)


class EntryListView(TemplateView):
    """A list of entries that its filters narrow. A kind of entry declares its filters and what a result says."""

    filterset_class = None
    model = None
    section = ""  # the name of the list, in the menu and in titles
    path_name = ""  # of the list in the addresses: `projects:list`

    def get_queryset(self):
        return self.model.objects.published()

    @cached_property
    def listing(self):
        filterset = self.filterset_class(self.request.GET, queryset=self.get_queryset(), request=self.request)
        return Listing(filterset, reverse(self.path_name))

    def get(self, request, *args, **kwargs):
        if self.listing.filterset.chosen("format") == "json":
            return JsonResponse(self.as_json(), json_dumps_params={"ensure_ascii": False})
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = {"listing": self.listing, "section": self.section, "sentence": self.sentence()}
        return super().get_context_data(**kwargs) | context

    def sentence(self):
        """What the search says after the number of results: « en Charente ou dans les Landes »."""
        return joined([option.phrase for option in self.listing.selected("territoire")], "ou")

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
            "unknown": listing.unknown,
            "notices": listing.notices,
        }

    def result(self, entry):
        """What a result says of an entry, whatever its kind."""
        return {
            "id": entry.identifier,
            "title": entry.title,
            "url": self.request.build_absolute_uri(entry.get_absolute_url()),
            "summary": entry.summary,
            "is_example": entry.is_example,
        }


def choice_as_json(choice):
    return {"value": choice.value, "label": choice.label, "count": choice.count, "selected": choice.selected}


class FacetView(EntryListView):
    """Every value of one facet, as a form: what the list does not show at first."""

    template_name = "directory/facet.html"

    def get_context_data(self, **kwargs):
        name = self.kwargs["facet"]
        if name not in self.listing.filterset.facets:
            raise Http404(f"no facet {name}")
        facet = FilledFacet(name, self.listing.filterset.facets[name], self.listing.choices(name))
        return super().get_context_data(**kwargs) | {"facet": facet, "kept": self.listing.kept(name)}
