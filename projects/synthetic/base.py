"""The databases that measures are made on. None is the real one."""

import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.db import connection

FOLDER = settings.BASE_DIR / "var" / "bench"
CALLED_SO = re.compile(r"(^|[-_])bench([-_]|$)")


MARK = "entrée inventée"  # what the source of a generated entry begins with


def is_for_measures():
    """Whether the database is one that may be emptied: a file of `var/bench/`, or one called « bench »."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return Path(name).parent == FOLDER
    return bool(CALLED_SO.search(name))


def source_digest():
    """What the generated rows depend on, in short: this package, the models, the content shipped with the program."""
    folders = (Path(__file__).parent, settings.REGION["data"], *(settings.BASE_DIR.glob("*/migrations")))
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".csv"})
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
