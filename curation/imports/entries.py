"""What rows make of entries: found again by their `SourceRecord`, made when new, left to staff where staff edited."""

from collections import defaultdict

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from directory.models import Entry, SourceRecord
from french.typography import NBSP

from .plan import Kept
from .reconcile import Teller, ended, reconcile, take
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
        self.writes, self.rules, self.decided = importer.writes, importer.rules, importer.decided
        self.here = {row.key for row in rows}
        left = (record.identifier for record in self.left()) if importer.is_whole else ()
        identifiers = {*(row.identifier for row in rows), *left}
        self.entries = self.queryset.in_bulk(identifiers, field_name="identifier")
        records = SourceRecord.objects.filter(identifier__in=identifiers).select_related("source_list")
        own = {record.pk for record in self.records.values()}
        for record in (one for one in records if one.pk not in own):
            self.elsewhere[record.identifier].append(record)
        for record in self.records.values():
            self.elsewhere[record.identifier].append(record)
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
        rank = rank_of(self.source_list, self.dataset, row.key)
        reconciled = reconcile(before, now, values, others, self.sets, self.erasing, rank)
        taken = [name for name in reconciled.kept if self.decided.takes(row.line, name)]
        take(reconciled, taken, values, now, self.sets)
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

    def left(self):
        """The rows of the list that the file lacks; not those of which it only changed the key."""
        return [one for key, one in self.records.items() if key not in self.here and one.key not in self.here]

    def end(self, record, plan):
        """Plan what the end of a row does: of what is made of elements, those that it alone told leave.

        The entry stays, with the rest of what it says: it is for staff to decide. Return it, and what is planned.
        """
        entry, told = self.entries.get(record.identifier), "la fiche reste, à vous de décider"
        planned = plan.row(0, self.dataset, record.key, record.identifier)
        if entry and not entry.merged_into_id:
            told += self._end_elements(entry, record, planned)
        if any(name in record.values or name in record.told for name in self.sets):
            record.values, record.told = (self._scalars(one) for one in (record.values, record.told))
            self.writes.save(record)
        plan.tell(Heading.LEFT, 0, "", record.told.get("name") or record.key, told)
        return entry, planned

    def _end_elements(self, entry, record, planned):
        """Plan the end of elements; return what is told of it."""
        others = [self._teller(one) for one in self.elsewhere[record.identifier] if one is not record]
        now = {name: self.fields[name].read(entry) for name in self.sets}
        left, gone = ended(now, record.values, others, self.sets)
        if not gone:
            return ""
        shown = ((self._column(name), self.fields[name].shown(self.model, gone[name])) for name in gone)
        ends = " ; ".join(f"{column} «{NBSP}{elements}{NBSP}»" for column, elements in shown)
        try:
            self._change(entry, {name: left[name] for name in gone})
        except ValidationError as error:
            return f"{NBSP}; {' '.join(error.messages)}"
        planned.outcome, planned.changes = Outcome.UPDATED, {name: (now[name], left[name]) for name in gone}
        return f"{NBSP}; finit ce qu’elle seule disait{NBSP}: {ends}"

    def _scalars(self, values):
        return {name: value for name, value in values.items() if name not in self.sets}

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
        return Teller(name, record.values, rank_of(record.source_list, record.dataset, record.key))

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
            column, value = self._column(name), self._shown(name, values.get(name, ""))
            report.tell(Heading.REFUSED, row.line, column, value, " ".join(messages).rstrip("."))

    def _shown(self, name, value):
        """A value in words, unless it is one that has none."""
        try:
            return self.fields[name].shown(self.model, value)
        except (KeyError, ArithmeticError, ValidationError):
            return str(value)

    def _column(self, name):
        return self.columns.get(name, "" if name == NON_FIELD_ERRORS else name)


def rank_of(source_list, dataset, key):
    """The order of rows that give each its own address: that of their lists, whichever came in first."""
    return source_list.slug, dataset, key


def records_of(source_list, dataset):
    """The rows of a table that a list brought, by key, the one that the file gives them; none when the list is new."""
    keys = source_list.corrected
    return {keys.get(record.key, record.key): record for record in source_list.rows.filter(dataset=dataset)}
