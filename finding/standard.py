"""What django-filter promises of a FilterSet, `form`, `is_valid()` and `qs`, where the index answers and not the ORM.

Lists read keys in order from the index (`finding.listing`); this is for whatever takes a FilterSet: a `FilterView`, a
template that shows the form, a command that goes on with a queryset.
"""

import json
from copy import copy

from django.db.models import F, Lookup
from django.http import QueryDict
from django.utils.functional import cached_property
from django_filters import FilterSet

from directory.registry import KINDS

from .criteria import Facet
from .memory.answers import search
from .memory.library import library
from .oracle import Oracle


class StandardFilterSet(FilterSet):
    """A FilterSet whose criteria are made once and never written to: each request has shallow copies, bound to it.

    A deep copy, as django-filter makes, would fail on the locks of what is remembered; sharing them would race.
    """

    def __init__(self, data=None, queryset=None, *, request=None, prefix=None):
        self.is_bound, self.request, self.form_prefix = data is not None, request, prefix
        self.criteria = self.base_filters  # as they are declared, shared by all requests
        self._sent, self._entries = as_query(data or {}), queryset
        self.given = self.data = without_prefix(self._sent, prefix)

    @cached_property
    def kind(self):
        """The kind of entries that these filters are those of, or its examples when they are asked for."""
        kind = next(one for one in KINDS.searched().values() if issubclass(type(self), one.filterset_class))
        return kind.examples if self.wants_examples else kind

    @cached_property
    def queryset(self):
        """The entries to narrow: those that were given, else what the list holds, which is public."""
        return self.kind.public() if self._entries is None else self._entries

    @cached_property
    def filters(self):
        """The filters bound to this request: `parent` leads them to what else is asked."""
        bound = {name: copy(item) for name, item in self.criteria.items()}
        for item in bound.values():
            item.parent, item.model = self, self._meta.model
        return bound

    @cached_property
    def form(self):
        """All the criteria as a form. A value that does not exist is an error, a bad setting is not."""
        form = self.get_form_class()(self._sent if self.is_bound else None, prefix=self.form_prefix)
        for name, item in self.criteria.items():
            if isinstance(item, Facet):
                form.fields[name].widget.choices = self._choices(name)
        for name, values in self.unknown.items() if self.is_bound else ():
            if name not in form.errors:
                form.add_error(name, f"« {', '.join(values)} » n’existe pas.")
        return form

    def _choices(self, name):
        """Pairs (value, label) of a facet, read when a template shows them."""
        options = self.options(name, library.index(self.kind.name, self.kind.holds_examples).facets[name].by_value)
        return [(option.value, option.full_label or option.label) for option in options.by_value.values()]

    def filter_queryset(self, queryset):
        """Return the entries of a queryset that answer to all that is asked, in the order asked for.

        What is public is in the index, whose keys travel as one parameter; of what may not be, the database answers by
        itself, which knows words no better than letter by letter. Relevance and distance are no orders of a database:
        there, the queryset keeps its own.
        """
        if self.unknown:
            return queryset.none()
        entries = self.kind.listed(queryset)
        found = self._found(entries) if queryset.is_public else Oracle(self, entries).matching()
        sort = self.SORTS.get(self.sort)
        return found.order_by(*sort.ordering) if sort else found

    def _found(self, entries):
        library.catch_up()  # in a request it has just been; a command or a task may have waited
        found = search(self.kind, self.asked())
        return entries.filter(Among(F("pk"), found.page(next(iter(self.SORTS)), 0, found.total)))


def as_query(data):
    """Data of a form as a query string holds them, where each name has a list of texts."""
    if hasattr(data, "getlist"):
        return data
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, [*value] if isinstance(value, list | tuple | set) else [value])
    return query


def without_prefix(query, prefix):
    """The data of one form among several of a page, by the plain names of its fields."""
    if not prefix:
        return query
    own = QueryDict(mutable=True)
    for name, values in query.lists():
        if name.startswith(f"{prefix}-"):
            own.setlist(name.removeprefix(f"{prefix}-"), values)
    return own


class Among(Lookup):
    """Condition: a key is one of a list, which travels as one parameter: SQLite takes 32,766 of them in a query."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler, connection):
        key, parameters = self.process_lhs(compiler, connection)
        return key + " IN (SELECT value FROM json_each(%s))", [*parameters, json.dumps(self.rhs)]  # noqa: S608 of Django's

    def as_postgresql(self, compiler, connection):
        key, parameters = self.process_lhs(compiler, connection)
        return key + " = ANY(%s::bigint[])", [*parameters, self.rhs]
