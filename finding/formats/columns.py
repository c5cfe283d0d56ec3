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


def address(entry):
    return urljoin(f"{settings.SITE_URL}/", entry.get_absolute_url())


def permanent(entry):
    """The address that never changes, on any host that the site may be at."""
    return urljoin(f"{settings.SITE_URL}/", reverse("directory:permanent", args=[entry.identifier]))


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
DETAILS = (Column("body", "Texte complet, en Markdown", attrgetter("body")),)


def columns_with(*own):
    """Return all the columns of a kind: what identifies an entry, what is its own, where it comes from."""
    return (*IDENTITY, *own, *PROVENANCE)
