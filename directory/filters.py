"""One reader of query strings for every list: words, facets and settings become a queryset and its counts.

Values of one facet add up (OR), facets narrow one another (AND). The count beside a value is the number of
entries that the value gives with all the *other* filters applied. A value that does not exist empties the
list and is named; a setting that does not exist falls back and says so; an unknown parameter is ignored.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from inspect import isfunction
from math import ceil, floor
from urllib.parse import urlencode

from django import forms
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django_filters import FilterSet
from django_filters.filters import Filter, NumberFilter

from . import options, parameters
from .french import NBSP, fold
from .search.places import Around
from .search.search import Bound, Request

RELEVANCE = "pertinence"
UNITS = 100  # the numbers of an index are whole: euros are counted in cents
FORMATS = {"html": "page", "json": "JSON"}
PER_PAGE = {"10": "10", "24": "24", "48": "48", "96": "96"}


class Criterion(Filter):
    """A filter that says the same for every request."""

    @cached_property
    def unsaid(self):
        """What is chosen when an address does not say it."""
        return self.field.clean(None)


class Setting(Criterion):
    """A parameter that changes how results are shown, not which ones."""

    field_class = parameters.SettingField

    def filter(self, qs, value):
        return qs


class PageSetting(Setting):
    field_class = parameters.PageField


@dataclass(frozen=True)
class Named:
    """Where a text of an entry is: a path, and what must also hold of its row."""

    path: str
    where: Callable = dict  # called when the texts are read

    @property
    def expression(self):
        where = self.where()
        return Case(When(**where, then=F(self.path))) if where else F(self.path)


def named(text):
    return Named(text) if isinstance(text, str) else text


class Words(Criterion):
    """Words that an entry must hold: in its title, its summary, its text, or among the names of what it is tied to.

    What is wider than those names, « spectacle vivant » for a ballet, the département for a commune, tells less; so do
    the words for any entry of the kind.
    """

    field_class = parameters.WordsField

    def __init__(self, *names, wider=(), kind="", body=(), **kwargs):
        texts = {
            "title": ["name"],
            "names": names,
            "wider": [*wider, Value(kind)],
            "summary": ["summary"],
            "body": ["body", *body],
        }
        self.texts = {field: [*map(named, paths)] for field, paths in texts.items()}
        super().__init__(**kwargs)

    def filter(self, qs, value):
        return qs


class Facet(Criterion):
    """A criterion with values to choose among, each with its count.

    Its values are expressions, on the model of the list, that give the slugs an entry answers to; or functions that
    make them, when they depend on the time.
    """

    field_class = parameters.ValuesField

    def __init__(self, *values, options, label, shown=4, order="count", secondary=False, **kwargs):
        self._values, self.options = values, options
        self.shown, self.by_count, self.secondary = shown, order == "count", secondary
        super().__init__(label=label, **kwargs)

    @property
    def values(self):
        return [value() if isfunction(value) else value for value in self._values]

    def unknown(self, chosen):
        """The chosen values that do not exist."""
        known = self.options(chosen).by_value
        return [value for value in chosen if value not in known]


class TermFacet(Facet):
    """A facet over a vocabulary of two levels: a general term also finds what its narrower terms class."""

    def __init__(self, vocabulary, path, *, where=None, **kwargs):
        self.vocabulary, self.path = vocabulary, path
        ranked = kwargs.get("order") == "fixed"
        super().__init__(*term_values(path, where), options=options.terms(vocabulary, ranked), **kwargs)


def term_values(path, where=None):
    """Slugs of the general terms, then of the narrower ones, that class an entry through the path."""
    holds = where or Q()
    general = Coalesce(f"{path}__parent__slug", f"{path}__slug")
    narrower = F(f"{path}__slug")
    yield Case(When(holds, then=general)) if where else general
    yield Case(When(holds & Q(**{f"{path}__parent__isnull": False}), then=narrower))


class TypedFilter(Criterion):
    """A value of a facet, written rather than ticked; `types` are the kinds of entries suggested while one types.

    A name that one value has is that value; a name that several have, or none, is told and gives nothing.
    """

    field_class = parameters.TypedField

    def __init__(self, facet, types=(), **kwargs):
        self.facet, self.types = facet, types
        super().__init__(**kwargs)

    def filter(self, qs, value):
        return qs

    @cached_property
    def suggestions(self):
        """The address that suggests values while one types."""
        return f"{reverse('directory:suggestions')}?{urlencode([('type', kind) for kind in self.types])}"

    def pair(self, name, value):
        """What an address says for a value of the facet."""
        return self.facet, value


class AmountFilter(Criterion, NumberFilter):
    """A bound on an amount, in euros."""

    field_class = parameters.AmountField

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=10**10, **kwargs)

    def bound(self, value):
        """The number that is bounded, and between what: in cents, like the numbers of the index."""
        if value is None:
            return None
        cents = value * UNITS
        low, high = (ceil(cents), None) if self.lookup_expr == "gte" else (None, floor(cents))
        return Bound(self.field_name, low, high)


@dataclass(frozen=True)
class Sort:
    """An order of results that readers may ask for: by numbers, « -year » for the largest first, or by folded texts.

    What is not known comes last; equals follow their primary keys.
    """

    label: str
    fields: tuple


class EntryFilterSet(FilterSet):
    """What every list of entries understands. A list declares its words, its facets and its sorts."""

    SORTS = {"titre": Sort("par titre", ("key",))}
    NUMBERS = ()  # what is sorted by and is not a text

    page = PageSetting(label="Page")
    par_page = Setting(label="Résultats par page", choices=PER_PAGE, default="10")
    format = Setting(label="Format", choices=FORMATS, default="html")

    def __init__(self, data):
        """What the class declares is shared by all requests: nothing is copied, as FilterSet would."""
        self.filters, self.data = self.base_filters, data
        self.data = self._ticked()

    def _ticked(self):
        """The query string as if the reader had ticked the values that were typed, when there is no doubt."""
        data, typed = self.data, self.typed
        for name, text in typed.items():
            facet = self.filters[name].facet
            options = self.filters[facet].options(()).named(text)
            if len(options) == 1:
                data = data.copy()
                data.appendlist(facet, options[0].value)
                del data[name]
        return data

    @property
    def typed(self):
        """What was written in the filters that understand names."""
        texts = {
            name: parameters.one_line(self.data.get(name))
            for name, item in self.filters.items()
            if name in self.data and isinstance(item, TypedFilter)
        }
        return {name: text for name, text in texts.items() if text}

    @classmethod
    def get_filters(cls):
        """The declared filters, and the sorts of this list under `tri`."""
        sorts = {RELEVANCE: "les plus pertinents"} | {name: sort.label for name, sort in cls.SORTS.items()}
        return super().get_filters() | {"tri": Setting(label="Tri", choices=sorts)}

    @property
    def default_sort(self):
        """Words are answered by the entries that say most about them, anything else by the first sort."""
        return RELEVANCE if self.chosen("q") else next(iter(self.SORTS))

    @property
    def sort(self):
        chosen = self.chosen("tri") or self.default_sort
        return self.default_sort if chosen == RELEVANCE else chosen

    @cached_property
    def facets(self):
        return {name: item for name, item in self.filters.items() if isinstance(item, Facet)}

    @property
    def settings(self):
        return {name for name, item in self.filters.items() if isinstance(item, Setting)}

    def chosen(self, name):
        """What the reader asked for, under that name."""
        if name in self.form.fields:
            return self.form.cleaned_data.get(name)
        return self.filters[name].unsaid if name in self.filters else None

    @cached_property
    def form(self):
        """What the address says, once read; a field keeps what it has to tell."""
        form = forms.Form(self.data)
        form.fields = {name: copy(item.field) for name, item in self.said.items()}
        form.full_clean()
        return form

    @property
    def said(self):
        """The filters and the settings that the address names."""
        return {name: item for name, item in self.filters.items() if name in self.data}

    def default_of(self, name):
        """The value of a setting that an address need not say."""
        return self.default_sort if name == "tri" else getattr(self.filters[name].field, "default", None)

    def asked(self):
        """What is asked of the index."""
        return Request(
            text=self.chosen("q") or "",
            values={name: values for name in self.facets if (values := self.chosen(name))},
            bounds={name: bound for name in self.amounts if (bound := self.filters[name].bound(self.chosen(name)))},
            around=self._around(),
            unknown=frozenset(self.unknown),
        )

    def _around(self):
        return Around(self.spot.point, float(self.chosen("rayon"))) if self.spot else None

    @property
    def spot(self):
        """The commune around which entries are looked for, when one is asked and known."""
        asked = self.chosen("autour")
        return self.filters["autour"].spots().get(fold(asked)) if asked else None

    @property
    def amounts(self):
        return {name: item for name, item in self.filters.items() if isinstance(item, AmountFilter)}

    @cached_property
    def unknown(self):
        """Values that do not exist, by parameter."""
        unknown = {
            name: item.unknown(self.chosen(name)) for name, item in self.said.items() if isinstance(item, Facet)
        }
        unknown |= {name: [self.data.get(name)] for name in self.form.errors}
        unknown |= {name: [text] for name, text in self.typed.items()}
        unknown |= {"autour": [self.chosen("autour")] if self.chosen("autour") and not self.spot else []}
        return {name: values for name, values in unknown.items() if values}

    @property
    def notices(self):
        """What the page tells about settings that do not exist."""
        return [field.notice for field in self.form.fields.values() if getattr(field, "notice", "")]

    def describe(self, name, value):
        """A filter in force, in words."""
        if name == "autour" and self.spot:
            return f"à moins de {self.chosen('rayon')} km {self.spot.genitive}"
        return f"«{NBSP}{value}{NBSP}»" if name == "q" else f"{self.filters[name].label}{NBSP}: {value}"
