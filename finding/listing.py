"""The answer of a list to a query string: how many entries, which ones, and what else one could ask."""

from dataclasses import replace
from itertools import chain, islice
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.text import capfirst

from engine.analysis import lighter
from engine.spelling import as_written
from french.typography import NBSP, joined, plural

from .around import AroundFilter
from .criteria import TypedFilter
from .elsewhere import elsewhere
from .facets import FilledFacet
from .list_address import Chip, ListAddress, WayOut
from .memory.answers import corrected, search
from .results import Results
from .take_away import TakeAway

FEW = 1000  # entries that a query may name


class Listing(ListAddress):
    """A list as its filters narrow it."""

    @cached_property
    def search(self):
        return search(self.kind, self.filterset.asked())

    @cached_property
    def total(self):
        return self.search.total

    @cached_property
    def partial(self):
        """When few entries hold all the words, those that hold some of them: never counted with the others."""
        pks = [pk for pk, _points in self.search.partial]
        rows = self.kind.entries().in_bulk(pks) if pks else {}
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
    def aside(self):
        """The words that only ask, which are not searched."""
        return self.filterset.read.aside

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

    @cached_property
    def elsewhere(self):
        """Where to look instead of the commune that gives nothing."""
        return elsewhere(self)

    @property
    def _lighter(self):
        """The list without one of the words."""
        asked = self.filterset.asked()
        for word, rest in lighter(self.words).items():
            label = f"«{NBSP}{as_written((word,), [self.words])}{NBSP}»"
            yield WayOut(label, self.url(q=rest), search(self.kind, replace(asked, text=rest)).total)

    @property
    def pks(self):
        """All the entries found."""
        return self.search.page(next(iter(self.filterset.SORTS)), 0, self.total)

    @property
    def ordered_pks(self):
        """All the entries found, in the order that is asked for."""
        return self.found[0 : self.total].pks

    def news(self, most):
        """The entries found that were published or edited last, read as lists show them."""
        entries, found = self.kind.public().order_by_news(), set(self.pks)
        if len(found) > FEW:  # the latest of all, until enough are among those
            latest = entries.values_list("pk", flat=True).iterator(chunk_size=FEW)
            found = set(islice(filter(found.__contains__, latest), most))
        return entries.filter(pk__in=found)[:most]

    @property
    def take_away(self):
        return TakeAway(self)

    @property
    def counted(self):
        """How many entries there are, in words: « 12 projets »."""
        return self.kind.counted(self.total)

    @property
    def noun(self):
        """The word for so many entries: « projets »."""
        return plural(self.total, self.kind.label, self.kind.plural)

    @property
    def quoted(self):
        """The words that were searched, as a sentence quotes them; nothing without any."""
        return f"«{NBSP}{self.words}{NBSP}»" if self.words else ""

    @property
    def page_told(self):
        """« page 2 »; nothing on the first one."""
        return f"page {self.page.number}" if self.page.number > 1 else ""

    @property
    def part(self):
        """The part of the list that the page shows, to follow a sentence about the whole: « Charente. Page 2. »."""
        told = [capfirst(chip.label) for chip in self.chips] + [capfirst(self.page_told)]
        return " ".join(f"{one}." for one in told if one)

    @property
    def is_bare(self):
        """Whether there is nothing to filter yet."""
        return not self.total and not self.filters_in_force

    @cached_property
    def found(self):
        return Results(self.kind, self.search, self.filterset.sort)

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

    def facet(self, name):
        chosen = self.filterset.chosen(name) or []
        options = self.filterset.options(name, chain(self.search.index.facets[name].by_value, chosen))
        facet = FilledFacet(name, self.filterset.facets[name], options, self.search, chosen)
        facet.url = self.kind.url("facet", facet=name) + self.query_suffix
        facet.typed = self.typed.get(name)
        return facet

    def selected(self, name):
        """The chosen values of a facet that exist."""
        facet = self.filterset.facets.get(name)
        chosen = self.filterset.chosen(name) or [] if facet else []
        return [option for value in chosen if (option := self.filterset.options(name, chosen).by_value.get(value))]

    @cached_property
    def unknown(self):
        """The values that do not exist: the label of their filter, those that may have been meant, what is wrong."""
        return [
            {
                "parameter": name,
                "label": self.filterset.criteria[name].label,
                "value": value,
                "meant": self._meant(name),
                "reason": self.reason(name),
            }
            for name, values in self.filterset.unknown.items()
            for value in values
        ]

    def _meant(self, name):
        """What may have been meant in the place of what was typed, each with the list that it gives."""
        item = self.filterset.criteria[name]
        if not isinstance(item, TypedFilter | AroundFilter):
            return []
        options = self.filterset.options(item.facet).like(self.filterset.chosen(name))
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

    @property
    def kept_beside(self):
        """What the form beside the results keeps of the address: the sort, the view, the criteria it does not show."""
        shown = [facet.name for facet in self.main_facets]
        return self.kept("q", *shown, *(self.typed[name]["name"] for name in shown if name in self.typed))
