"""An import that is killed at random instants leaves the directory as it was.

DATABASE_URL=… python -m tests.benchmarks.kills 10

On a database of measures that holds nothing of the list: see `generate_projects`.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from time import sleep

import django

ROWS = 1000
LATEST = 1.5  # seconds after the writes begin: most kills come while rows are written


def main(times):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from projects.synthetic.base import is_for_measures

    from .importing import written

    if not is_for_measures():
        sys.exit("Ce n’est pas une base de mesure : voir generate_projects.")
    draw = Random(0)
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "projets.csv", ROWS)
        before = counts()
        for number in range(times):
            moment = draw.uniform(0, LATEST)
            killed(path, moment)
            after = counts()
            sys.stdout.write(f"{number + 1}. {moment:.2f} s : {'comme avant' if after == before else after}\n")
            if after != before:
                sys.exit(1)


def counts():
    """How many rows each table has; the log too, as a killed write leaves no line."""
    from django.apps import apps

    return {model._meta.label: model._base_manager.count() for model in apps.get_models(include_auto_created=True)}


def killed(path, moment):
    """Bring a file in, in another process, and kill it so many seconds after it begins to write."""
    command = [sys.executable, "-m", "tests.benchmarks.kills", "import", path]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"writing\n"
    sleep(moment)
    process.kill()
    process.wait()


def bring(path):
    """Import, saying when the writes begin; never end by itself, so that who kills is never late."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from curation.imports.reading import read_sheet
    from directory.models import SourceList, turn
    from projects.imports.importer import ProjectImporter

    from .importing import LIST

    importer = ProjectImporter(SourceList(name=LIST, slug="liste-de-mesure"))
    plan = importer.plan(read_sheet(Path(path)))
    sys.stdout.write("writing\n")
    sys.stdout.flush()
    with turn():
        importer.apply(plan)
        sleep(10 * LATEST)  # not committed yet


if __name__ == "__main__":
    if sys.argv[1] == "import":
        bring(sys.argv[2])
    else:
        main(int(sys.argv[1]))
