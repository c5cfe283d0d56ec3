"""Further tables of a list: each row tells more of an entry that is already there, which a column names.

`FurtherValues` brings values of the entry, `FurtherRows` the rows that depend on it. A row whose entry is not found
is told and left aside: the entry may have been merged or removed since the list was made.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models.fields.json import KT

from directory.models import SourceRecord
from french.folding import fold
from french.typography import NBSP

from .cells import Keys, each_row, key_of
from .entries import EntryTable, records_of
from .fields import Attribute
from .importer import Importer
from .reconcile import reconcile
from .report import Heading, Outcome
from .writes import point

LONGEST_KEY = 500
ROW = "row"  # under what a record keeps the values of a row that depends on the entry: they are none of the entry's
ROW_ID = {"row_id": "clé de la ligne, quand une autre colonne peut être corrigée"}


@dataclass(frozen=True)
class FurtherRow:
    """What a row tells of an entry, or of a row of `model` that depends on it."""

    line: int
    key: str
    identifier: str
    values: dict
    model: type | None = None
    unplaced: dict = field(default_factory=dict)


class Called:
    """The entries of a model by what a file calls them: an identifier, the name of today, one that a row gave."""

    def __init__(self, model, dataset):
        entries = model.objects.filter(merged_into=None, is_example=False).values_list("identifier", "key")
        self._identifiers = {identifier for identifier, _ in entries}
        self._today, self._imported = defaultdict(set), defaultdict(set)
        for identifier, key in entries:
            self._today[key].add(identifier)
        told = SourceRecord.objects.filter(dataset=dataset).exclude(told__name=None)
        for identifier, name in told.values_list("identifier", KT("told__name")):
            if identifier in self._identifiers:
                self._imported[fold(name)].add(identifier)

    def find(self, text):
        """Return the identifier of the only entry that is called so; empty when none is, or several are."""
        found = {text} & self._identifiers or self._today.get(fold(text)) or self._imported.get(fold(text)) or ()
        return next(iter(found)) if len(found) == 1 else ""

    def __contains__(self, identifier):
        return identifier in self._identifiers


class Further(Importer):
    """Rows that tell more of entries, one entry a row.

    A subclass names the model of the entries, `named_by` the table whose rows name them, `names` the column that does;
    `keys` are the columns that, with that one, name a row of the file.
    """

    model = None
    named_by = names = dataset = ""
    keys = ()
    stays, ends = "ce qu’elle disait reste", False
    may_be_missing = False  # a row whose entry is not there says nothing, rather than being left aside

    def parse(self, sheet, report):
        self.records = records_of(self.source_list, self.dataset)
        self.called, keys = Called(self.model, self.named_by), Keys()
        self.begin()
        return [row for cells in each_row(sheet, report) if (row := self._row(cells, keys))]

    def begin(self):
        """What must be known before the rows are read."""

    def read(self, cells):
        """Return the values of a row by name of a field."""
        raise NotImplementedError

    @property
    def known(self):
        return self.records

    def named_before(self, cells, record):
        """Return the entry that a row named before, whatever it is called today."""
        return record.identifier

    def find(self, cells, text):
        """Return the identifier of the entry that a row names; empty when none has that name, or several do."""
        return self.called.find(text)

    def told(self, cells, identifier):
        """Return (model of the row that it makes, entry that the row belongs to, values); none for values."""
        return None, identifier, self.read(cells)

    def _row(self, cells, keys):
        text = cells.line_of_text(self.names, required=True)
        key = cells.line_of_text("row_id") or key_of(text, *(cells.raw(one) for one in self.keys))[:LONGEST_KEY]
        keys.check(cells, key, self.names)
        known = self.named_before(cells, self.records[key]) if key in self.records else ""
        identifier = known if known in self.called else self.find(cells, text)
        if text and not identifier and not self.may_be_missing:
            cells.tell(
                Heading.UNPLACED, self.names, text, "fiche inconnue, ou plusieurs ont ce nom : ligne laissée de côté"
            )
        model, owner, values = self.told(cells, identifier)
        return FurtherRow(cells.line, key, owner, values, model) if identifier else None


class FurtherValues(Further):
    """Values of the entries themselves. A subclass gives `fields`, which read and write them."""

    columns = {}  # name of a field → the column that tells it

    def fields(self):
        raise NotImplementedError

    def queryset(self):
        return self.model.objects.all()

    def begin(self):
        self.table = EntryTable(self.source_list, self.queryset(), self.dataset, self.fields(), self.columns)

    def prepare(self, rows):
        self.table.load(rows, self)

    def bring(self, row, plan):
        return self.table.bring(row, row.values, plan)[1]


class FurtherRows(Further):
    """Rows that depend on the entries. `identity` gives, for each model that rows make, the fields that tell one.

    A row that is no longer there as it was brought was removed or written again by a hand: it is not brought back.
    """

    identity = {}

    def told(self, cells, identifier):
        (model,) = self.identity
        return model, identifier, self.read(cells)

    def field(self, model, name):
        """What reads and writes a field of the rows."""
        return Attribute(name)

    def prepare(self, rows):
        identifiers = {row.identifier for row in rows}
        self.pks = dict(self.model.objects.filter(identifier__in=identifiers).values_list("identifier", "pk"))
        self.there = {model: defaultdict(list) for model in self.identity}
        for model, there in self.there.items():
            found = model.objects.filter(**{f"{model.BELONGS_TO}__identifier__in": identifiers})
            for row in found.select_related(*(one.name for one in model._meta.fields if one.is_relation)):
                there[getattr(row, model.BELONGS_TO).identifier].append(row)

    def bring(self, row, plan):
        planned = plan.row(row.line, self.dataset, row.key, row.identifier)
        record = self.records.get(row.key) or SourceRecord(
            source_list=self.source_list, dataset=self.dataset, key=row.key
        )
        before = record.values.get(ROW, {})
        # of a row that was there already, what tells it was not imported: the row of the file still says it
        found = self._found(row, row.values | before)
        if before and not found:
            plan.tell(Heading.KEPT, row.line, "", "", "retirée ou réécrite à la main, non remise")
            return Outcome.UNCHANGED
        try:
            imported = self._bring(row, found, before, planned, plan)
        except ValidationError as error:
            self._refuse(row, error, plan)
            return Outcome.UNCHANGED
        told = (row.identifier, {ROW: imported}, {ROW: row.values})
        if told != (record.identifier, record.values, record.told):
            record.identifier, record.values, record.told = told
            self.writes.save(record)
        return planned.outcome

    def _bring(self, row, found, before, planned, plan):
        """Plan the row of the entry; return what is remembered of it."""
        made = found or self._new(row)
        fields = {name: self.field(row.model, name) for name in row.values}
        now = {name: one.read(made) if found else None for name, one in fields.items()}
        reconciled = reconcile(before, now, row.values)
        for name, value in reconciled.changes.items():
            fields[name].write(made, value)
        if reconciled.changes:
            made.clean_fields(exclude=[one.name for one in row.model._meta.fields if one.is_relation])
            made.clean()
            self.rules.check(made)
            self.writes.save(made)
            planned.outcome = Outcome.UPDATED if found else Outcome.CREATED
            planned.changes = {name: (now[name], value) for name, value in reconciled.changes.items()}
        if not found:
            self.there[row.model][row.identifier].append(made)
        for name, value in reconciled.kept.items():
            said, stays = fields[name].shown(row.model, row.values[name]), fields[name].shown(row.model, value)
            plan.tell(Heading.KEPT, row.line, name, said, f"{reconciled.reasons[name]}, gardé{NBSP}: {stays}")
        return reconciled.imported

    def _found(self, row, values):
        names = self.identity[row.model]
        fields = {name: self.field(row.model, name) for name in names}
        for one in self.there[row.model][row.identifier]:
            if all(fields[name].read(one) == values.get(name) for name in names):
                return one
        return None

    def _new(self, row):
        made = row.model()
        point(made, row.model.BELONGS_TO, self.pks[row.identifier])
        if hasattr(made, "position"):
            made.position = len(self.there[row.model][row.identifier])
        return made

    def _refuse(self, row, error, plan):
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            value = str(row.values.get(name, ""))
            plan.tell(Heading.REFUSED, row.line, name, value, " ".join(messages).rstrip("."))
