"""What the API gives of each kind that has a list: the entries of the list, in its order, with its columns."""

from dataclasses import dataclass
from math import ceil

from django.utils.functional import cached_property
from rest_framework.exceptions import NotFound

from directory.registry import KINDS
from finding.criteria import AmountFilter, Facet, Setting
from finding.formats.columns import Column, address, permanent
from finding.formats.rows import told_of
from finding.listing import Listing
from finding.parameters import one_line

from . import asking
from .addresses import address_of
from .asking import Parameter
from .serializers import detail_serializer, page_serializer, serializer_of

OF_PAGES = {"page", "par_page", "format", "separateur", "vue", "exemples"}  # what only a page or a file understands
DISTANCE = Column("distance", "Distance du point demandé (km)", lambda entry: round(entry.distance, 1), float)


@dataclass(frozen=True)
class Found:
    """A page of what was asked for, and how it was understood."""

    total: int
    rows: list
    understood: list
    notices: list
    columns: tuple  # of its rows


class KindResource:
    """The entries of a kind: those of its list, never an example nor what is not public."""

    is_of_entries = True

    def __init__(self, kind):
        self.kind, self.name = kind, kind.path.rstrip("/")
        self.label, self.plural, self.section = kind.label, kind.plural, kind.section
        self.columns, self.details = kind.columns, kind.details
        self.rows_serializer = serializer_of(self.schema_name, self.listed_columns)
        self.detail_serializer = detail_serializer(self.schema_name, (*self.columns, *self.details))
        self.page_serializer = page_serializer(self.schema_name, self.rows_serializer)

    @property
    def told_list(self):
        """What the description says of it."""
        return f"Celles de la liste « {self.section} » du site : mêmes filtres, même ordre, mêmes champs."

    @property
    def told_one(self):
        return (
            "Tout ce que sa page dit, et les adresses où la lire. Une fiche fusionnée mène à celle qui l’a remplacée."
        )

    @property
    def schema_name(self):
        """What its schemas are called: `Project`."""
        return self.kind.model.__name__

    @property
    def listed_columns(self):
        """The columns of its list, where an entry may be at a distance of what was asked."""
        return (*self.columns, DISTANCE) if "autour" in self.kind.filters else self.columns

    @cached_property
    def parameters(self):
        """Those of the list and of any resource, by name."""
        own = [parameter(name, item) for name, item in self.kind.filters.items() if name not in OF_PAGES]
        return {one.name: one for one in (*own, *COMMON)}

    def find(self, asked):
        """Return what a request asks for; refuse what its list would not understand."""
        listing = Listing(self.kind.filterset_class(self._criteria(asked.query)), self.kind)
        asked.refuse(*slips(listing.filterset))
        start, stop = asked.start, asked.start + asked.per_page
        if asked.since:
            changed = {*self.kind.public().since(asked.since).order_by().values_list("pk", flat=True)}
            pks = [pk for pk in listing.ordered_pks if pk in changed]
            total, shown = len(pks), pks[start:stop]
        else:
            total, shown = listing.total, listing.found[start:stop].pks
        told = [{"words": one.words, "as": one.told} for one in listing.understood]
        columns = [*asked.columns, DISTANCE] if listing.filterset.centre else asked.columns
        return Found(total, self._rows(shown, listing), told, listing.filterset.remarks, columns)

    def one(self, identifier):
        """Return the entry, with what its details read; None when it is not public."""
        return self.kind.public().for_detail().with_gathering().filter(identifier=identifier).first()

    def told(self, entry, columns):
        """Return what is told of one entry, and where else it is.

        Its columns and its details are read apart: each has rows of its own beside the entry.
        """
        row, names = self._rows([entry.pk])[0], {one.name for one in columns}
        told = told_of(row, [one for one in self.columns if one.name in names])
        told |= told_of(entry, [one for one in self.details if one.name in names])
        links = {
            "self": address_of(self.name, entry.identifier),
            "page": address(entry),
            "permanent": permanent(entry),
            "list": address_of(self.name),
        }
        return told | {"links": links}

    def _criteria(self, query):
        """The part of a query that the filters of the list read."""
        criteria = query.copy()
        for one in COMMON:
            criteria.pop(one.name, None)
        return criteria

    def _rows(self, pks, listing=None):
        rows = [entry for some in self.kind.for_export(pks) for entry in some]
        if listing and listing.filterset.centre:
            distances = listing.search.distances(pks)
            for row in rows:
                row.distance = distances.get(row.pk)
        return rows


COMMON = (asking.SINCE, asking.FIELDS, asking.PAGE, asking.SIZE)


def parameter(name, item):
    """A criterion of a list as a parameter of the API."""
    if isinstance(item, Facet):
        told = f"{item.label} : valeurs que la liste propose ; plusieurs s’ajoutent (OU)."
        return Parameter(name, told, {"type": "array", "items": {"type": "string"}}, many=True)
    if isinstance(item, AmountFilter):
        return Parameter(name, f"{item.label}.", {"type": "number"})
    if isinstance(item, Setting) and item.field.choices:
        return Parameter(name, f"{item.label}.", {"type": "string", "enum": [*item.field.choices]})
    return Parameter(name, f"{item.label}.", many=name == "q")


def slips(filterset):
    """What of an address is not as a list knows it: unknown values, settings that do not exist or change nothing."""
    unknown = [(name, value) for name, values in filterset.unknown.items() for value in values]
    fields = filterset.said_form.fields.items()
    unset = [
        (name, filterset.data.get(name))
        for name, field in fields
        if isinstance(filterset.criteria[name], Setting) and field.notice
    ]
    told = [(name, f"« {one_line(value)} » n’existe pas.") for name, value in (*unknown, *unset)]
    return [*told, *(slip for slip in filterset.slips if slip[0] not in dict(unset))]


def page_of(found, asked):
    """Return how many pages there are; refuse one that is not there."""
    pages = max(1, ceil(found.total / asked.per_page))
    if asked.page > pages:
        raise NotFound(f"Il n’y a pas de page {asked.page} : la dernière est la {pages}.")
    return pages


RESOURCES = {one.name: one for one in map(KindResource, KINDS.searched().values())}
