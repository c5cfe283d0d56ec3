"""The answer of a list to a query string: how many entries, which ones, and what else one could ask."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from .around import AroundFilter
from .criteria import Facet, TypedFilter
from .facets import FilledFacet
from .found import Found
from .french import NBSP, joined, number, plural
from .options import Choice
from .search.analysis import lighter
from .search.finding import corrected, search
from .search.spelling import as_written


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address of the list without it."""

    label: str
    url: str


@dataclass(frozen=True)
class WayOut:
    """A filter to remove when nothing is found, and how many entries the list would then hold."""

    label: str
    url: str
    count: int


class Listing:
    """A list as its filters narrow it."""

    def __init__(self, filterset, source):
        self.filterset, self.source = filterset, source

    @cached_property
    def path(self):
        return self.source.url("list")

    @cached_property
    def search(self):
        return search(self.source, self.filterset.asked())

    @cached_property
    def total(self):
        return self.search.total

    @cached_property
    def partial(self):
        """When few entries hold all the words, those that hold some of them: never counted with the others."""
        pks = [pk for pk, _points in self.search.partial]
        rows = self.source.entries().in_bulk(pks) if pks else {}
        return [rows[pk] for pk in pks if pk in rows]

    @property
    def related(self):
        """The words that were looked for under other names too."""
        return dict(self.search.related)

    @property
    def suggestion(self):
        """The search with the words that were understood instead of those that nobody wrote."""
        return corrected(self.words, self.search.corrected, self.page) if self.search.corrected else ""

    @property
    def suggestion_url(self):
        return self.url(q=self.suggestion)

    @cached_property
    def ways_out(self):
        """For each filter in force and each word, the list without it and how many entries that would give."""
        labels = {}
        for name, value in self.filters_in_force:
            labels.setdefault(name, []).append(self._label(name, value))
        ways = [
            WayOut(joined(values, "ou"), self.url(**{name: ""}), len(self.search.without(name)))
            for name, values in labels.items()
        ]
        return sorted((way for way in (*ways, *self._lighter) if way.count), key=lambda way: -way.count)

    @property
    def _lighter(self):
        """The list without one of the words."""
        asked = self.filterset.asked()
        for word, rest in lighter(self.words).items():
            label = f"«{NBSP}{as_written((word,), [self.words])}{NBSP}»"
            yield WayOut(label, self.url(q=rest), search(self.source, replace(asked, text=rest)).total)

    @property
    def pks(self):
        """All the entries found."""
        return self.search.page(next(iter(self.filterset.SORTS)), 0, self.total)

    @property
    def counted(self):
        """How many entries there are, in words: « 12 projets »."""
        words = plural(self.total, self.source.label, self.source.plural)
        return f"{number(self.total)} {words}"

    @property
    def is_bare(self):
        """Whether there is nothing to filter yet."""
        return not self.total and not self.filters_in_force

    @cached_property
    def found(self):
        return Found(self.source, self.search, self.filterset.sort)

    @property
    def shown(self):
        """The entries of the page, read only if one of them is looked at."""
        return self.found[max(self.page.start_index() - 1, 0) : self.page.end_index()]

    @cached_property
    def page(self):
        return Paginator(self.found, int(self.filterset.chosen("par_page"))).get_page(self.filterset.chosen("page"))

    @cached_property
    def facets(self):
        """For each facet that has something to offer, its name, its filter and its choices."""
        filled = ((name, self.facet(name)) for name in self.filterset.facets)
        return {name: facet for name, facet in filled if facet.in_use or not facet.is_empty}

    @cached_property
    def main_facets(self):
        """Facets that stand beside the results: the secondary ones too, once they are in use."""
        facets = self.facets.values()
        return [one for one in facets if one.in_use or not one.facet.secondary and one.narrows(self.total)]

    @property
    def has_more_criteria(self):
        """Whether the page of all the criteria holds some that do not stand beside the results."""
        return bool(len(self.main_facets) < len(self.facets) or self.amounts or self.around)

    @property
    def criteria_url(self):
        return self.source.url("criteria") + self.query_suffix

    def facet(self, name):
        chosen = self.filterset.chosen(name) or []
        facet = FilledFacet(name, self.filterset.facets[name], self.search, chosen)
        facet.url = self.source.url("facet", facet=name) + self.query_suffix
        facet.typed = self.typed.get(name)
        return facet

    @cached_property
    def typed(self):
        """The value of a facet that may be typed rather than ticked, by the name of the facet."""
        filters, texts = self.filterset.filters.items(), self.filterset.typed
        return {
            item.facet: {
                "name": name,
                "label": item.label,
                "suggestions": item.suggestions,
                "value": texts.get(name, ""),
            }
            for name, item in filters
            if isinstance(item, TypedFilter)
        }

    def selected(self, name):
        """The chosen values of a facet that exist."""
        facet = self.filterset.facets.get(name)
        chosen = self.filterset.chosen(name) or [] if facet else []
        return [option for value in chosen if (option := facet.options(chosen).by_value.get(value))]

    @cached_property
    def unknown(self):
        """The values that do not exist, with the label of their filter and those that may have been meant."""
        told = (
            {"parameter": name, "label": self.filterset.filters[name].label, "meant": self._meant(name)}
            for name in self.filterset.unknown
        )
        return [one | {"value": value} for one in told for value in self.filterset.unknown[one["parameter"]]]

    def _meant(self, name):
        """What may have been meant in the place of what was typed, each with the list that it gives."""
        item = self.filterset.filters[name]
        if not isinstance(item, TypedFilter | AroundFilter):
            return []
        options = self.filterset.filters[item.facet].options(()).like(self.filterset.chosen(name))
        pairs = ((one, item.pair(name, one.value)) for one in options)
        return [
            Chip(one.full_label or one.label, f"{self.path}?{urlencode([*self.kept(name), pair])}")
            for one, pair in pairs
            if pair
        ]

    @cached_property
    def notices(self):
        asked = self.filterset.chosen("page")
        beyond = [f"La page {asked} n’existe pas{NBSP}: voici la dernière."] if asked > self.page.number else []
        return [*self.filterset.notices, *beyond]

    @cached_property
    def parameters(self):
        """The filters in force, as (name, value) pairs in the order of the filters: the canonical query string."""
        pairs = []
        for name, item in self.filterset.said.items():
            value = (
                self.filterset.data.get(name) if name in self.filterset.form.errors else self.filterset.chosen(name)
            )
            values = value if isinstance(item, Facet) else [value]
            default = self.filterset.default_of(name)
            pairs += [(name, str(one)) for one in values or () if one not in (None, "", default)]
        idle = self.filterset.idle
        return [(name, value) for name, value in pairs if name not in idle and (name, value) != ("page", "1")]

    @cached_property
    def filters_in_force(self):
        """The pairs that narrow the list: neither the sort nor the page."""
        settings = self.filterset.settings
        return [(name, value) for name, value in self.parameters if name not in settings]

    @property
    def is_indexable(self):
        """Whether search engines may keep it: one value of one facet at most, in any view, and something to show."""
        asked = [name for name, value in self.parameters if name not in ("page", "vue")]
        is_plain = len(asked) <= 1 and self.filterset.facets.keys() >= {*asked}
        return is_plain and not self.notices and bool(self.total or not asked)

    @property
    def canonical(self):
        """One address for all the ways to ask for these entries; of what is not to be indexed, the first page."""
        page = [("page", self.page.number)] if self.is_indexable and self.page.number > 1 else []
        query = urlencode([*self.filters_in_force, *page])
        return f"{self.path}?{query}" if query else self.path

    @cached_property
    def chips(self):
        return [
            Chip(self._label(name, value), self.url(without=(name, value))) for name, value in self.filters_in_force
        ]

    @cached_property
    def sorts(self):
        asked = self.filterset.sort
        return [Choice(name, sort.label, "", 0, name == asked) for name, sort in self.filterset.sorts.items()]

    @cached_property
    def views(self):
        """The ways to show these results, each with its address."""
        if "vue" not in self.filterset.filters:
            return []
        field, chosen = self.filterset.filters["vue"].field, self.filterset.chosen("vue")
        return [
            {"label": label, "url": self.url(vue="" if name == field.default else name), "current": name == chosen}
            for name, label in field.choices.items()
        ]

    def url(self, without=None, **changes):
        """The address of the list without a pair, or with settings changed; always from its first page."""
        pairs = [pair for pair in self.parameters if pair != without and pair[0] not in {"page", "format", *changes}]
        gone = {without and without[0], *(name for name, value in changes.items() if not value)}
        pairs = [(name, value) for name, value in pairs if self.filterset.filters[name].leans_on(value) not in gone]
        query = urlencode([*pairs, *((name, value) for name, value in changes.items() if value)])
        return f"{self.path}?{query}" if query else self.path

    def kept(self, *without):
        """The pairs a form must carry to keep the search, but for those it sets itself."""
        return [(name, value) for name, value in self.parameters if name not in {"page", "format", *without}]

    @property
    def kept_beside(self):
        """What the form beside the results keeps of the address: the sort, the view, the criteria it does not show."""
        shown = [facet.name for facet in self.main_facets]
        return self.kept("q", *shown, *(self.typed[name]["name"] for name in shown if name in self.typed))

    @property
    def kept_settings(self):
        """What the form of all the criteria keeps: the sort and the view."""
        return self.kept("rayon", *self.filterset.filters.keys() - self.filterset.settings)

    @cached_property
    def query_suffix(self):
        """The search as the end of an address, without its page."""
        return f"?{urlencode(self.kept())}" if self.kept() else ""

    @property
    def words(self):
        return self.filterset.chosen("q") or ""

    @property
    def around(self):
        """The code and the radius that were asked for, in a list that knows where its entries are."""
        if "autour" not in self.filterset.filters:
            return None
        return {"code": self.filterset.chosen("autour") or "", "radius": self.filterset.chosen("rayon")}

    @cached_property
    def amounts(self):
        """The bounds of amount that this list understands, as the reader typed them."""
        data, bounds = self.filterset.data, self.filterset.amounts.items()
        return [{"name": name, "label": item.label, "value": data.get(name, "")} for name, item in bounds]

    def _label(self, name, value):
        item = self.filterset.filters[name]
        if not isinstance(item, Facet):
            is_wrong = name in self.filterset.form.errors
            return f"{item.label}{NBSP}: {value}" if is_wrong else self.filterset.describe(name, value)
        option = item.options([value]).by_value.get(value)
        return option.label if option else value
