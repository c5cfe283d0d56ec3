"""What the address of a list asks, and the addresses of the lists that ask a little more or less."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import cached_property

from french.amounts import written_euros
from french.typography import NBSP, joined

from .criteria import Facet, TypedFilter
from .filters import AS_TYPED
from .options import Choice


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address of the list without it."""

    label: str
    url: str
    name: str = ""  # of the parameter


@dataclass(frozen=True)
class WayOut:
    """What to ask instead when nothing is found, and how many entries the list would then hold."""

    label: str
    url: str
    count: int


@dataclass(frozen=True)
class Understood:
    """Words that were read as filters, and what those say: « État : ouvert ou bientôt clos »."""

    words: str
    told: str


class ListAddress:
    """The query string of a list, as its filters understand it."""

    def __init__(self, filterset, kind):
        self.filterset, self.kind = filterset, kind

    @cached_property
    def path(self):
        return self.kind.url("list")

    @property
    def name(self):
        """What is asked for, as the title of a feed: « Projets : médiation, Landes »."""
        labels = ", ".join(chip.label for chip in self.chips)
        return f"{self.kind.section}{NBSP}: {labels}" if labels else self.kind.section

    @property
    def file_name(self):
        """How the files of this list are called, before their day: « projets »."""
        return self.kind.path.strip("/").replace("/", "-")

    @property
    def cleared_url(self):
        """The list with nothing asked of it; that of the examples is still theirs."""
        return self.kind.list_url

    @property
    def formats(self):
        """The forms in which this list may be asked for, by name."""
        return self.filterset.criteria["format"].formats

    @property
    def words(self):
        return self.filterset.chosen("q") or ""

    @cached_property
    def understood(self):
        """The words of the search that were read as filters."""
        return [Understood(one.words, self._told(one.pairs)) for one in self.filterset.read.readings]

    def _told(self, pairs):
        """Filters in words, the values of one facet together; without any, the entries of the list."""
        by_name = {}
        for name, value in pairs:
            by_name.setdefault(name, []).append(self._label(name, value))
        told = ", ".join(self._naming(name, joined(labels, "ou")) for name, labels in by_name.items())
        return told or self.kind.plural

    def _naming(self, name, labels):
        item = self.filterset.criteria[name]
        return f"{item.label}{NBSP}: {labels}" if isinstance(item, Facet) else labels

    @property
    def as_typed_url(self):
        """The same list, where words are searched as they are typed."""
        data = self.filterset.given.copy()
        data["mots"] = AS_TYPED
        data.pop("page", None)
        return f"{self.path}?{data.urlencode()}"

    @property
    def around(self):
        """The code and the radius that were asked for, in a list that knows where its entries are."""
        if "autour" not in self.filterset.criteria:
            return None
        return {"code": self.filterset.chosen("autour") or "", "radius": self.filterset.chosen("rayon")}

    @cached_property
    def amounts(self):
        """The bounds of amount that this list understands, as the French write them; a wrong one as it was typed."""
        return [
            {"name": name, "label": item.label, "value": self._typed_amount(name), "reason": self.reason(name)}
            for name, item in self.filterset.amounts.items()
        ]

    def reason(self, name):
        """What is wrong with a text that its field cannot read, and what to write."""
        return " ".join(self.filterset.said_form.errors.get(name, ()))

    def _typed_amount(self, name):
        chosen = self.filterset.chosen(name)
        return self.filterset.data.get(name, "") if chosen is None else written_euros(chosen)

    @cached_property
    def typed(self):
        """The value of a facet that may be typed rather than ticked, by the name of the facet."""
        filters, texts = self.filterset.criteria.items(), self.filterset.typed
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

    @cached_property
    def parameters(self):
        """The filters in force, as (name, value) pairs in the order of the filters: the canonical query string."""
        pairs = []
        for name, item in self.filterset.said.items():
            is_wrong = name in self.filterset.said_form.errors
            value = self.filterset.data.get(name) if is_wrong else self.filterset.chosen(name)
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

    @cached_property
    def chips(self):
        return [
            Chip(self._label(name, value), self.url(without=(name, value)), name)
            for name, value in self.filters_in_force
        ]

    @cached_property
    def sorts(self):
        asked = self.filterset.sort
        return [Choice(name, sort.label, "", 0, name == asked) for name, sort in self.filterset.sorts.items()]

    @cached_property
    def views(self):
        """The ways to show these results, each with its address."""
        if "vue" not in self.filterset.criteria:
            return []
        field, chosen = self.filterset.criteria["vue"].field, self.filterset.chosen("vue")
        return [
            {"label": label, "url": self.url(vue="" if name == field.default else name), "current": name == chosen}
            for name, label in field.choices.items()
        ]

    def url(self, without=None, **changes):
        """The address of the list without a pair, or with settings changed; always from its first page."""
        changed = {"page", "format", *changes}
        gone = {without and without[0], *(name for name, value in changes.items() if not value)}
        kept = [
            written
            for pair, criterion, written in self._written
            if pair != without and pair[0] not in changed and criterion not in gone
        ]
        query = "&".join([*kept, *(urlencode([(name, value)]) for name, value in changes.items() if value)])
        return f"{self.path}?{query}" if query else self.path

    @cached_property
    def _written(self):
        """Each pair of the search, the criterion that it leans on, and how an address writes it.

        A page holds the same pairs in as many addresses as there are filters to remove.
        """
        filters = self.filterset.criteria
        return [(pair, filters[pair[0]].leans_on(pair[1]), urlencode([pair])) for pair in self.parameters]

    def kept(self, *without):
        """The pairs a form must carry to keep the search, but for those it sets itself."""
        return [(name, value) for name, value in self.parameters if name not in {"page", "format", *without}]

    @property
    def kept_settings(self):
        """What the form of all the criteria keeps: the sort and the view."""
        return self.kept("rayon", *self.filterset.criteria.keys() - self.filterset.settings)

    @cached_property
    def query_suffix(self):
        """The search as the end of an address, without its page."""
        return f"?{urlencode(self.kept())}" if self.kept() else ""

    @property
    def feed_url(self):
        """What is new among the entries that are asked for."""
        return self.url(vue="", tri="", par_page="", format="atom")

    @property
    def calendar_url(self):
        """Their appointments; nothing where there are none."""
        if not self.kind.calendar:
            return ""
        asked = urlencode(self.filters_in_force)
        return self.kind.url("calendar") + (f"?{asked}" if asked else "")

    def file_url(self, name):
        """All of them in their order, as a file of a format."""
        return self.url(vue="", par_page="", format=name)

    @property
    def data_url(self):
        """A page of them with their counts, for programs."""
        return self.url(vue="", format="json")

    @property
    def criteria_url(self):
        return self.kind.url("criteria") + self.query_suffix

    def _label(self, name, value):
        item = self.filterset.criteria[name]
        if not isinstance(item, Facet):
            is_wrong = name in self.filterset.said_form.errors
            return f"{item.label}{NBSP}: {value}" if is_wrong else self.filterset.describe(name, value)
        option = self.filterset.options(name, [value]).by_value.get(value)
        return option.label if option else value
