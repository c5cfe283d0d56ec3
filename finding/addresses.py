"""The addresses that every list has."""

from django.urls import path

from .views import EntryListView


def list_paths(kind, view=EntryListView):
    """Return the paths of the list of a kind, of all its criteria, of every value of each facet, of its calendar.

    `kind` says what the addresses and the names begin with; `view`, an `EntryListView`, may tell more of the entries.
    """
    name = kind.pages.partition(":")[2]
    calendar = f"{kind.path}{kind.calendar}" if kind.calendar else ""
    return [
        path(kind.path, view.as_view(kind=kind.name), name=f"{name}list"),
        path(f"{kind.path}filtres/tous/", view.as_view(kind=kind.name, page="criteria"), name=f"{name}criteria"),
        path(f"{kind.path}filtres/<slug:facet>/", view.as_view(kind=kind.name, page="facet"), name=f"{name}facet"),
        *([path(calendar, view.as_view(kind=kind.name, form="ics"), name=f"{name}calendar")] if calendar else []),
    ]
