"""The agenda, the resources, the glossary, and the page of each of their entries."""

from itertools import groupby

from directory.registry import KINDS
from directory.views import EntryDetailView
from engine.search import Request
from finding.criteria import TermFacet
from finding.memory.answers import search
from finding.views import EntryListView
from french.typography import number
from territories.views import MappedListView

from .agenda import agenda
from .models import Definition, Event, Resource


class EventListView(MappedListView):
    """Events, as an agenda, a table or a map."""

    template_name = "support/events.html"
    noun = "rendez-vous,rendez-vous"

    def get_context_data(self, **kwargs):
        view = self.listing.filterset.chosen("vue")
        is_agenda = view == "liste" and self.listing.filterset.sort == "agenda"
        return super().get_context_data(**kwargs) | {
            "as_table": view == "tableau",
            "agenda": agenda(self.listing.page) if is_agenda else None,
            "is_first": self.listing.page.number == 1,
        }

    def heading(self):
        """« rendez-vous en Charente, dont 3 à venir »."""
        coming = sum(choice.count for choice in self.listing.facet("quand").choices if choice.value == "a-venir")
        told = f", dont {number(coming)} à venir" if 0 < coming < self.listing.total else ""
        return super().heading() + told

    def result(self, entry):
        return super().result(entry) | {
            "kind": entry.kind,
            "format": entry.format,
            "starts": entry.starts,
            "ends": entry.ends,
            "where": entry.where,
            "is_cancelled": entry.is_cancelled,
        }


class EventDetailView(EntryDetailView):
    """When, where, for whom; once it is over, what it left."""

    model = Event


class ResourceListView(EntryListView):
    """What one may read, see or use."""

    template_name = "support/resources.html"

    def result(self, entry):
        return super().result(entry) | {
            "kind": entry.kind,
            "authors": entry.by,
            "year": entry.year,
            "address": entry.website,
            "licence": entry.licence,
        }


class ResourceDetailView(EntryDetailView):
    """What a resource is, how one gets it, what it is about."""

    model = Resource


class DefinitionListView(EntryListView):
    """The glossary, letter by letter."""

    template_name = "support/glossary.html"

    def get_context_data(self, **kwargs):
        is_by_name = self.listing.filterset.sort == "titre"
        letters = groupby(self.listing.page, lambda definition: definition.letter) if is_by_name else ()
        return super().get_context_data(**kwargs) | {"letters": [(letter, list(some)) for letter, some in letters]}

    def result(self, entry):
        return super().result(entry) | {"names": entry.names}


class DefinitionDetailView(EntryDetailView):
    """A word, and the lists of what it classes."""

    model = Definition

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"classed": classed_by(self.object)}


def classed_by(definition):
    """Pairs (« 12 projets », address of their list) for each kind of which the terms of a definition class entries."""
    found = []
    for term in definition.terms():
        for kind, name in lists_by(term.vocabulary):
            total = search(kind, Request(values={name: [term.slug]})).total
            if total:
                found.append((kind.counted(total), f"{kind.list_url}?{name}={term.slug}"))
    return found


def lists_by(vocabulary):
    """The kinds whose lists a vocabulary narrows, each with the facet that does."""
    for kind in KINDS.searched().values():
        for name, facet in kind.filters.items():
            if isinstance(facet, TermFacet) and facet.vocabulary == vocabulary:
                yield kind, name
