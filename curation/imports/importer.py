"""The steps of every import: read the file, check all of it, write all of it or nothing."""

from django.db import transaction
from tqdm import tqdm

from directory.models import Entry, SourceList

from .cells import check_columns
from .report import Heading, Report
from .sheet import read_sheet


class Importer:
    """What one kind of file brings. A subclass names its columns, parses its rows and writes them."""

    title = ""
    required = ()
    optional = {}  # and what each is for
    table = None  # the `EntryTable` of the entries that the rows make

    def __init__(self, source_list=None, publish=False):
        """With `publish` the entries come in published, otherwise as drafts.

        The rows are those of `source_list`, written with them when it is new; without one, of the shipped content.
        """
        self.source_list = source_list
        self.publish = publish

    def parse(self, sheet, report):
        """The rows to write, resolved; what is wrong in them is told to the report."""
        raise NotImplementedError

    def prepare(self, rows):
        """What must be there before the rows are written."""

    def write(self, row, report):
        """Write one row; return its `Outcome`."""
        raise NotImplementedError

    @property
    def status(self):
        """The value that publishes an entry, when asked to."""
        return {"status": Entry.Status.PUBLISHED.value} if self.publish else {}

    def run(self, path, dry_run=False):
        """Import the file; with `dry_run`, say what it would do."""
        sheet = read_sheet(path).called((*self.required, *self.optional))
        report = Report(self.title, sheet.notes)
        check_columns(sheet, self.required, self.optional, report)
        if not report.is_refused:
            with transaction.atomic():
                self._bring(sheet, report)
                transaction.set_rollback(dry_run or report.is_refused)
        return report

    def _tell_left(self, rows, report):
        """The rows of the list that the file lacks: it may be a part of the list, so that nothing of them ends."""
        here = {row.key for row in rows}
        for key, record in self.table.records.items() if self.table else ():
            if key not in here:
                report.tell(Heading.LEFT, 0, "", record.told.get("name") or key, "la fiche reste comme elle est")

    def _bring(self, sheet, report):
        self.source_list = self.source_list or SourceList.objects.shipped()
        if not self.source_list.pk:
            self.source_list.save()
        rows = self.parse(sheet, report)
        if report.is_refused:
            return
        self._tell_left(rows, report)
        self.prepare(rows)
        for row in tqdm(rows, desc=self.title, unit=" ligne", disable=None, leave=False):
            report.outcomes[self.write(row, report)] += 1
