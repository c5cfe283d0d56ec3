"""The steps of an import of territories: check all of it, write all of it or nothing."""

from django.db import transaction

from curation.imports.report import Report
from directory.models import LOADING, reading, turn

from ..models import Territory
from .cells import RefusedError
from .names import FactTable, write_former_names
from .official import Region
from .succession import Succession
from .writing import TerritoryTable


def known_region():
    """What the directory already has, for an official file to be read."""
    codes = Territory.objects.values_list("code", flat=True)
    return Region(frozenset(codes.departements()), frozenset(codes.epci()))


def write_territories(batch, title, dry_run=False):
    """Write a batch; raise RefusedError if something is missing in it. Return the report of what was done.

    A dry run only reads, unless a commune is gone: only a rehearsal tells what becomes of all that points to it.
    """
    if dry_run:
        report = Report(title)
        with reading():
            _table, succession, _facts = _checked(batch, report)
        if not succession.gone:
            return report
    report = Report(title)
    with turn(LOADING, "territoires"):
        _write(batch, report)
        transaction.set_rollback(dry_run)
    return report


def _checked(batch, report):
    """What a batch makes of the territories, in memory; raise RefusedError if something is missing in it."""
    table = TerritoryTable(batch, report)
    for row in batch.territories:
        table.bring(row)
    succession, facts = Succession(table), FactTable(table)
    succession.check()
    facts.check()
    if report.is_refused:
        raise RefusedError(report)
    return table, succession, facts


def _write(batch, report):
    table, succession, facts = _checked(batch, report)
    table.save()
    succession.write()
    table.perimeters.save(table.official)
    write_former_names([*batch.former_names, *table.former_names], table)
    facts.write()
