"""What the API gives of each kind that has a list: the entries of the list, in its order, with its columns."""

from dataclasses import dataclass
from math import ceil
from operator import attrgetter

from django.http import Http404
from django.utils.functional import cached_property
from rest_framework.exceptions import NotFound

from finding.criteria import AmountFilter, Facet, Setting, Words
from finding.formats.columns import Column, address, permanent
from finding.formats.rows import told_of
from finding.listing import Listing
from finding.memory.kept import KeptRows
from finding.parameters import one_line

from . import asking
from .addresses import address_of
from .asking import Parameter
from .serializers import detail_serializer, page_serializer, serializer_of

OF_PAGES = {"page", "par_page", "format", "separateur", "vue", "exemples"}  # what only a page or a file understands
EXPLAINED = {  # what the page says around a criterion
    "q": "Mots cherchés, compris comme sur le site : ceux qui disent un filtre le deviennent",
    "mots": "Mots cherchés compris comme des filtres quand ils en disent, ou tels quels",
    "lieu": "Commune, intercommunalité ou tiers-lieu, par son nom",
    "autour": "Autour d’une commune, par son code Insee ou son nom",
    "rayon": "Rayon autour de la commune, en kilomètres ; 30 si rien n’est dit",
    "tri": "Ordre",
}
COMMON = (asking.SINCE, asking.FIELDS, asking.PAGE, asking.SIZE)
DISTANCE = "distance"
AROUND = (Column(DISTANCE, "Distance du point demandé (km)", attrgetter(DISTANCE), float),)


@dataclass(frozen=True)
class Found:
    """A page of what was asked for, and how it was understood."""

    total: int
    rows: list  # as `told_of` makes them
    understood: list
    notices: list


class RowsTold(KeptRows):
    """The rows of kinds as they are told, by kind and key: pages that overlap read and write them once."""

    most = 2000

    def of(self, kind, pks):
        """Return `{pk: row}` of the published entries among `pks`, in that order, with all their columns."""
        known = self.known()
        for entries in kind.for_export([pk for pk in pks if (kind.name, pk) not in known]):
            known |= {(kind.name, entry.pk): told_of(entry, kind.columns) for entry in entries}
        return {pk: known[kind.name, pk] for pk in pks if (kind.name, pk) in known}


rows_told = RowsTold()


def some(rows, columns):
    """Rows with some of their columns."""
    names = [one.name for one in columns]
    return {pk: {name: row[name] for name in names} for pk, row in rows.items()}


class Resource:
    """What is given at an address: rows by `columns`, and with `details` when one of them is asked for alone."""

    name = label = plural = ""  # the end of its address, one, several
    schema_name = ""  # what its schemas are called: `Project`
    columns = details = ()
    further = ()  # columns that only some answers have
    told_list = told_one = ""  # what its description says
    prefix = ""  # of the identifiers of its entries; empty when its rows are no entries

    @cached_property
    def rows_serializer(self):
        return serializer_of(self.schema_name, (*self.columns, *self.further))

    @cached_property
    def page_serializer(self):
        return page_serializer(self.schema_name, self.rows_serializer)

    @cached_property
    def detail_serializer(self):
        return detail_serializer(self.schema_name, (*self.columns, *self.details))

    @cached_property
    def parameters(self):
        """All that may be asked of its list, by name."""
        return {one.name: one for one in (*self.own_parameters(), *COMMON)}

    def own_parameters(self):
        """The `Parameter`s that narrow and sort it."""
        raise NotImplementedError

    def find(self, asked):
        """Return the page that is asked for; refuse what is not understood."""
        raise NotImplementedError

    def one(self, identifier):
        """Return a row with what its details read; None when nothing public has the identifier."""
        raise NotImplementedError

    def told(self, row, columns):
        """Return what is told of one row, and where else it is."""
        raise NotImplementedError

    def links(self, identifier, page=None, lasting=None):
        """Where a row is: here, on its page, at the address that never changes."""
        return {
            "self": address_of(self.name, identifier),
            "page": page,
            "permanent": lasting,
            "list": address_of(self.name),
        }


class EntryResource(Resource):
    """The entries of a kind, told whole when one is asked for."""

    def __init__(self, kind):
        self.kind, self.name = kind, kind.path.rstrip("/")
        self.label, self.plural = kind.label, kind.plural
        self.schema_name, self.prefix = kind.model.__name__, kind.model.IDENTIFIER_PREFIX
        self.columns, self.details = kind.columns, kind.details
        self.told_one = "Tout ce que sa page dit, et où la lire. Fusionnée dans une autre, elle y mène."

    def one(self, identifier):
        return self.kind.public().for_detail().with_gathering().filter(identifier=identifier).first()

    def told(self, entry, columns):
        """Its columns and its details are read apart: each has rows of its own beside the entry."""
        row = rows_told.of(self.kind, [entry.pk]).get(entry.pk)
        if row is None:
            raise Http404  # it has just been withdrawn
        told = row | told_of(entry, self.details)
        links = self.links(entry.identifier, address(entry), permanent(entry))
        return {one.name: told[one.name] for one in columns} | {"links": links}


class KindResource(EntryResource):
    """The entries of a list: never an example, nor what is not public."""

    def __init__(self, kind):
        super().__init__(kind)
        self.further = AROUND if "autour" in kind.filters else ()
        self.told_list = f"{kind.every}, avec les filtres, l’ordre et les champs de la liste du site."

    def own_parameters(self):
        return [parameter(name, item) for name, item in self.kind.filters.items() if name not in OF_PAGES]

    def find(self, asked):
        listing = Listing(self.kind.filterset_class(criteria(asked.query)), self.kind)
        asked.refuse(*slips(listing.filterset))
        total, pks = self._page(listing, asked)
        rows = some(rows_told.of(self.kind, pks), asked.columns)
        if listing.filterset.centre:
            far = listing.search.distances(pks)
            rows = {pk: row | {DISTANCE: round(far[pk], 1)} for pk, row in rows.items()}
        understood = [{"words": one.words, "as": one.told} for one in listing.understood]
        return Found(total, [*rows.values()], understood, listing.filterset.remarks)

    def _page(self, listing, asked):
        """Return how many entries there are, and the keys of those of the page."""
        start, stop = asked.start, asked.start + asked.per_page
        if not asked.since:
            return listing.total, listing.found[start:stop].pks
        changed = {*self.kind.public().since(asked.since).order_by().values_list("pk", flat=True)}
        pks = [pk for pk in listing.ordered_pks if pk in changed]
        return len(pks), pks[start:stop]


def parameter(name, item):
    """A criterion of a list as a parameter of the API."""
    if isinstance(item, Facet):
        told = f"{item.label}, par les valeurs que la liste propose ; plusieurs s’ajoutent (OU)."
        return Parameter(name, told, {"type": "array", "items": {"type": "string"}}, many=True)
    if isinstance(item, AmountFilter):
        return Parameter(name, f"{item.label}.", {"type": "number"})
    told = EXPLAINED.get(name, item.label)
    if isinstance(item, Setting) and item.field.choices:
        choices = [*item.field.choices]
        return Parameter(name, f"{told} : {', '.join(choices)}.", {"type": "string", "enum": choices})
    return Parameter(name, f"{told}.", many=isinstance(item, Words))


def criteria(query):
    """The part of a query that the filters of a list read."""
    own = query.copy()
    for one in COMMON:
        own.pop(one.name, None)
    return own


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


def last_page(found, asked):
    """Return how many pages there are; refuse one that is not there."""
    pages = max(1, ceil(found.total / asked.per_page))
    if asked.page > pages:
        raise NotFound(f"Il n’y a pas de page {asked.page} : la dernière est la {pages}.")
    return pages
