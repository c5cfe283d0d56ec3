"""The names of sources, one address a row: the pages that cite an address then say whose it is."""

from collections import defaultdict

from directory.registry import KINDS

from .cells import Keys, each_row
from .entries import EntryTable
from .fields import Attribute
from .further import FurtherRow
from .importer import Importer
from .report import Outcome

DATASET = "sources"


class SourceNameImporter(Importer):
    """Names of sources; each is written in the entries, of any kind, whose source has that address."""

    title = "Sources"
    required = ("source_url", "source_name")
    optional = {"used_in": "les tables qui citent la source"}
    ends = False

    def parse(self, sheet, report):
        models = {kind.model._meta.concrete_model for kind in KINDS.values()}
        fields = [Attribute("source_name")]
        self.tables = [
            EntryTable(self.source_list, model.objects.all(), DATASET, fields, {})
            for model in sorted(models, key=lambda model: model._meta.label)
        ]
        keys = Keys()
        return [self._row(cells, keys) for cells in each_row(sheet, report)]

    def _row(self, cells, keys):
        url, name = cells.url("source_url"), cells.line_of_text("source_name", 250, required=True)
        keys.check(cells, url, "source_url")
        return FurtherRow(cells.line, url, "", {"source_name": name})

    def prepare(self, rows):
        self.cited = defaultdict(list)
        lines = {row.key: row for row in rows}
        for table in self.tables:
            cited = table.model.objects.filter(source_url__in=lines, merged_into=None)
            found = [
                FurtherRow(lines[url].line, identifier, identifier, lines[url].values)
                for identifier, url in cited.values_list("identifier", "source_url")
            ]
            for row in found:
                self.cited[row.line].append((table, row))
            table.load(found, self)

    def bring(self, row, plan):
        outcomes = {table.bring(one, one.values, plan)[1] for table, one in self.cited[row.line]}
        return Outcome.UPDATED if Outcome.UPDATED in outcomes else Outcome.UNCHANGED
