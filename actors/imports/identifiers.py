"""Bringing the SIREN and SIRET of actors that are already there: what makes them known from one file to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from curation.imports.cells import Keys, each_row, key_of
from curation.imports.entries import EntryTable
from curation.imports.fields import Attribute
from curation.imports.importer import Importer
from curation.imports.report import Heading
from french.typography import joined

from ..models import Actor
from .lookups import current_actors
from .numbers import read_siren, read_siret

DATASET = "identifiants"


@dataclass(frozen=True)
class IdentifierRow:
    """The official numbers of one actor."""

    line: int
    key: str
    identifier: str
    values: Mapping[str, Any]
    unplaced: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class IdentifierImporter(Importer):
    """Official numbers, one actor a row. Those of actors that the directory does not know wait for them."""

    title = "Identifiants"
    required = ("actor", "siren")
    optional = {
        "siret": "quatorze chiffres, qui commencent par le SIREN",
        "source_url": "où le numéro a été lu",
        "how": "comment il a été trouvé et vérifié",
    }

    def parse(self, sheet, report):
        fields = [Attribute("siren"), Attribute("siret")]
        self.table = EntryTable(self.source_list, Actor.objects.all(), DATASET, fields, {})
        index, keys, rows, unknown = current_actors(), Keys(), [], []
        for cells in each_row(sheet, report):
            name = cells.line_of_text("actor", required=True)
            keys.check(cells, key_of(name), "actor")
            cells.line_of_text("siren", required=True)
            number = read_siren(cells)
            values = {"siren": number, "siret": read_siret(cells, beside=number)}
            found = index.called(name)
            if len(found) > 1:
                cells.refuse("actor", f"plusieurs acteurs ont ce nom : {joined(map(str, found), 'ou')}")
            elif found:
                rows.append(IdentifierRow(cells.line, key_of(name), found[0].identifier, values))
            else:
                unknown.append(name)
        if unknown:
            report.tell(Heading.UNPLACED, 0, "", ", ".join(unknown), "structures inconnues, leurs numéros attendent")
        return rows

    def prepare(self, rows):
        self.table.load(rows, self)

    def bring(self, row, plan):
        return self.table.bring(row, row.values, plan)[1]
