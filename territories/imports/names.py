"""Writing what goes with the territories: their former names, and the facts established about them."""

from curation.imports.report import Heading
from directory.models import SourceRecord
from french.folding import fold
from french.typography import typographic

from ..models import Fact, FormerName
from ..models.told import FACTS
from .writing import slug_stem


def write_former_names(rows, table):
    """Add the names that are not there yet."""
    known = {*FormerName.objects.values_list("territory", "name", "code")}
    names = {}
    for row in rows:
        commune = table.current(row.code)
        name = FormerName(
            territory=commune, name=typographic(row.name), code=row.old_code, kind=row.kind, ended_on=row.ended_on
        )
        names[commune.pk, name.name, name.code] = name
    FormerName.objects.bulk_create([name for key, name in names.items() if key not in known])


class FactTable:
    """The facts of the reference: one for each territory and source. Those that staff rewrote or removed stay so."""

    def __init__(self, table):
        self.table = table
        self.records = {record.key: record for record in table.shipped.rows.filter(dataset=FACTS)}
        self.facts = {(fact.territory_id, fact.text): fact for fact in Fact.objects.all()}
        rows = table.batch.territories
        self.territories = {slug_stem(row.kind, row.code, row.name): table.territories[row.key] for row in rows}

    def check(self):
        """Refuse a fact about a territory that the reference does not have."""
        for row in self.table.batch.facts:
            if row.territory not in self.territories:
                message = "facts.csv : ce territoire n’est pas dans la référence"
                self.table.report.tell(Heading.REFUSED, row.line, "territory", row.territory, message)

    def write(self):
        for position, row in enumerate(self.table.batch.facts):
            key = f"{row.territory} {fold(row.source_url)}"[:500]
            record = self.records.get(key) or SourceRecord(source_list=self.table.shipped, dataset=FACTS, key=key)
            values = {"text": row.text, "date": row.date, "source_url": row.source_url}
            if record.values != values:
                territory = self.territories[row.territory]
                self._write(territory, record, values, position)
                record.identifier, record.values = territory.identifier, values
                record.save()

    def _write(self, territory, record, values, position):
        """A new fact, or the one that the same row made if it still says the same."""
        if not record.pk and (territory.pk, values["text"]) not in self.facts:
            Fact.objects.create(territory=territory, position=position, **values)
        elif fact := self.facts.get((territory.pk, record.values.get("text"))):
            Fact.objects.filter(pk=fact.pk).update(**values)
