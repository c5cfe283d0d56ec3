"""A small programme to import: three actors, two calls, three rounds, three projects in nine communes."""

import csv
from pathlib import Path

from actors.imports.importer import ActorImporter
from calls.imports.importers import CallImporter, RoundImporter
from curation.imports.thesaurus import ThesaurusImporter
from projects.imports.importer import ProjectImporter
from territories.imports.reference import read_reference
from territories.imports.run import write_territories

DATA = Path(__file__).parent / "data"
PROGRAMME = DATA / "programme"
IMPORTERS = {
    "thesaurus": ThesaurusImporter,
    "actors": ActorImporter,
    "calls": CallImporter,
    "rounds": RoundImporter,
    "projects": ProjectImporter,
}


def load(*names):
    """Bring some files of the programme in, after the territories."""
    write_territories(read_reference(DATA / "territories"), "Territoires")
    return [bring(PROGRAMME / f"{name}.csv", name) for name in names]


def bring(path, name=None, publish=False, **options):
    """Import a file and return its report."""
    return IMPORTERS[name or path.stem](publish=publish).run(path, **options)


def rows_of(name):
    with (PROGRAMME / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def changed(folder, file, /, row=0, **cells):
    """A copy of a file of the programme with other cells in one of its rows."""
    rows = rows_of(file)
    rows[row] |= cells
    return written(folder, file, rows)


def written(folder, name, rows, delimiter=",", encoding="utf-8"):
    path = folder / f"{name}.csv"
    with path.open("w", encoding=encoding, newline="") as lines:
        writer = csv.DictWriter(lines, rows[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def told(report, kind):
    """What a report says of one kind: line, column, value and message."""
    return [(it.line, it.column, it.value, it.message) for it in report.of(kind)]
