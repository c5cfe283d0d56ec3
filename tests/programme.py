"""A small programme to import: three actors, two calls, three rounds, three projects in nine communes."""

import csv
from pathlib import Path

from curation.imports.thesaurus import ThesaurusImporter
from directory.registry import KINDS
from territories.imports.reference import read_reference
from territories.imports.run import write_territories

DATA = Path(__file__).parent / "data"
PROGRAMME = DATA / "programme"
IMPORTERS = {"thesaurus": ThesaurusImporter} | {
    name: kind.importer_class() for name, kind in KINDS.items() if kind.importer
}


def load(*names):
    """Bring some files of the programme in, after the territories."""
    write_territories(read_reference(DATA / "territories"), "Territoires")
    return [bring(PROGRAMME / f"{name}.csv", name) for name in names]


def bring(path, name=None, publish=False, source_list=None, **options):
    """Import a file and return its report."""
    return IMPORTERS[name or path.stem](source_list, publish=publish).run(path, **options)


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
