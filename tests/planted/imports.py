"""Files of residences."""

from dataclasses import dataclass

from curation.imports.cells import Keys, each_row, key_of
from curation.imports.entries import EntryTable
from curation.imports.fields import Attribute, Links
from curation.imports.importer import Importer
from curation.imports.labels import Labels
from curation.imports.terms import current_thesaurus, term_keys
from directory.models import Term
from directory.models.identifiers import new_identifier

from .models import Residence

DATASET = "résidences"


@dataclass(frozen=True)
class ResidenceRow:
    line: int
    key: str
    identifier: str
    values: dict
    unplaced: dict


class ResidenceImporter(Importer):
    """Residences, one a row, known by their names."""

    title = "Résidences"
    required = ("name", "year", "metiers", "description_fr")

    def parse(self, sheet, report):
        fields = [
            *(Attribute(name) for name in ("name", "year", "summary", "status")),
            Links("metiers", term_keys(Term.Vocabulary.METIER)),
        ]
        columns = {"summary": "description_fr"}
        self.table = EntryTable(
            self.source_list, Residence.objects.prefetch_related("metiers"), DATASET, fields, columns
        )
        self.thesaurus, keys = current_thesaurus(), Keys()
        return [self.row(cells, keys) for cells in each_row(sheet, report)]

    def row(self, cells, keys):
        name, labels = cells.line_of_text("name", required=True), Labels(cells, self.thesaurus)
        key = key_of(name)
        keys.check(cells, key, "name")
        values = {
            "name": name,
            "year": cells.year("year"),
            "summary": cells.text("description_fr"),
            "metiers": labels.placed("metiers", Term.Vocabulary.METIER),
        }
        identifier = self.table.identifiers.get(key) or new_identifier("z", f"{DATASET}:{key}")
        return ResidenceRow(cells.line, key, identifier, values, labels.unplaced)

    def prepare(self, rows):
        self.table.load(rows, self)

    def bring(self, row, plan):
        return self.table.bring(row, row.values | self.status, plan)[1]
