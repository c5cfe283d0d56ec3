"""An archive of a day holds all the data, says what they are, and is whole."""

import hashlib
import json
import zipfile
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from frictionless import Package

from opendata import dumps
from tests.factories import ActorFactory, FundingFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DUMPS_ROOT = tmp_path / "dumps"


def published():
    call_command("publish_dumps", stdout=StringIO())
    return dumps.kept()[0].path


def test_archive_holds_what_is_public_and_its_checksums():
    FundingFactory(project=ProjectFactory(name="Ludothèque"))
    ProjectFactory(name="Brouillon secret", status="brouillon")

    with zipfile.ZipFile(published()) as archive:
        sums = dict(line.split("  ")[::-1] for line in archive.read("SHA256SUMS").decode().splitlines())
        texts = {name: archive.read(name) for name in archive.namelist()}

    assert set(sums) == set(texts) - {"SHA256SUMS"}
    assert all(hashlib.sha256(texts[name]).hexdigest() == digest for name, digest in sums.items())
    for name in ("projets.csv", "projets.jsonl", "financements.csv"):
        assert b"Ludoth" in texts[name]
    assert not any(b"Brouillon secret" in text for text in texts.values())


def test_archive_is_a_data_package(tmp_path):
    FundingFactory(beneficiary=ActorFactory())

    with zipfile.ZipFile(published()) as archive:
        archive.extractall(tmp_path)
    descriptor = json.loads((tmp_path / "datapackage.json").read_text())
    descriptor["resources"] = [one for one in descriptor["resources"] if one["format"] == "csv"]

    report = Package.from_descriptor(descriptor, basepath=str(tmp_path)).validate()

    assert [error.message for task in report.tasks for error in task.errors] == []


def test_archive_is_served_and_listed(client):
    ProjectFactory()
    path = published()

    answer = client.get(f"/donnees/archives/{path.name}")

    assert zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))).testzip() is None
    assert path.name in client.get("/donnees/").content.decode()
    for name in ("numerique-culturel-2020-01-01.zip", "..%2Fsecret_key", "SHA256SUMS"):
        assert client.get(f"/donnees/archives/{name}").status_code == 404


def test_last_days_and_first_of_months_are_kept(settings):
    settings.DUMPS_ROOT.mkdir()
    for days in range(100):
        day = date(2026, 8, 1) + timedelta(days=days)
        (settings.DUMPS_ROOT / f"numerique-culturel-{day}.zip").touch()

    dumps.forget_old()

    days = [str(one.made_on) for one in dumps.kept()]
    assert days[7:] == ["2026-11-01", "2026-10-01", "2026-09-01", "2026-08-01"]
    assert len(days) == 11 and days[0] == "2026-11-08"


def test_failure_leaves_the_former_archive(settings, monkeypatch):
    path = published()
    before = path.read_bytes()
    monkeypatch.setattr(dumps, "write", lambda file: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        dumps.publish()

    assert (path.read_bytes(), [one.name for one in settings.DUMPS_ROOT.iterdir()]) == (before, [path.name])
