"""Archives of all the data as of a day: each table in CSV and JSON lines, what its columns are, the checksums.

An archive is written under another name and renamed once whole. Those of the last days and the first of each month are
kept; when a person is erased, all the archives are thrown away and that of the day is made again.
"""

import hashlib
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.utils.timezone import localdate

from finding.formats.rows import json_lines
from finding.formats.sheet import sheet

from .datasets import datasets

PREFIX = "numerique-culturel"
NAME = re.compile(rf"{PREFIX}-(\d{{4}}-\d\d-\d\d)\.zip")
DAYS, MONTHS = 7, 24  # archives that are kept
LICENCE = "Licence Ouverte 2.0 (Etalab) : https://www.etalab.gouv.fr/licence-ouverte-open-licence\n"


@dataclass(frozen=True)
class Archive:
    """A file that anyone may take."""

    path: Path

    @property
    def name(self):
        return self.path.name

    @property
    def made_on(self):
        return date.fromisoformat(NAME.fullmatch(self.name)[1])

    @property
    def size(self):
        """In bytes."""
        return self.path.stat().st_size


def kept():
    """Those that are kept, the latest first."""
    found = (path for path in settings.DUMPS_ROOT.glob("*.zip") if NAME.fullmatch(path.name))
    return [Archive(path) for path in sorted(found, reverse=True)]


def path_of(name):
    """Where an archive is; None when there is none of this name."""
    return next((one.path for one in kept() if one.name == name), None)


def publish():
    """Make the archive of the day, in the place of one made earlier that day; return it."""
    settings.DUMPS_ROOT.mkdir(parents=True, exist_ok=True)
    path = settings.DUMPS_ROOT / f"{PREFIX}-{localdate()}.zip"
    with NamedTemporaryFile(dir=settings.DUMPS_ROOT, prefix=".en-cours-", delete=False) as file:
        try:
            write(file)
        except BaseException:
            Path(file.name).unlink()
            raise
    made = Path(file.name)
    made.chmod(0o644)
    made.replace(path)
    forget_old()
    return Archive(path)


def write(file):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        sums, resources = {}, []
        for dataset in datasets().values():
            for name, parts in tables(dataset):
                sums[name], size = add(archive, name, parts)
                resources.append(resource(dataset, name, size, sums[name]))
        for name, text in (("LICENCE.txt", LICENCE), ("datapackage.json", package(resources))):
            sums[name], _ = add(archive, name, [text])
        add(archive, "SHA256SUMS", [f"{digest}  {name}\n" for name, digest in sums.items()])


def tables(dataset):
    """Yield (name of a file, its text in parts); a table in a national schema has the form that it wants, alone."""
    name = dataset.name.replace("/", "-")
    if dataset.national:
        yield f"{name}.csv", dataset.national.file()
        return
    yield f"{name}.csv", sheet(dataset.columns, dataset.batches())
    yield f"{name}.jsonl", json_lines(dataset.columns, dataset.batches())


def add(archive, name, parts):
    """Write a file of the archive; return its SHA-256 and its size in bytes."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name, "w") as file:
        for part in parts:
            piece = part.encode()
            digest.update(piece)
            size += file.write(piece)
    return digest.hexdigest(), size


def resource(dataset, name, size, digest):
    """What the Data Package specification (specs.frictionlessdata.io) says of a file."""
    told = {"name": Path(name).stem + Path(name).suffix.replace(".", "-"), "path": name, "title": dataset.title}
    told |= {"description": dataset.about, "bytes": size, "hash": f"sha256:{digest}", "encoding": "utf-8"}
    if name.endswith(".jsonl"):
        return told | {"format": "jsonl", "mediatype": "application/jsonl"}
    fields = [
        {"name": one.name if dataset.national else one.heading, "title": one.heading, "type": "string"}
        for one in dataset.columns
    ]
    delimiter = "," if dataset.national else ";"
    dialect = {"delimiter": delimiter, "doubleQuote": True, "header": True}
    return told | {"format": "csv", "mediatype": "text/csv", "dialect": dialect, "schema": {"fields": fields}}


def package(resources):
    told = {
        "name": PREFIX,
        "title": settings.SITE_NAME,
        "homepage": settings.SITE_URL,
        "created": f"{localdate()}T00:00:00Z",
        "licenses": [{"name": "etalab-2.0", "title": "Licence Ouverte 2.0", "path": LICENCE.split()[-1]}],
        "resources": resources,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def forget_old():
    """Keep the last `DAYS` archives, and the first of each of the last `MONTHS` months."""
    archives = kept()
    firsts = {one.made_on.replace(day=1): one.path for one in archives}  # the earliest of a month comes last
    wanted = {one.path for one in archives[:DAYS]} | {firsts[month] for month in sorted(firsts)[-MONTHS:]}
    for one in archives:
        if one.path not in wanted:
            one.path.unlink()


def begin_again():
    """Throw all the archives away and make that of the day: what was erased of a person is in none of them."""
    if archives := kept():
        for one in archives:
            one.path.unlink()
        publish()
