"""How the entries of one kind become documents of its index: what their list declares, read in bulk.

The expressions by which the ORM filters and sorts a list are those by which the index is filled: each facet, sort and
bound is declared once, in the `filters` of its app.
"""

from collections import defaultdict
from decimal import Decimal

from django.db.models import ForeignObjectRel, Q
from django.utils.functional import cached_property

from directory.registry import KINDS
from engine.document import Document, Schema

from .around import points_of
from .criteria import UNITS, AmountFilter, Named, TermFacet

CHUNK = 5000  # entries read at a time: their pks travel as parameters, of which SQLite takes 32,766 in a query


def in_units(number):
    return None if number is None else int(Decimal(number) * UNITS)


class Documents:
    """The documents of the published entries of one kind, read in bulk from what the kind declares."""

    def __init__(self, kind):
        self.kind = kind

    @cached_property
    def schema(self):
        sorts = {name: sort.fields for name, sort in self.kind.filterset_class.SORTS.items()}
        sorted_by = {field.removeprefix("-") for fields in sorts.values() for field in fields}
        bounded = {one.field_name for one in self.kind.filters.values() if isinstance(one, AmountFilter)}
        numbers = bounded | sorted_by & {*self.kind.filterset_class.NUMBERS}
        figures = tuple(sorted(numbers | {*self.kind.filterset_class.FIGURES}))
        keys = tuple(sorted(sorted_by - numbers))
        texts = tuple(
            f"{name} {getattr(one, 'path', one)}"
            for name, paths in self.kind.filters["q"].texts.items()
            for one in paths
        )
        return Schema(sorts, tuple(self.kind.facets), figures, keys, texts, self.kind.has_families)

    def read(self, pks=None):
        """Yield the documents of all the entries, in the default order, or of some of them."""
        entries = self.kind.entries().order_by()
        columns = self._columns(entries if pks is None else entries.filter(pk__in=pks))
        order = sorted(columns, key=lambda pk: self._sort_key(columns[pk], pk))
        for start in range(0, len(order), CHUNK):
            yield from self._chunk(entries, order[start : start + CHUNK], columns)

    def reached(self, label, rows):
        """Return the pks of the entries whose documents hold values of rows of a model; all of a kind for `{None}`."""
        reached = Q()
        for path in self._paths_to(label):
            reached |= Q(**({f"{path}__isnull": False} if None in rows else {f"{path}__in": rows}))
        if any(facet.any_of == label for facet in self.kind.facets.values()):
            reached = Q(pk__isnull=False)  # who answers to any row answers to a new one
        # published or not: an entry that was just withdrawn has a document to lose
        found = set(self.kind.model.objects.filter(reached).values_list("pk", flat=True)) if reached else set()
        return found | (rows if label == self.kind.model_label else set())

    def published(self, pks):
        """Return those among `pks` that have a document to be read."""
        return pks & set(self.kind.public().values_list("pk", flat=True))

    def _paths_to(self, label):
        """The ORM paths by which entries hold values of rows of a model, as the kind and higher ones declare them."""
        yield from self.kind.reached_by.get(label, ())
        for kind in KINDS.of_model(label):
            yield from kind.reaches.get(self.kind.name, ())
        if label == "directory.term":
            yield from self._term_paths()

    def _columns(self, entries):
        """Return `{pk: {number or key: value}}`, what the list sorts by and bounds, in one query."""
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
        """Return (`texts` or `values`, name there, ORM expression) for each thing that a document says of an entry."""
        texts = [
            ("texts", name, expression_of(one)) for name, ones in self.kind.filters["q"].texts.items() for one in ones
        ]
        values = [("values", name, one) for name, facet in self.kind.facets.items() for one in facet.values]
        return texts + values

    @cached_property
    def _groups(self):
        """Group expressions that share their to-many joins, so that one query reads each group.

        A second to-many join would multiply the rows of the first.
        """
        rows = [many_rows(self.kind.entries().annotate(said=said[-1]).query) for said in self._said()]
        groups = defaultdict(list)
        for number, own in enumerate(rows):
            # the longest chain of joins that begins with these: its rows are read once for all of them
            going_on = [others for others in rows if own and others[: len(own)] == own]
            groups[max(going_on, key=len, default=own)].append(number)
        return groups.values()

    def _found(self, entries):
        """Return `{"texts" or "values": {name: {pk: set of what is said}}}`, one query for each group."""
        said, found = self._said(), {"texts": {}, "values": {}}
        for group in self._groups:
            columns = {f"said_{number}": said[number][-1] for number in group}
            rows = list(entries.annotate(**columns).values_list("pk", *columns))
            for column, number in enumerate(group, 1):
                part, name, _expression = said[number]
                add(found[part].setdefault(name, defaultdict(set)), rows, column)
        for name, facet in self.kind.facets.items():
            if facet.everything:
                by_pk = found["values"][name]
                by_pk |= {pk: facet.answers(values) for pk, values in by_pk.items()}
        return found

    def _points(self, entries):
        points = defaultdict(set)
        for pk, point in points_of(self.kind, entries):
            points[pk].add(point)
        return points

    def _term_paths(self):
        facets = [facet for facet in self.kind.facets.values() if isinstance(facet, TermFacet)]
        return [path for facet in facets for path in (facet.path, f"{facet.path}__parent")]


def expression_of(text):
    """Return the ORM expression of a text; a `Named` makes its own now, as its condition may depend on the time."""
    return text.expression if isinstance(text, Named) else text


def add(found, rows, column):
    """Add the values of a column, empty ones left out, to `{pk: set of values}`."""
    for row in rows:
        if row[column]:
            found[row[0]].add(row[column])


def many_rows(query):
    """Return the aliases of the to-many joins of a query, in the order in which they are joined."""
    joins = ((alias, getattr(table, "join_field", None)) for alias, table in query.alias_map.items())
    return tuple(alias for alias, field in joins if isinstance(field, ForeignObjectRel) and not field.one_to_one)
