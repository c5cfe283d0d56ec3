"""The addresses that every list has."""

from django.urls import path


def list_paths(kind, view):
    """Return the paths of the list of a kind, of all its criteria, of every value of each facet.

    `kind` says what the addresses and the names begin with, `view` is an `EntryListView`.
    """
    name = kind.pages.partition(":")[2]
    return [
        path(kind.path, view.as_view(), name=f"{name}list"),
        path(f"{kind.path}filtres/tous/", view.as_view(page="criteria"), name=f"{name}criteria"),
        path(f"{kind.path}filtres/<slug:facet>/", view.as_view(page="facet"), name=f"{name}facet"),
    ]
