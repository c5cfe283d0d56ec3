"""What one may ask of a list: words, values of facets, bounds, and how the answer is shown."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from inspect import isfunction
from math import ceil, floor
from urllib.parse import urlencode

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django_filters.filters import Filter, NumberFilter

from directory.fields.forms import EuroField
from directory.models import told
from engine.search import Bound
from french.folding import fold

from . import options, parameters

EXAMPLES, ASKED = "exemples", "oui"  # what an address says to have the invented examples, alone
WRITTEN = re.compile(r'"([^"]+)"|([^\s"]+)')  # a phrase in quotes, or a word
UNITS = 100  # the numbers of an index are whole: euros are counted in cents


class Criterion(Filter):
    """A filter that says the same for every request: what it narrows is asked of the index (`Request`).

    `filter` is the plain way, by the database: for entries that are not public, and to hold the index to.
    """

    @cached_property
    def unsaid(self):
        """Return the value of the criterion when the address does not name it."""
        return self.field.clean(None)

    def leans_on(self, value):
        """Return the name of the criterion without which the value has no effect; empty when it needs none."""
        return ""


class Setting(Criterion):
    """A parameter that changes how results are shown, not which ones."""

    field_class = parameters.SettingField

    def filter(self, qs, value):
        return qs


class PageSetting(Setting):
    field_class = parameters.PageField


class FormatSetting(Setting):
    """The form in which the list is given, among `formats`, a table of `finding.formats.format.Format` by name."""

    def __init__(self, formats):
        self.formats = formats
        super().__init__(label="Format", choices={name: one.label for name, one in formats.items()}, default="html")


@dataclass(frozen=True)
class Named:
    """Where a text of an entry is: a path, and what must also hold of its row."""

    path: str
    where: Callable = Q  # called when the texts are read

    @property
    def expression(self):
        where = self.where()
        return Case(When(where, then=F(self.path))) if where else F(self.path)


def among(path, entries):
    """Condition: a path leads to one of the entries, which may be told."""
    return Q(**{f"{path}__in": entries}) & told(path)


def told_value(value, *paths):
    """A value that an entry answers to as long as the entries that paths lead to may be told."""
    return Case(When(told(*paths), then=value))


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
        self.nouns = kind
        super().__init__(**kwargs)

    def filter(self, qs, value):
        """Narrow to the entries whose own texts hold each word, as it is written, and each phrase in quotes."""
        for phrase, word in WRITTEN.findall(value or ""):
            qs = qs.filter(text_key__contains=fold(phrase or word))
        return qs


class Facet(Criterion):
    """A criterion with values to choose among, each with its count.

    Its values are expressions, on the model of the list, that give the slugs an entry answers to; or functions that
    make them, when they depend on the time. `entries` are the kinds of entries whose slugs they are.

    Words that mean values are declared as `{values: phrases}`, several values parted by spaces, several phrases by
    commas: `phrases` mean them anywhere, `states`, like the labels, beside a word for entries (« appels ouverts »);
    where it `has_acronyms`, their initials do too. The labels are not said where other entries are often called so,
    « festival » (`says_its_labels`). A state without a value is a word for all the entries of the list.
    """

    field_class = parameters.ValuesField
    everything = ""  # the value of an entry that answers to any: « toutes disciplines »
    any_of = ""  # label of the model whose rows are then meant

    def __init__(
        self,
        *values,
        options,
        label,
        shown=4,
        order="count",
        secondary=False,
        entries=(),
        has_acronyms=False,
        phrases=None,
        states=None,
        says_its_labels=True,
        **kwargs,
    ):
        self._values, self.options, self.entries = values, options, entries
        self.has_acronyms, self.phrases, self.states = has_acronyms, phrases or {}, states or {}
        self.says_its_labels = says_its_labels and bool(states)
        self.shown, self.by_count, self.secondary = shown, order == "count", secondary
        super().__init__(label=label, **kwargs)

    @property
    def values(self):
        return [value() if isfunction(value) else value for value in self._values]

    def filter(self, qs, value):
        return qs.filter(self.answered(qs, value)) if value else qs

    def answered(self, entries, values):
        """Condition: one of some entries answers to one of the values."""
        found, meant = Q(), [*values, *filter(None, [self.everything])]
        for expression in self.values:
            rows = entries.annotate(found=expression).filter(found__in=meant)
            found |= Q(pk__in=rows.order_by().values("pk"))
        return found

    def all_values(self):
        """Return the values that `everything` stands for."""
        return ()

    def answers(self, told):
        """Return the values that an entry answers to, of those that the expressions gave."""
        return {*self.all_values()} if self.everything and self.everything in told else told


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
        return f"{reverse('finding:suggestions')}?{urlencode([('type', kind) for kind in self.types])}"

    def pair(self, name, value):
        """What an address says for a value of the facet."""
        return self.facet, value


class AmountFilter(Criterion, NumberFilter):
    """A bound on an amount, in euros."""

    field_class = EuroField

    def bound(self, value):
        """Return the Bound of a value in euros, in whole cents like the numbers of the index; None without a value."""
        if value is None:
            return None
        cents = value * UNITS
        low, high = (ceil(cents), None) if self.lookup_expr == "gte" else (None, floor(cents))
        return Bound(self.field_name, low, high)
