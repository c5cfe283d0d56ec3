"""All that can be taken away: the list of each kind of entry, the grants, and the tables in national schemas."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db.models import Max
from django.urls import reverse

from calls.models import Call
from directory.registry import KINDS
from finding.formats.columns import Column
from finding.formats.rows import CONTENT_TYPE as JSON_LINES
from finding.formats.sheet import CONTENT_TYPE as CSV
from finding.memory.library import library
from projects.models import Funding, Project

from . import financings
from .national import National
from .schemes import SCHEMES
from .subsidies import SUBSIDIES

MONEY = {"projects.funding", "projects.project", "actors.actor", "calls.call", "calls.round"}  # what grants tell


@dataclass(frozen=True)
class File:
    """A form in which a dataset is given."""

    label: str
    url: str
    media_type: str


@dataclass(frozen=True)
class Dataset:
    """Something that can be taken away whole. `name` never changes: catalogues know it by that."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    page: str
    files: tuple[File, ...]
    model: type
    batches: Callable
    national: National | None = None

    @property
    def modified_at(self):
        """When a row of it was last written; None when there is none."""
        return self.model.objects.aggregate(at=Max("updated_at"))["at"]

    @property
    def tally(self):
        """How many lines the table in a national schema has, and what it leaves out."""
        return library.remembered(f"tally of {self.name}", MONEY, self.national.tally)


def of_kind(kind):
    """The list of a kind: the same columns and files as under any of its filters."""
    formats = {name: one for name, one in kind.filters["format"].formats.items() if one.is_file}
    files = (File(one.label, f"{kind.list_url}?format={name}", one.content_type) for name, one in formats.items())
    return Dataset(
        kind.path.strip("/"),
        kind.section,
        f"{kind.every}, une ligne par fiche, avec sa source et sa date.",
        kind.columns,
        kind.columns_url,
        tuple(files),
        kind.model,
        partial(all_of, kind),
    )


def all_of(kind):
    """Yield lists of all the entries of a kind, in an order that no engine changes."""
    return kind.for_export(list(kind.public().order_by("identifier").values_list("pk", flat=True)))


def of_its_own(name, title, about, columns, model, batches, national=None):
    """A table that is no list of entries; those in a national schema are in CSV alone, as it wants it."""
    files = [File("CSV", reverse("opendata:file", args=[name, "csv"]), CSV)]
    if not national:
        files.append(File("JSON lines", reverse("opendata:file", args=[name, "jsonl"]), JSON_LINES))
    page = reverse("opendata:dataset", args=[name])
    return Dataset(name, title, about, columns, page, tuple(files), model, batches, national)


def datasets():
    """Return all of them by their names."""
    lists = [of_kind(kind) for kind in sorted(KINDS.searched().values(), key=lambda kind: kind.rank)]
    return {one.name: one for one in (*lists, *of_their_own())}


def of_their_own():
    return [
        of_its_own(
            "financements",
            "Financements",
            "Une ligne par aide : qui l’a votée, pour qui, pour quel projet, combien, quand, ce qui en reste.",
            financings.COLUMNS,
            Project,
            financings.in_batches,
        ),
        of_its_own(
            "subventions",
            "Subventions, au schéma national",
            "Les aides publiques au schéma SCDL « Subventions » 2.1.1 : une ligne par vote ou par avenant.",
            SUBSIDIES.columns,
            Project,
            SUBSIDIES.batches,
            SUBSIDIES,
        ),
        of_its_own(
            "dispositifs",
            "Dispositifs d’aide, au schéma national",
            "Les appels au schéma « Dispositifs d’aide » 0.2.0 du registre national.",
            SCHEMES.columns,
            Call,
            SCHEMES.batches,
            SCHEMES,
        ),
    ]


@dataclass(frozen=True)
class Known:
    """How much of what the directory holds is told: « 54 % des projets ont un lieu d’action »."""

    label: str
    known: int
    total: int

    @property
    def percent(self):
        return round(100 * self.known / self.total) if self.total else 0


def completeness():
    """What share of the projects tells each thing that readers ask first."""
    projects = KINDS["projects"].public()
    aided = Funding.objects.public().with_known_amount()
    holders = {"participations__role": "porteur"}
    asked = {
        "Résumé": projects.exclude(summary=""),
        "Lieu d’action": projects.filter(places__isnull=False),
        "Date de début": projects.exclude(starts=""),
        "Porteur": projects.filter(**holders),
        "Porteur au SIRET connu": projects.filter(**holders).exclude(participations__actor__siret=""),
        "Aide publique au montant connu": projects.filter(fundings__in=aided),
    }
    total = projects.count()
    return [Known(label, found.distinct().count(), total) for label, found in asked.items()]
