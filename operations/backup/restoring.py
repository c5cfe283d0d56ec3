"""The way back: an archive is checked, tried aside, then put in the place of what is there."""

from dataclasses import dataclass, field

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from . import databases
from .archive import DATABASE, MEDIA, opened
from .making import missing_files
from .problems import RefusedError


@dataclass
class Verdict:
    """What a rehearsal found: nothing wrong when `faults` is empty."""

    made_at: str
    pictures: int
    faults: list = field(default_factory=list)


def verify(path, identity=None):
    """Restore an archive aside and compare it with what it says of itself; the site is not touched."""
    with opened(path, identity) as (folder, manifest):
        require_same_program(manifest)
        return rehearse(folder, manifest)


def restore(path, identity=None):
    """Put what an archive holds in the place of what is there; return its verdict. RefusedError, and nothing written,
    when it is not whole.

    Pictures come before the database, whose rows name them; those that it does not name stay where they are. Every
    worker sees that the log is no longer the one that it knew, and makes its index and its kept pages again.
    """
    with opened(path, identity) as (folder, manifest):
        require_same_program(manifest)
        verdict = rehearse(folder, manifest)
        if verdict.faults:
            raise RefusedError(" ; ".join(verdict.faults))
        for name in manifest.files:
            if name.startswith(MEDIA):
                put_file(name.removeprefix(MEDIA), folder / name)
        databases.put_back(folder / DATABASE)
    call_command("migrate", verbosity=0, interactive=False)  # an archive of an earlier release is brought up to date
    return verdict


def require_same_program(manifest):
    """An archive is of one engine, and of this release or of one before."""
    if manifest.engine != connection.vendor:
        raise RefusedError(f"l’archive vient de {manifest.engine}, et cette installation utilise {connection.vendor}")
    if later := databases.unknown(manifest.migrations):
        raise RefusedError(f"l’archive vient d’une version plus récente du logiciel ({', '.join(later[:5])})")


def rehearse(folder, manifest):
    """Open the copy aside, and say what is wrong with it."""
    verdict = Verdict(manifest.made_at, sum(name.startswith(MEDIA) for name in manifest.files))
    with databases.rehearsed(folder / DATABASE) as copied:
        verdict.faults += databases.faults(copied)
        if databases.digest(copied) != manifest.digest:
            verdict.faults.append("la base restaurée n’est pas celle qui a été copiée")
        missing = set(missing_files(copied, manifest)) - set(manifest.missing)
    verdict.faults += [f"l’image {name} n’est pas dans l’archive" for name in sorted(missing)]
    return verdict


def put_file(name, path):
    """Store a picture under its own name: a name drawn by lot never gets another content."""
    if not default_storage.exists(name):
        with path.open("rb") as file:
            default_storage.save(name, File(file))
