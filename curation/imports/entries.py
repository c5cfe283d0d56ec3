"""Writing rows into entries: found again by their `SourceRecord`, made when new, left to staff where staff edited."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction

from directory.models import Entry, SourceRecord

from .merge import merge
from .report import Kind, Outcome


class EntryTable:
    """The entries that the rows of a data set made, and those that they will make."""

    def __init__(self, queryset, dataset, fields, columns):
        """`fields` says how each value is read and written, `columns` which column of the file tells it."""
        self.queryset = queryset
        self.model = queryset.model
        self.dataset = dataset
        self.fields = {field.name: field for field in fields}
        self.columns = {"status": "statut", **columns}
        self.fixed = {field.name for field in self.model._meta.fields if not field.editable}
        self.unchecked = self.fixed | {field.name for field in self.model._meta.fields if field.is_relation}
        self.records = {record.key: record for record in SourceRecord.objects.filter(dataset=dataset)}
        self.entries = {}

    @property
    def identifiers(self):
        """The entry that each row made, by key of the row."""
        return {key: record.identifier for key, record in self.records.items()}

    def load(self, rows):
        """Fetch the entries of the rows that are already there."""
        self.entries = self.queryset.in_bulk([row.identifier for row in rows], field_name="identifier")

    def bring(self, row, values, report):
        """Make or update the entry of a row, which has a line, a key, an identifier and unplaced texts.

        Return the entry, and what became of it. Tell the report what staff keep and what the database refuses.
        """
        entry = self.entries.get(row.identifier) or self.model(identifier=row.identifier)
        if entry.merged_into_id:
            report.tell(Kind.DOUBT, row.line, "", entry.name, "fiche fusionnée dans une autre, ligne laissée de côté")
            return entry, Outcome.UNCHANGED
        try:
            return entry, self._write(entry, row, values, report)
        except ValidationError as error:
            self._refuse(row, values, error, report)
            return entry, Outcome.UNCHANGED

    def _write(self, entry, row, values, report):
        outcome = Outcome.UNCHANGED if entry.pk else Outcome.CREATED
        record = self.records.get(row.key) or SourceRecord(dataset=self.dataset, key=row.key)
        before = {"status": Entry.Status.DRAFT.value} | record.values
        merged = merge(before if entry.pk else {}, self._now(entry, values), values)
        if merged.changes:
            self._apply(entry, merged.changes)
            outcome = Outcome.UPDATED if outcome == Outcome.UNCHANGED else outcome
        self._tell_kept(row, merged.kept, report)
        self._remember(record, entry, {**before, **merged.imported}, row.unplaced)
        return outcome

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

    def _remember(self, record, entry, imported, unplaced):
        told = (entry.identifier, imported, {column: list(texts) for column, texts in unplaced.items()})
        if told != (record.identifier, record.values, record.unplaced):
            record.identifier, record.values, record.unplaced = told
            record.save()
            self.records[record.key] = record

    def _tell_kept(self, row, kept, report):
        for name, value in kept.items():
            shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            report.tell(Kind.KEPT, row.line, self._column(name), shown, "modifié à la main, gardé")

    def _refuse(self, row, values, error, report):
        """What the database would not take, told as a cell of the file."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            column, value = self._column(name), str(values.get(name, ""))
            report.tell(Kind.REFUSED, row.line, column, value, " ".join(messages).rstrip("."))

    def _column(self, name):
        return self.columns.get(name, "" if name == NON_FIELD_ERRORS else name)
