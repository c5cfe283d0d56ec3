"""How fast the site is: medians of processor time and ratios of one run, beside what is wanted.

    python -m tests.benchmarks 10000 100000 1000000

At a million the index is measured alone.

Each size has a database of its own under `var/bench/`, made once for a seed, the models and the shipped content.
A PostgreSQL given by DATABASE_URL is filled again for each size.
"""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from .relevance import HEADER
from .table import LARGE, MILLION, SMALL, aligned, count, lines

FOLDER = Path("var/bench")
SEED = "1"
STEPS = ("built", "stored", "loaded", "answered", "compared", "pages", "costs", "taken")
ALONE = ("made", "asked")  # the index at a million
IMPORTED = "imported"  # last, on a copy: it writes
FEW, AROUND = 1, 20_000  # generated entries around those that were judged


def main(sizes):
    say(f"Temps de processeur, médianes d’une même exécution ; graine {SEED}.\n")
    found = {size: measured(size) for size in sizes}
    for line in aligned(lines(completed(found))):
        say(line)
    say("\nJeu jugé : nDCG@10 ≥ 0,85 et réponses vides ≤ 6 % voulus.\n")
    for line in aligned(judged()):
        say(line)


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def measured(size):
    """What each step finds at a size, in processes that follow one another."""
    size, steps = (LARGE, ALONE) if size == MILLION else (size, STEPS)
    filled(size)
    times = {}
    for step in steps:
        times |= json.loads(run(size, "-m", "tests.benchmarks.step", step))
    return times | (brought_in(size) if size == SMALL else {})


def brought_in(size):
    """What an import takes: on a copy of the database of a size, or on a PostgreSQL that is filled again next time."""
    if "DATABASE_URL" not in os.environ:
        mine = FOLDER / f"{IMPORTED}.sqlite3"
        mine.unlink(missing_ok=True)
        with sqlite3.connect(FOLDER / f"{size}.sqlite3") as whole, sqlite3.connect(mine) as copy:
            whole.backup(copy)
        return json.loads(run(IMPORTED, "-m", "tests.benchmarks.step", IMPORTED))
    times = json.loads(run(size, "-m", "tests.benchmarks.step", IMPORTED))
    run(size, "manage.py", "flush", "--no-input")
    return times


def judged():
    """How well the judged questions are answered: entries alone, then many generated ones around them."""
    yield ["autour", *HEADER]
    for size in (FEW, AROUND):
        filled(size)
        for row in json.loads(run(size, "-m", "tests.benchmarks.step", "judged"))["judged"]:
            yield [count(size), *row]


def filled(size):
    run(size, "manage.py", "generate_projects", str(size), "--seed", SEED)


def completed(found):
    """With what is compared between sizes, and what is left of a page once its parts are known."""
    parts = ("part de la recherche", "part des fiches", "part du gabarit")
    for times in (times for times in found.values() if "page" in times):
        times["part de la pile"] = times["page jamais vue"] - sum(times[part] for part in parts)
        if SMALL in found:
            times["page à 10 000"] = found[SMALL]["page"]
    return found


def run(size, *arguments):
    """Run Python on the database of a size; what it says."""
    done = subprocess.run([sys.executable, *arguments], env=environment(size), stdout=subprocess.PIPE, check=True)
    return done.stdout


def environment(size):
    given = {"DATABASE_URL": f"sqlite:///var/bench/{size}.sqlite3"} | os.environ
    return given | {"INDEX_ROOT": f"var/bench/index-{size}", "LOG_LEVEL": "ERROR", "DEBUG": "off"}


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
