"""How the entries of one kind become documents: what their list declares, read in bulk.

The expressions by which the ORM filters and sorts a list are those by which the index is filled: each facet, sort and
bound is declared once, in the `filters` of its app.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.db.models import ForeignObjectRel, Min, Q
from django.urls import reverse
from django.utils.functional import cached_property

from directory.models import Entry
from engine.document import Document, Schema
from french.typography import typographic

from .criteria import UNITS, AmountFilter, Facet, Named, TermFacet

CHUNK = 5000  # entries read at a time


@dataclass(frozen=True)
class Suggestion:
    """A thing that may be meant before its name is written whole."""

    group: str
    label: str
    url: str
    value: str  # in the facet that is about such things
    note: str = ""


def in_units(number):
    return None if number is None else int(Decimal(number) * UNITS)


class Source:
    """The published entries of one kind. A kind says where its points are, and by which paths other rows reach it."""

    name = ""  # of the kind, in files
    label, plural = "", ""  # of one entry and of several, for readers
    section = ""  # the name of the list, in the menu and in titles
    views = ""  # what the names of its pages begin with: `projects:`
    filterset_class = None
    ties = {}  # facets that no list filters by: they bring entries together
    points = ()  # paths to the territories where an entry is
    has_families = True  # of words: see `Schema`
    parts_kind = ""  # what changes when its `parts` do
    reached_by = {}  # kind of entry or term → paths by which its entries are in the documents

    def entries(self):
        """The entries that the list shows, with what it filters and sorts by."""
        return self.filterset_class._meta.model.objects.published()

    def rows(self, pks):
        """Some of the entries as the list shows them, in that order, but for those that are no longer public."""
        if not pks:
            return []  # composing a query is half of the work of a page
        rows = self.filterset_class._meta.model.objects.published().for_listing().in_bulk(pks)
        return [rows[pk] for pk in pks if pk in rows]

    def named(self, pks):
        """Some of the entries by primary key, with no more than it takes to name them."""
        entries = self.filterset_class._meta.model.objects.published()
        return entries.defer("summary", "body", "text_key").prefetch_related(*self.homonyms()).in_bulk(pks)

    @staticmethod
    def homonyms():
        """What to read with entries to tell them from their homonyms."""
        return ()

    @property
    def entries_kind(self):
        """The kind under which the log of changes tells of its entries."""
        return self.filterset_class._meta.model._meta.concrete_model._meta.label_lower

    def url(self, page, **kwargs):
        """The address of its `list`, of a `facet`, of all its `criteria`."""
        return address(f"{self.views}{page}", **kwargs)

    @property
    def list_url(self):
        return self.url("list")

    def suggestion(self, entry):
        """An entry as it is offered to who begins to type its name."""
        return Suggestion(self.section, typographic(entry.title), entry.get_absolute_url(), entry.slug)

    @property
    def filters(self):
        return self.filterset_class.base_filters

    @property
    def facets(self):
        return {name: one for name, one in self.filters.items() if isinstance(one, Facet)} | self.ties

    @cached_property
    def schema(self):
        sorts = {name: sort.fields for name, sort in self.filterset_class.SORTS.items()}
        sorted_by = {field.removeprefix("-") for fields in sorts.values() for field in fields}
        bounded = {one.field_name for one in self.filters.values() if isinstance(one, AmountFilter)}
        numbers = bounded | sorted_by & {*self.filterset_class.NUMBERS}
        keys = tuple(sorted(sorted_by - numbers))
        texts = tuple(
            f"{name} {getattr(one, 'path', one)}" for name, paths in self.filters["q"].texts.items() for one in paths
        )
        return Schema(sorts, tuple(self.facets), tuple(sorted(numbers)), keys, texts, self.has_families)

    def documents(self, pks=None):
        """The documents of all the entries, in the default order, or of some of them."""
        entries = self.entries().order_by()
        columns = self._columns(entries if pks is None else entries.filter(pk__in=pks))
        order = sorted(columns, key=lambda pk: self._sort_key(columns[pk], pk))
        for start in range(0, len(order), CHUNK):
            yield from self._chunk(entries, order[start : start + CHUNK], columns)

    def reached(self, kind, rows):
        """The entries whose documents hold something of the rows; all of a kind when no row is given."""
        paths = [*self.reached_by.get(kind, ()), *(self._term_paths() if kind == "directory.term" else ())]
        reached = Q()
        for path in paths:
            reached |= Q(**({f"{path}__isnull": False} if None in rows else {f"{path}__in": rows}))
        own = self.filterset_class._meta.model
        found = set(own.objects.filter(reached).values_list("pk", flat=True)) if paths else set()
        return found | (rows if kind == self.entries_kind else set())

    def parts(self):
        """Pairs of the name of an entry and that of something it is a part of, which has no entry."""
        return ()

    def next_transition(self, now):
        """When a document changes without a write: here, when an entry that is planned comes out."""
        model = self.filterset_class._meta.model
        return model.objects.filter(publish_from__gt=now).aggregate(first=Min("publish_from"))["first"]

    def passed(self, since, now):
        """The entries that changed without a write between two moments, as `{kind: rows}`."""
        model = self.filterset_class._meta.model
        rows = model.objects.filter(publish_from__gt=since, publish_from__lte=now).values_list("pk", flat=True)
        return {self.entries_kind: set(rows)}

    def _columns(self, entries):
        """For each entry, its numbers and its keys."""
        names = [*self.schema.numbers, *self.schema.keys]
        count = len(self.schema.numbers)
        rows = entries.values_list("pk", *names)
        values = {pk: [*map(in_units, row[:count]), *row[count:]] for pk, *row in rows}
        return {pk: dict(zip(names, row, strict=True)) for pk, row in values.items()}

    def _sort_key(self, columns, pk):
        """The default order, as nearly as it takes to number the documents: the index sorts by itself."""
        parts = []
        for field in self.schema.sorts[self.schema.default_sort]:
            value = columns[field.removeprefix("-")]
            parts += [value is None, 0 if value is None else -value if field.startswith("-") else value]
        return (*parts, pk)

    def _chunk(self, entries, pks, columns):
        entries = entries.filter(pk__in=pks)
        found, points = self._found(entries), self._points(entries)
        texts, values = found["texts"], found["values"]
        numbers, keys = self.schema.numbers, self.schema.keys
        for pk in pks:
            yield Document(
                pk,
                {name: sorted(by_pk[pk]) for name, by_pk in texts.items()},
                {name: by_pk[pk] for name, by_pk in values.items()},
                {name: columns[pk][name] for name in numbers},
                {name: columns[pk][name] for name in keys},
                points[pk],
            )

    def _said(self):
        """All that is read of an entry: under what it goes in a document, and the expression that gives it."""
        texts = [("texts", name, expression_of(one)) for name, ones in self.filters["q"].texts.items() for one in ones]
        values = [("values", name, one) for name, facet in self.facets.items() for one in facet.values]
        return texts + values

    @cached_property
    def _groups(self):
        """The numbers of what one query reads: all that goes through the same rows, or through the first of them."""
        rows = [many_rows(self.entries().annotate(said=said[-1]).query) for said in self._said()]
        groups = defaultdict(list)
        for number, own in enumerate(rows):
            going_on = [others for others in rows if own and others[: len(own)] == own]
            groups[max(going_on, key=len, default=own)].append(number)
        return groups.values()

    def _found(self, entries):
        """What is said of the entries, as `{part of a document: {name: {entry: what is said}}}`."""
        said, found = self._said(), {"texts": {}, "values": {}}
        for group in self._groups:
            columns = {f"said_{number}": said[number][-1] for number in group}
            rows = list(entries.annotate(**columns).values_list("pk", *columns))
            for column, number in enumerate(group, 1):
                part, name, _expression = said[number]
                add(found[part].setdefault(name, defaultdict(set)), rows, column)
        return found

    def _points(self, entries):
        points = defaultdict(set)
        for path in self.points:
            prefix = f"{path}__" if path else ""
            rows = entries.filter(**{f"{prefix}latitude__isnull": False, f"{prefix}status": Entry.Status.PUBLISHED})
            for pk, latitude, longitude in rows.values_list("pk", f"{prefix}latitude", f"{prefix}longitude"):
                points[pk].add((latitude, longitude))
        return points

    def _term_paths(self):
        facets = [facet for facet in self.facets.values() if isinstance(facet, TermFacet)]
        return [path for facet in facets for path in (facet.path, f"{facet.path}__parent")]


def expression_of(text):
    """The expression of a text, whose rows may depend on the time."""
    return text.expression if isinstance(text, Named) else text


def add(found, rows, column):
    """Put a column of some rows with what is found of their entries."""
    for row in rows:
        if row[column]:
            found[row[0]].add(row[column])


def many_rows(query):
    """The tables of a query by which an entry has several rows."""
    joins = ((alias, getattr(table, "join_field", None)) for alias, table in query.alias_map.items())
    return tuple(alias for alias, field in joins if isinstance(field, ForeignObjectRel) and not field.one_to_one)


@cache
def address(view, **kwargs):
    """Where a page of a list is: it changes with the program only."""
    return reverse(view, kwargs=kwargs)
