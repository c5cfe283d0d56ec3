"""The files that an installation keeps, read for what names the person."""

import re
import zipfile
from functools import partial
from io import BytesIO

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from curation.models import Deposit
from opendata import dumps

UNPACKED = 200 * 1024 * 1024  # bytes of an archive that are read: those that came in are smaller
TAG = re.compile(r"<[^>]*>")


def files_that_name(person):
    """Yield (row, field) of each stored file whose content names the person: pictures cannot be read."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.FileField) or isinstance(field, models.ImageField):
                continue
            for row in model._base_manager.exclude(**{field.name: ""}):
                file = getattr(row, field.name)
                if file.storage.exists(file.name) and person.is_in(readable(content(file))):
                    yield row, field


def content(file):
    with file.open() as opened:
        return opened.read()


def readable(data):
    """The words of a file: a PDF, an archive of XML (Office, OpenDocument), else a text."""
    try:
        if data.startswith(b"%PDF-"):
            return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
        if data.startswith(b"PK"):
            return "\n".join(parts_of(data))
    except (PyPdfError, zipfile.BadZipFile, ValidationError):
        pass
    return decoded(data)


def parts_of(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        left = UNPACKED
        for part in archive.infolist():
            left -= part.file_size
            if left > 0:
                yield TAG.sub(" ", decoded(archive.read(part)))


def decoded(data):
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def erase_file(row, field):
    """Throw a stored file away once the erasure is written; what would be nothing without it goes too."""
    file = getattr(row, field.name)
    transaction.on_commit(partial(file.storage.delete, file.name))
    if isinstance(row, Deposit):
        Deposit.objects.filter(pk=row.pk).update(file="", plan={})
    elif getattr(row, "url", ""):
        setattr(row, field.name, "")
        row.save()
    else:
        row.delete()


def make_again():
    """Throw away what is made from the database, and holds what it held: indexes at once, public archives too."""
    for image in settings.INDEX_ROOT.glob("*.image"):
        image.unlink(missing_ok=True)
    if archives := dumps.kept():
        for archive in archives:
            archive.path.unlink()
        dumps.publish()
