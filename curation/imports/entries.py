"""What rows make of entries: found again by their `SourceRecord`, made when new, left to staff where staff edited."""

from collections import defaultdict

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from directory.models import Entry, SourceRecord
from french.typography import NBSP

from .plan import Kept
from .reconcile import Teller, reconcile
from .report import Heading, Outcome
from .rules import SLUG_TAKEN

DRAFT = {"status": Entry.Status.DRAFT.value}  # what every import of entries says first


class EntryTable:
    """The entries that the rows of a list made in one table, and those that they will make."""

    def __init__(self, source_list, queryset, dataset, fields, columns):
        """`fields` says how each value is read and written, `columns` which column of the file tells it."""
        self.source_list = source_list
        self.queryset = queryset
        self.model = queryset.model
        self.dataset = dataset
        self.fields = {field.name: field for field in fields}
        self.sets = {field.name: field.arrange for field in fields if field.is_set}
        self.erasing = {field.name for field in fields if field.is_derived}
        self.columns = {"status": "statut", **columns}
        self.first = DRAFT if "status" in self.fields else {}
        self.fixed = {field.name for field in self.model._meta.fields if not field.editable}
        self.unchecked = self.fixed | {field.name for field in self.model._meta.fields if field.is_relation}
        self.records = records_of(source_list, dataset)
        self.elsewhere = defaultdict(list)
        self.here = set()
        self.entries = {}

    @property
    def identifiers(self):
        """The entry that each row made, by key of the row."""
        return {key: record.identifier for key, record in self.records.items()}

    def load(self, rows, importer):
        """Fetch the entries of the rows that are already there, and what other rows told of them."""
        self.writes, self.rules = importer.writes, importer.rules
        identifiers = {row.identifier for row in rows}
        self.entries = self.queryset.in_bulk(identifiers, field_name="identifier")
        records = SourceRecord.objects.filter(identifier__in=identifiers).select_related("source_list")
        own = {record.pk for record in self.records.values()}
        for record in (one for one in records if one.pk not in own):
            self.elsewhere[record.identifier].append(record)
        for record in self.records.values():
            self.elsewhere[record.identifier].append(record)
        self.here = {row.key for row in rows}
        self._load_planned(identifiers)

    def _load_planned(self, identifiers):
        """Know the entries that the file planned to make before these: an actor that it names, then tells of."""
        for row in self.writes.rows():
            if isinstance(row, self.model) and row.identifier in identifiers:
                self.entries[row.identifier] = row
            if isinstance(row, SourceRecord) and row.identifier in identifiers:
                self.elsewhere[row.identifier].append(row)
        self.there = set(self.entries)

    def bring(self, row, values, plan):
        """Plan what a row makes of its entry; the row has a line, a key, an identifier and unplaced texts.

        Return the entry, and what becomes of it. Tell what staff keep and what the database would refuse.
        """
        entry = self.entries.setdefault(row.identifier, self.model(identifier=row.identifier))
        if entry.merged_into_id:
            plan.tell(Heading.DOUBT, row.line, "", entry.name, "fiche fusionnée dans une autre, ligne laissée de côté")
            return entry, Outcome.UNCHANGED
        try:
            return entry, self._bring(entry, row, values, plan)
        except ValidationError as error:
            self._refuse(row, values, error, plan.report)
            return entry, Outcome.UNCHANGED

    def _bring(self, entry, row, values, plan):
        record = self.records.get(row.key) or self._renamed(entry) or self._new_record()
        is_there = entry.identifier in self.there
        before, others = self._told_before(entry, record) if is_there else ({}, ())
        now = self._now(entry, values)
        reconciled = reconcile(before, now, values, others, self.sets, self.erasing)
        planned = plan.row(row.line, self.dataset, row.key, row.identifier)
        if reconciled.changes:
            self._change(entry, reconciled.changes)
            planned.outcome = Outcome.UPDATED if is_there else Outcome.CREATED
            planned.changes |= {name: (now[name], value) for name, value in reconciled.changes.items()}
        for name, value in reconciled.kept.items():
            planned.kept[name] = Kept(values[name], value, reconciled.reasons[name])
        self._tell_kept(row, values, reconciled, plan.report)
        self._remember(record, entry, self.first | reconciled.imported, row, values)
        return planned.outcome

    def _new_record(self):
        return SourceRecord(source_list=self.source_list, dataset=self.dataset)

    def _renamed(self, entry):
        """The row that the list had of the entry under a key that its file no longer has: it got another key."""
        known = [one for one in self.elsewhere[entry.identifier] if one.source_list_id == self.source_list.pk]
        gone = (one for one in known if one.dataset == self.dataset and one.key not in self.here)
        return next(gone, None) if entry.identifier in self.there else None

    def _told_before(self, entry, record):
        """What the row brought before, completed by what the list told in other tables; what other rows told."""
        others = [one for one in self.elsewhere[entry.identifier] if one is not record]
        own = [one for one in others if one.source_list_id == self.source_list.pk and one.dataset != self.dataset]
        before = dict(self.first)
        for one in own:
            before |= {name: value for name, value in one.values.items() if name in self.fields}
        tellers = [self._teller(one) for one in others if one not in own]
        return before | record.values, tellers

    def _teller(self, record):
        is_own = record.source_list_id == self.source_list.pk
        name = "une autre ligne de la liste" if is_own else f"la liste «{NBSP}{record.source_list.name}{NBSP}»"
        return Teller(name, record.values)

    def _now(self, entry, values):
        is_there = entry.identifier in self.there
        return {name: self.fields[name].read(entry) if is_there else None for name in values}

    def _change(self, entry, changes):
        """Put the changes into the entry, checked as in the admin, then into what depends on it."""
        own = [name for name in changes if self.fields[name].is_saved_with_entry]
        for name in own:
            self.fields[name].write(entry, changes[name])
        entry.clean_fields(exclude=self.unchecked)
        entry.clean()
        self._check_rules(entry)
        self.writes.save(entry)
        for name in changes.keys() - set(own):
            self.fields[name].plan(entry, changes[name], self.writes)

    def _check_rules(self, entry):
        try:
            self.rules.check(entry)
            if not entry.pk:
                self.rules.take(entry, "slug", SLUG_TAKEN)
        except ValidationError:
            entry.full_clean(exclude=self.unwritten(entry))  # all that is wrong with it, each beside its column
            raise

    def unwritten(self, entry):
        """The fields that a form of the entry would not hold, and relations to what is in no table yet."""
        targets = ((one.name, one.get_cached_value(entry, None)) for one in entry._meta.fields if one.is_relation)
        return self.fixed | {name for name, target in targets if target is not None and target.pk is None}

    def _remember(self, record, entry, imported, row, values):
        unplaced = {column: list(texts) for column, texts in row.unplaced.items()}
        told = (row.key, entry.identifier, imported, unplaced, dict(values))
        if told != (record.key, record.identifier, record.values, record.unplaced, record.told):
            record.key, record.identifier, record.values, record.unplaced, record.told = told
            self.writes.save(record)
            self.records[record.key] = record

    def _tell_kept(self, row, values, reconciled, report):
        """What the file says, what stays, and why."""
        for name, value in reconciled.kept.items():
            field = self.fields[name]
            if name in self.sets:
                said, message = field.shown(self.model, value), f"{reconciled.reasons[name]}, non remis"
            else:
                said, stays = field.shown(self.model, values[name]), field.shown(self.model, value)
                message = (
                    f"{reconciled.reasons[name]}, gardé{NBSP}: {stays}"
                    if stays
                    else f"{reconciled.reasons[name]}, vide"
                )
            report.tell(Heading.KEPT, row.line, self._column(name), said, message)

    def _refuse(self, row, values, error, report):
        """What the database would not take, told as a cell of the file."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            column, value = self._column(name), str(values.get(name, ""))
            report.tell(Heading.REFUSED, row.line, column, value, " ".join(messages).rstrip("."))

    def _column(self, name):
        return self.columns.get(name, "" if name == NON_FIELD_ERRORS else name)


def records_of(source_list, dataset):
    """The rows of a table that a list brought, by key; none when the list is new."""
    return {record.key: record for record in source_list.records.filter(dataset=dataset)} if source_list.pk else {}
