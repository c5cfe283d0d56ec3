"""What files tell of an entry: its columns, declared once for each kind in `<app>/columns.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate


@dataclass(frozen=True)
class Column:
    """One thing that a file tells of each entry.

    `name` never changes: programs know the column by it. `value` gives, for an entry read with `for_export`, a text, a
    number, a day, a list of texts, or None when it is not known; `holds` tells programs which of these to expect. A
    tuple of columns is a table inside the entry: `value` then gives its rows. Files have none, details of the API do.
    """

    name: str
    heading: str
    value: Callable
    holds: type | tuple = str


def absolute(path):
    return urljoin(f"{settings.SITE_URL}/", path)


def address(entry):
    return absolute(entry.get_absolute_url())


def permanent(entry):
    """The address that never changes, on any host that the site may be at."""
    return absolute(reverse("directory:permanent", args=[entry.identifier]))


def edited_on(entry):
    """The day of the last edit by staff, as the page says it."""
    return localdate(entry.edited_at) if entry.edited_at else None


def names(rows):
    return [row.name for row in rows]


def titles(entries):
    """What readers may call them: a masked person has no name."""
    return [entry.title for entry in entries]


IDENTITY = (
    Column("identifier", "Identifiant permanent", attrgetter("identifier")),
    Column("title", "Nom", attrgetter("title")),
    Column("summary", "Résumé", attrgetter("summary")),
    Column("url", "Adresse de la fiche", address),
)
PROVENANCE = (
    Column("source_name", "Source", attrgetter("source_name")),
    Column("source_url", "Adresse de la source", attrgetter("source_url")),
    Column("data_date", "Date de la donnée", attrgetter("data_date")),
    Column("gathered_on", "Source relevée le", attrgetter("gathered_on")),
    Column("edited_on", "Mise à jour de la fiche", edited_on, date),
)


def linked(value):
    """A value of another entry that only leads to a page: nothing where there is none to read."""
    return lambda entry: value(entry) if entry.is_published else None


NAMED = (
    Column("identifier", "Identifiant permanent", linked(attrgetter("identifier"))),
    Column("title", "Nom", attrgetter("title")),
    Column("url", "Adresse de la fiche", linked(address)),
)
IMAGES = (
    Column("url", "Adresse de l’image", lambda image: absolute(image.file.url)),
    Column("width", "Largeur, en pixels", attrgetter("width"), int),
    Column("height", "Hauteur, en pixels", attrgetter("height"), int),
    Column("alt", "Ce que dit l’image à qui ne la voit pas", attrgetter("alt")),
    Column("credit", "Crédit", attrgetter("credit")),
    Column("licence", "Licence", attrgetter("licence")),
)
DETAILS = (Column("body", "Texte complet, en Markdown", attrgetter("body")),)
ILLUSTRATED = (*DETAILS, Column("images", "Images", lambda entry: entry.images.all(), IMAGES))


def told(name, heading, relation=""):
    """A table of the entries of a relation that the page of an entry names, each with the address of its own."""
    return Column(name, heading, lambda entry: entry.told_of(relation or name), NAMED)


def columns_with(*own):
    """Return all the columns of a kind: what identifies an entry, what is its own, where it comes from."""
    return (*IDENTITY, *own, *PROVENANCE)
