"""One reader of query strings for every list: words, facets and settings become a queryset and its counts.

Values of one facet add up (OR), facets narrow one another (AND). The count beside a value is the number of
entries that the value gives with all the *other* filters applied. A value that does not exist empties the
list and is named; a setting that does not exist falls back and says so; an unknown parameter is ignored.
"""

from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, When
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django_filters import FilterSet
from django_filters.filters import Filter, NumberFilter

from .french import fold
from .models import Term
from .parameters import MAX_WORDS, AmountField, PageField, SettingField, ValuesField, WordsField

PER_PAGE = {"10": "10", "24": "24", "48": "48", "96": "96"}


@dataclass(frozen=True)
class Option:
    """A value one may choose in a facet, as readers see it."""

    value: str
    label: str
    group: str = ""
    rank: int = 0
    phrase: str = ""  # the value inside a sentence: « en Charente »


@dataclass(frozen=True)
class Choice:
    """An option with the number of entries it gives now."""

    value: str
    label: str
    group: str
    count: int
    selected: bool


class Setting(Filter):
    """A parameter that changes how results are shown, not which ones."""

    field_class = SettingField

    def filter(self, qs, value):
        return qs


class PageSetting(Setting):
    field_class = PageField


class Words(Filter):
    """Every word must be found, without regard to case or accents, in one of the texts of the entry."""

    field_class = WordsField

    def __init__(self, *lookups, **kwargs):
        self.lookups = lookups
        super().__init__(**kwargs)

    def filter(self, qs, value):
        for word in words_of(value):
            found = Q()
            for lookup in self.lookups:
                found |= Q(pk__in=self.parent.queryset.model.objects.filter(lookup(word)).values("pk"))
            qs = qs.filter(found)
        return qs


def words_of(text):
    """The folded words of a search, the first dozen."""
    return fold((text or "").replace("\x00", " ")).split()[:MAX_WORDS]


def contains(path, **where):
    """A place where words are searched: a folded column, and what must also hold of its row."""
    return lambda word: Q(**{f"{path}__contains": word}, **where)


class Facet(Filter):
    """A criterion with values to choose among, each with its count.

    `values` are expressions, on the model of the list, that give the slugs an entry answers to.
    """

    field_class = ValuesField

    def __init__(self, *values, options, label, shown=4, order="count", secondary=False, **kwargs):
        self.values, self.options = values, options
        self.shown, self.order, self.secondary = shown, order, secondary
        super().__init__(label=label, **kwargs)

    def filter(self, qs, value):
        return qs.filter(self._answering(value)) if value else qs

    def unknown(self, chosen):
        """The chosen values that do not exist."""
        known = self.options(chosen)
        return [value for value in chosen if value not in known]

    def choices(self, qs, chosen):
        """The values that give results among the entries, and the chosen ones even if they give none."""
        counts = self._counts(qs)
        options = self.options([*counts, *chosen])
        choices = [
            Choice(value, option.label, option.group, counts.get(value, 0), value in chosen)
            for value, option in options.items()
        ]
        ranks = {value: option.rank for value, option in options.items()}
        return sorted(choices, key=lambda choice: self._sort_key(choice, ranks[choice.value]))

    def _answering(self, chosen):
        found = Q()
        for expression in self.values:
            entries = self.parent.queryset.annotate(facet_value=expression).filter(facet_value__in=chosen)
            found |= Q(pk__in=entries.order_by().values("pk"))
        return found

    def _counts(self, qs):
        counts = {}
        for expression in self.values:
            rows = qs.order_by().annotate(facet_value=expression).exclude(facet_value=None).values("facet_value")
            counts |= {row["facet_value"]: row["n"] for row in rows.annotate(n=Count("pk", distinct=True))}
        return counts

    def _sort_key(self, choice, rank):
        by_count = -choice.count if self.order == "count" else 0
        return (rank, by_count, fold(choice.label), choice.value)


class TermFacet(Facet):
    """A facet over a vocabulary of two levels: a general term also finds what its narrower terms class."""

    def __init__(self, vocabulary, path, *, where=None, **kwargs):
        ranked = kwargs.get("order") == "fixed"
        super().__init__(*term_values(path, where), options=term_options(vocabulary, ranked), **kwargs)


def term_values(path, where=None):
    """Slugs of the general terms, then of the narrower ones, that class an entry through the path."""
    holds = where or Q()
    general = Coalesce(f"{path}__parent__slug", f"{path}__slug")
    narrower = F(f"{path}__slug")
    yield Case(When(holds, then=general)) if where else general
    yield Case(When(holds & Q(**{f"{path}__parent__isnull": False}), then=narrower))


def term_options(vocabulary, ranked=False):
    """The options of a facet over a vocabulary; ranked, in the order staff gave to the terms."""

    def option(term):
        return Option(term.slug, term.name, term.parent.name if term.parent else "", term.position if ranked else 0)

    def options(values):
        terms = Term.objects.of(vocabulary).filter(slug__in=values).select_related("parent")
        return {term.slug: option(term) for term in terms}

    return options


def fixed_options(choices):
    """The options of a facet whose values the code knows, in their order."""
    options = {value: Option(value, label, rank=rank) for rank, (value, label) in enumerate(choices)}
    return lambda values: {value: option for value, option in options.items() if value in values}


def year_options(values):
    """Years, the latest first."""
    years = (value for value in values if value.isdecimal() and len(value) == 4)
    return {year: Option(year, year, rank=-int(year)) for year in years}


class AmountFilter(NumberFilter):
    """A bound on an amount, in euros."""

    field_class = AmountField

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=10**10, **kwargs)


@dataclass(frozen=True)
class Sort:
    """An order of results that readers may ask for."""

    label: str
    fields: tuple


class EntryFilterSet(FilterSet):
    """What every list of entries understands. A list declares its words, its facets and its sorts."""

    SORTS = {"titre": Sort("par titre", ("key", "pk"))}

    page = PageSetting(label="Page")
    par_page = Setting(label="Résultats par page", choices=PER_PAGE, default="10")
    format = Setting(label="Format", choices={"html": "page", "json": "JSON"}, default="html")

    @classmethod
    def get_filters(cls):
        """The declared filters, and the sorts of this list under `tri`: its first one is the default."""
        sorts = {name: sort.label for name, sort in cls.SORTS.items()}
        return super().get_filters() | {"tri": Setting(label="Tri", choices=sorts, default=next(iter(sorts)))}

    @property
    def facets(self):
        return {name: item for name, item in self.filters.items() if isinstance(item, Facet)}

    @property
    def settings(self):
        return {name for name, item in self.filters.items() if isinstance(item, Setting)}

    def chosen(self, name):
        """What the reader asked for, under that name."""
        self.form.is_valid()
        return self.form.cleaned_data.get(name)

    def matching(self, without=None):
        """The entries that all the filters leave, but for the one named."""
        if self.unknown(without):
            return self.queryset.none()
        queryset = self.queryset
        for name, item in self.filters.items():
            queryset = queryset if name == without else item.filter(queryset, self.chosen(name))
        return queryset

    def sorted(self, queryset):
        """The entries in the order asked for, with what a list shows of them."""
        return queryset.for_listing().order_by(*self.SORTS[self.chosen("tri")].fields)

    def unknown(self, without=None):
        """Values that do not exist, by parameter."""
        return {name: values for name, values in self._unknown.items() if name != without}

    @cached_property
    def _unknown(self):
        unknown = {name: facet.unknown(self.chosen(name) or []) for name, facet in self.facets.items()}
        unknown |= {name: [self.data.get(name)] for name in self.form.errors}
        return {name: values for name, values in unknown.items() if values}

    @property
    def notices(self):
        """What the page tells about settings that do not exist."""
        self.form.is_valid()
        return [field.notice for field in self.form.fields.values() if getattr(field, "notice", "")]

    def describe(self, name, value):
        """A filter in force, in words."""
        return f"« {value} »" if name == "q" else f"{self.filters[name].label} : {value}"
