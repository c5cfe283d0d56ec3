"""A list of projects with their grants, planned and applied while an editor saves and readers read."""

import csv
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from time import monotonic, perf_counter, sleep

from django.db import OperationalError

from curation.imports.reading import read_sheet
from curation.imports.writes import Writes
from directory.models import SourceList, is_busy
from projects.imports.importer import ProjectImporter
from projects.imports.rows import OPTIONAL, REQUIRED
from projects.models import Project
from territories.models import Territory

ROWS = 5000
FUNDERS = ("Région Nouvelle-Aquitaine", "Drac Nouvelle-Aquitaine")
METIERS = ("mediation", "creation", "diffusion")
IDLE = 10  # seconds of reading before the import
PAUSE = 0.05  # seconds between two pages of a reader: people read, and the processor is not theirs alone
EVERY = 0.5  # seconds between two saves of the editor
LIST = "Liste de mesure"


def measured():
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "projets.csv", ROWS)
        with helper("read") as reader:
            sleep(IDLE)
        idle = percentile(reader.times)
        with helper("read") as reader, helper("edit") as editor:
            sleep(2)  # both are at work
            times = imported(path)
    return times | {
        "lecture au repos": idle,
        "lecture pendant l’import": percentile(reader.times),
        "enregistrement pendant l’import": max(editor.times),
    }


def imported(path):
    """How long it takes to bring a file in, and how long the others wait for it to be written."""
    importer, start = ProjectImporter(SourceList(name=LIST, slug="liste-de-mesure")), perf_counter()
    plan = importer.plan(read_sheet(path))
    planned = perf_counter()
    assert not plan.is_refused, [*plan.report.lines()][:5]
    with moments(Writes, "apply") as began:
        report = importer.apply(plan).report
    end = perf_counter()
    assert report.counts.startswith(f"{ROWS} créées"), report.counts
    return {"import": end - start, "plan": planned - start, "verrou": end - began[-1]}


@contextmanager
def moments(owner, name):
    """The moments when a method was called."""
    method, found = getattr(owner, name), []

    def noted(*args, **kwargs):
        found.append(perf_counter())
        return method(*args, **kwargs)

    setattr(owner, name, noted)
    yield found
    setattr(owner, name, method)


def written(path, count):
    """A file of projects: each has a holder, a partner, a place, two grants; four hundred have one title."""
    communes = list(Territory.objects.communes().current().values_list("name", "code").order_by("code"))
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, [*REQUIRED, *OPTIONAL], restval="")
        writer.writeheader()
        writer.writerows(row(number, *communes[number % len(communes)]) for number in range(count))
    return path


def row(number, commune, code):
    return {
        "row_id": str(number),
        "title": "Un même titre" if number < 400 else f"Parcours sonore {number} en réalité augmentée",
        "holder": f"Association de mesure {number // 5}",
        "partners": f"Médiathèque de mesure {number % 50}",
        "commune": commune,
        "departement_code": code[:2],
        "metiers": METIERS[number % len(METIERS)],
        "funder_named_fr": "; ".join(f"{name} {1000 + number} €" for name in FUNDERS),
        "start_year": str(2015 + number % 10),
        "summary_fr": f"Le parcours {number} fait entendre la ville à ses habitants, de la gare au fleuve.",
        "source_url": f"https://exemple.fr/{number}",
    }


class Helper:
    """Another process that uses the site meanwhile, until its input ends; then its `times`, in seconds."""

    times = ()


@contextmanager
def helper(what):
    """Run `read` or `edit` in a process of its own for the length of the block."""
    found, command = Helper(), [sys.executable, "-m", "tests.benchmarks.step", what]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    process.stdout.readline()  # it is ready
    yield found
    said, _ = process.communicate("")
    if process.returncode:
        sys.exit(f"{what} s’est arrêté avant la fin : ce qu’il a dit est au-dessus.")
    found.times = [float(time) for time in said.split()]


def until_the_end(call, pause):
    """Call again and again until nobody listens any more; write how long each call took."""
    from threading import Thread

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    listener = Thread(target=sys.stdin.read, daemon=True)
    listener.start()
    times = []
    while listener.is_alive() or not times:  # once at least: a busy machine may start late
        start = monotonic()
        call()
        times.append(monotonic() - start)
        sleep(pause)
    sys.stdout.write("\n".join(map(str, times)))


def read():
    """A reader: pages of lists that nobody has kept, as each filter is another address."""
    from itertools import count

    from .pages import Browser

    browser, years = Browser(), count()
    browser.get("/projets/")
    until_the_end(lambda: browser.fresh(f"/projets/?annee={2000 + next(years) % 26}"), PAUSE)


def edit():
    """An editor: one project, saved every now and then."""
    project = Project.objects.filter(merged_into=None).order_by("pk").first()

    def save():
        project.notes = f"{project.notes[-50:]}."
        try:
            project.save()
        except OperationalError as error:  # sent back, after a wait that counts as one
            if not is_busy(error):
                raise

    until_the_end(save, EVERY)


def percentile(times):
    """The 95th; the longest when a busy machine left time for one only."""
    return quantiles(times, n=20)[-1] if len(times) > 1 else max(times)
