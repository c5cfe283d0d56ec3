"""Writing rows into entries: found again by their `SourceRecord`, made when new, left to staff where staff edited."""

from collections import defaultdict

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction

from directory.models import Entry, SourceRecord
from french.typography import NBSP

from .reconcile import Teller, reconcile
from .report import Heading, Outcome

DRAFT = {"status": Entry.Status.DRAFT.value}  # what every import says first


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
        self.fixed = {field.name for field in self.model._meta.fields if not field.editable}
        self.unchecked = self.fixed | {field.name for field in self.model._meta.fields if field.is_relation}
        self.records = {record.key: record for record in source_list.records.filter(dataset=dataset)}
        self.elsewhere = defaultdict(list)
        self.here = set()
        self.entries = {}

    @property
    def identifiers(self):
        """The entry that each row made, by key of the row."""
        return {key: record.identifier for key, record in self.records.items()}

    def load(self, rows):
        """Fetch the entries of the rows that are already there, and what other rows told of them."""
        identifiers = [row.identifier for row in rows]
        self.entries = self.queryset.in_bulk(identifiers, field_name="identifier")
        records = SourceRecord.objects.filter(identifier__in=identifiers).select_related("source_list")
        for record in records.exclude(source_list=self.source_list, dataset=self.dataset):
            self.elsewhere[record.identifier].append(record)
        for record in self.records.values():
            self.elsewhere[record.identifier].append(record)
        self.here = {row.key for row in rows}

    def bring(self, row, values, report):
        """Make or update the entry of a row, which has a line, a key, an identifier and unplaced texts.

        Return the entry, and what became of it. Tell the report what staff keep and what the database refuses.
        """
        entry = self.entries.get(row.identifier) or self.model(identifier=row.identifier)
        if entry.merged_into_id:
            report.tell(
                Heading.DOUBT, row.line, "", entry.name, "fiche fusionnée dans une autre, ligne laissée de côté"
            )
            return entry, Outcome.UNCHANGED
        try:
            return entry, self._write(entry, row, values, report)
        except ValidationError as error:
            self._refuse(row, values, error, report)
            return entry, Outcome.UNCHANGED

    def _write(self, entry, row, values, report):
        outcome = Outcome.UNCHANGED if entry.pk else Outcome.CREATED
        record = self.records.get(row.key) or self._renamed(entry) or self._new_record()
        before, others = self._told_before(entry, record) if entry.pk else ({}, ())
        reconciled = reconcile(before, self._now(entry, values), values, others, self.sets, self.erasing)
        if reconciled.changes:
            self._apply(entry, reconciled.changes)
            outcome = Outcome.UPDATED if outcome == Outcome.UNCHANGED else outcome
        self._tell_kept(row, values, reconciled, report)
        self._remember(record, entry, DRAFT | reconciled.imported, row, values)
        return outcome

    def _new_record(self):
        return SourceRecord(source_list=self.source_list, dataset=self.dataset)

    def _renamed(self, entry):
        """The row that the list had of the entry under a key that its file no longer has: it got another key."""
        known = [one for one in self.elsewhere[entry.identifier] if one.source_list_id == self.source_list.pk]
        gone = (one for one in known if one.dataset == self.dataset and one.key not in self.here)
        return next(gone, None) if entry.pk else None

    def _told_before(self, entry, record):
        """What the row brought before, completed by what the list told in other tables; what other rows told."""
        others = [one for one in self.elsewhere[entry.identifier] if one is not record]
        own = [one for one in others if one.source_list_id == self.source_list.pk and one.dataset != self.dataset]
        before = dict(DRAFT)
        for one in own:
            before |= {name: value for name, value in one.values.items() if name in self.fields}
        tellers = [self._teller(one) for one in others if one not in own]
        return before | record.values, tellers

    def _teller(self, record):
        is_own = record.source_list_id == self.source_list.pk
        name = "une autre ligne de la liste" if is_own else f"la liste «{NBSP}{record.source_list.name}{NBSP}»"
        return Teller(name, record.values)

    def _now(self, entry, values):
        return {name: self.fields[name].read(entry) if entry.pk else None for name in values}

    def _apply(self, entry, changes):
        """Write the changes: the entry first, checked as in the admin, then what depends on it."""
        own = [name for name in changes if self.fields[name].is_saved_with_entry]
        for name in own:
            self.fields[name].write(entry, changes[name])
        entry.clean_fields(exclude=self.unchecked)
        entry.clean()
        self._save(entry)
        for name in changes.keys() - set(own):
            self.fields[name].write(entry, changes[name])

    def _save(self, entry):
        """Save; when the database refuses, find out which rule it is, in French (asking it each time is slow)."""
        try:
            with transaction.atomic():
                entry.save()
        except IntegrityError:
            entry.full_clean(exclude=self.fixed)
            raise

    def _remember(self, record, entry, imported, row, values):
        unplaced = {column: list(texts) for column, texts in row.unplaced.items()}
        told = (row.key, entry.identifier, imported, unplaced, dict(values))
        if told != (record.key, record.identifier, record.values, record.unplaced, record.told):
            record.key, record.identifier, record.values, record.unplaced, record.told = told
            record.save()
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
