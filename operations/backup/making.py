"""A backup is made while the site is in use: what it holds is the directory at one moment, and its files."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from . import databases
from .archive import DATABASE, ENCRYPTED, MEDIA, Manifest, written

PREFIX, SUFFIX = "sauvegarde-", ".tar.gz"
STAMP = "%Y%m%dT%H%M%SZ"


def back_up(folder, key=""):
    """Write a dated archive in a folder; return (its path, the files that rows name and that are nowhere).

    The media are read before the database and again after it: a file that comes or leaves meanwhile is in.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = datetime.now(UTC)
    path = folder / f"{PREFIX}{now:{STAMP}}{SUFFIX}{ENCRYPTED if key else ''}"
    manifest = Manifest(made_at=now.isoformat(timespec="seconds"), engine=connection.vendor)
    with written(path, manifest, key) as archive, TemporaryDirectory(dir=folder, prefix=".copie-") as place:
        add_media(archive, manifest)
        copy = Path(place) / DATABASE
        manifest.digest = databases.copy(copy)
        manifest.migrations = databases.migrations(connection)
        with copy.open("rb") as file:
            archive.add(DATABASE, file, copy.stat().st_size)
        add_media(archive, manifest)
        manifest.missing = missing_files(connection, manifest)
    return path, manifest.missing


def missing_files(database, manifest):
    """The files that rows of a database name and that an archive has not, sorted."""
    return sorted({name for name in databases.named_files(database) if MEDIA + name not in manifest.files})


def add_media(archive, manifest):
    """Add the files of the media that the archive has not."""
    for name in media():
        if MEDIA + name not in manifest.files:
            try:
                with default_storage.open(name) as file:
                    archive.add(MEDIA + name, file, file.size)
            except FileNotFoundError:  # its image was removed since the names were read
                continue


def media(folder=""):
    """The names of all the files that the storage of the media holds."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from sorted(f"{folder}{name}" for name in names)
    for inner in sorted(folders):
        yield from media(f"{folder}{inner}/")


def backup_root():
    return Path(settings.BACKUP_ROOT)
