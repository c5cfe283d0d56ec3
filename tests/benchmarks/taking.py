"""What it takes to take a whole list away, beside the plainest way to read the same columns."""

import csv
import gc
from io import StringIO
from pathlib import Path

from directory.registry import KINDS
from finding.formats.sheet import cell
from finding.kinds import CHUNK
from finding.memory.library import library

from .pages import Browser
from .timing import took

SHEET = "/projets/?format=csv"
PEAK, FORGET_PEAK = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def measured():
    browser = Browser()
    library.catch_up().index("projects")
    browser.fresh(f"{SHEET}&metier=mediation&territoire=creuse")  # what is read once is read
    gc.collect()
    FORGET_PEAK.write_text("5")  # the most that was held is now what is held
    rest = peak_memory()
    export = took(lambda: browser.fresh(SHEET))
    return {"export": export, "mémoire de l’export": peak_memory() - rest, "lecture simple": took(plainly)}


def plainly():
    """Read the same columns with the ORM alone, in the order of the table, and write them."""
    kind = KINDS["projects"]
    for entry in kind.public().for_export().with_gathering().iterator(chunk_size=CHUNK):
        csv.writer(StringIO()).writerow([cell(column.value(entry)) for column in kind.columns])


def peak_memory():
    """The most that this process held at once, in MB, since it was made to forget it."""
    told = dict(line.split(":", 1) for line in PEAK.read_text().splitlines())
    return int(told["VmHWM"].split()[0]) / 1024
