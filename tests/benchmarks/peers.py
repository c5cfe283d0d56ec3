"""The index beside Datasette and Tantivy: the same questions on the same entries, in one run.

    python -m tests.benchmarks.peers 10000 100000

A question is answered by a total, 24 entries and the counts of every facet. Without words, all must find as many
entries; with words, each has its own idea of what a word is.
"""

import json
import subprocess
import sys
from pathlib import Path

from .__main__ import filled, run, say
from .table import LARGE, SMALL, aligned, count, milliseconds

HERE = Path(__file__).parent
PYTHON = Path("var/peers/bin/python")
FILES = ("var/bench/entries.jsonl", "var/bench/questions.json")

WITH_WORDS = {"un mot courant", "un mot et deux filtres"}
WANTED = {
    "datasette": {False: {SMALL: 200, LARGE: 200}, True: {SMALL: 30, LARGE: 30}},
    "tantivy": {False: {SMALL: 4, LARGE: 10}, True: {SMALL: 3, LARGE: 6}},
}


def main(sizes):
    for size in sizes:
        filled(size)
        run(size, "-m", "tests.benchmarks.step", "exported")
        say(f"\n{count(size)} projets\n")
        for line in aligned([("question", "moteur", "index", "autre", "rapport", "voulu", "tenu"), *rows(size)]):
            say(line)


def rows(size):
    """Each other engine is asked between two times that the index is: the machine may be slower for a while."""
    for engine, wanted in WANTED.items():
        before, others, after = replied(size), asked(engine), replied(size)
        for kind, theirs in others.items():
            check(kind, before[kind]["totals"], theirs["totals"])
            time = (before[kind]["time"] + after[kind]["time"]) / 2
            ratio, least = theirs["time"] / time, wanted[kind in WITH_WORDS].get(size, 0)
            told = (milliseconds(time), milliseconds(theirs["time"]), f"{ratio:.1f}")
            yield kind, engine, *told, f"≥ {least}" if least else "", "oui" if ratio >= least else "NON"


def replied(size):
    """What the index answers to the questions."""
    return json.loads(run(size, "-m", "tests.benchmarks.step", "replied"))


def asked(engine):
    """What another engine answers to the questions, in its own environment."""
    command = [PYTHON, HERE / f"peer_{engine}.py", *FILES]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def check(kind, ours, theirs):
    if kind not in WITH_WORDS and ours != theirs:
        raise AssertionError(f"{kind} : {ours} entrées pour l’index, {theirs} pour l’autre moteur.")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
