"""Undoing a whole import: what it alone told leaves, what others told stays.

The rows of the list go first, since what they tell is what holds the rest; then the parts of entries that it made, the
values that it wrote, the rows that it removed, at last the entries that it made. What stays because another import
tells it is given to that import, so that undoing this one in its turn leaves nothing behind.
"""

from collections import defaultdict

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils import timezone

from directory.likeness import Comparable, Verdict
from directory.models import Entry, SourceList, SourceRecord, turn
from french.typography import NBSP

from ..imports.writes import write_links
from ..models import Deposit
from .heirs import give, hand_over
from .held import DATES, Tellers, is_changed, is_entry, referred, told_of_parts
from .witness import LINKS, stored, values_of

LIST = SourceList._meta.label_lower
WITHDRAWN = "Import annulé."


def undo(job, progress, end):
    """Undo the deposit of a job, in one transaction."""
    deposit = job.deposit
    with turn(f"annulation de l’{deposit}"):
        undoing = Undoing(job)
        undoing.run()
        deposit.refresh_from_db()
        deposit.state, deposit.undone_by, deposit.undone_at = Deposit.State.UNDONE, job.asked_by, timezone.now()
        deposit.report["undone"] = undoing.told
        deposit.save()
        end()


class Undoing:
    """The traces of one import, and what becomes of each."""

    def __init__(self, job):
        self.job, self.deposit = job, job.deposit
        self.told = []  # what stays, and why
        self.made, self.changed, self.removed, self.links = (defaultdict(dict) for _ in range(4))
        for trace in self.deposit.traces.all():
            self._sort(trace)
        self.later = Deposit.objects.filter(state=Deposit.State.WRITTEN).exclude(pk=self.deposit.pk)

    def _sort(self, trace):
        model = apps.get_model(trace.kind)
        if LINKS in (trace.after or trace.before):
            self.links[model][trace.row] = trace
        elif trace.before is None:
            self.made[model][trace.row] = trace
        elif trace.after is None:
            self.removed[model][trace.row] = trace
        else:
            self.changed[model][trace.row] = trace

    def run(self):
        self._end_records()
        for model in reversed([*self.made]):
            if not is_entry(model) and model not in (SourceRecord, SourceList):
                self._end_parts(model)
        for model in reversed([*self.changed]):  # what tells a grant comes after it
            if model is not SourceRecord:
                self._give_back(model, self.changed[model])
        for model in [*self.links]:
            self._unlink(model)
        for model in [*self.removed]:
            self._put_back(model)
        self._end_entries()
        self._end_list()

    # The rows of the list

    def _end_records(self):
        """Forget what the rows of the file told, unless a later file of the list told them again."""
        heirs = {
            tuple(key): one
            for one in self.later.filter(source_list=self.deposit.source_list, pk__gt=self.deposit.pk).order_by("-pk")
            for key in one.report.get("keys", ())
        }
        made, changed = self.made[SourceRecord], self.changed[SourceRecord]
        gone = []
        for record in stored(SourceRecord, {*made, *changed}):
            trace = made.get(record.pk) or changed[record.pk]
            if heir := heirs.get((record.dataset, record.key)):
                give(trace, heir)
            elif is_changed(record, trace.after):
                continue  # another command told it again
            elif trace.before is None:
                gone.append(record.pk)
            else:
                put(record, trace.before)
                record.save()
        SourceRecord.objects.filter(pk__in=gone).delete()

    # Parts of entries: places, participations, grants, names

    def _end_parts(self, model):
        """Remove the parts that nobody else tells, that nobody completed, that nothing points to."""
        traces = self.made[model]
        rows = {row.pk: row for row in stored(model, traces)}
        told = told_of_parts(model, [*rows.values()])
        pointed = referred(model, [*rows])
        kept = self._of_kept_records(rows)
        stays = {
            pk
            for pk, row in rows.items()
            if pk in kept or pk in pointed or told.get(pk) or is_changed(row, traces[pk].after)
        }
        gone = rows.keys() - stays
        if gone:
            model._default_manager.filter(pk__in=gone).delete()
        for pk in stays:
            self._give_way(rows[pk], traces[pk], told.get(pk, []))

    def _of_kept_records(self, rows):
        """Those of the rows that are what a row of a list tells, when it goes on telling it."""
        told_by = {pk: row.record_id for pk, row in rows.items() if hasattr(row, "record_id")}
        there = set(SourceRecord.objects.filter(pk__in=told_by.values()).values_list("pk", flat=True))
        return {pk for pk, record in told_by.items() if record in there}

    def _give_way(self, row, trace, told):
        """A row that stays is what those who still tell it say: a value that the import alone told goes."""
        now, back = values_of(row), {}
        for column in row._meta.concrete_fields:
            name = column.attname
            said = [one[name] for one in told if one.get(name) is not None]
            is_told = any(name in one for one in told) and trace.after.get(name) == now[name]
            if is_told and now[name] not in said and (said or column.blank):
                back[name] = said[0] if said else column.get_default()
        if back:
            put(row, back)
            row.save()
            trace.after = {**trace.after, **{name: values_of(row)[name] for name in back}}
        self._hand_over(row, trace)

    # Values

    def _give_back(self, model, traces):
        """Give the values that were written back, where nobody wrote since and nobody else tells them."""
        rows = [*stored(model, traces)]
        told = self._told(model, rows)
        for row in rows:
            trace, now = traces[row.pk], values_of(row)
            others = told.get(row.pk, [])
            back = {}
            for name, value in trace.after.items():
                said = [one[name] for one in others if one.get(name) is not None]
                if name in DATES or now.get(name) != value or value in said:
                    continue
                before = trace.before[name]
                back[name] = said[0] if said and before in ("", None) else before
            if back:
                put(row, back)
                row.save()
            left = {name: value for name, value in trace.after.items() if name not in back}
            trace.before = {name: value for name, value in trace.before.items() if name in left}
            trace.after = left
            self._hand_over(row, trace)

    def _told(self, model, rows):
        if not is_entry(model):
            return told_of_parts(model, rows)
        tellers = Tellers({row.identifier for row in rows})
        return {row.pk: tellers.columns(row) for row in rows}

    def _unlink(self, through):
        """Take back the links that were made, and make again those that were removed, one by one."""
        owner = through._meta.auto_created
        field = next(one for one in owner._meta.many_to_many if one.remote_field.through is through)
        rows = [*stored(owner, self.links[through])]
        tellers = Tellers({row.identifier for row in rows if isinstance(row, Entry)})
        names = key_names(field.related_model)
        wanted = []
        for row in rows:
            trace = self.links[through][row.pk]
            before, after = set((trace.before or {}).get(LINKS, ())), set(trace.after[LINKS])
            told = tellers.elements(row, field.name) if isinstance(row, Entry) else set()
            targets = getattr(row, field.name).all()
            now = {one.pk for one in targets}
            held = {one.pk for one in targets if any(getattr(one, name) in told for name in names)}
            gone = {pk for pk in after - before if pk in now and pk not in held}
            there = set(field.related_model._base_manager.filter(pk__in=before - after).values_list("pk", flat=True))
            wanted.append((row, (now - gone) | there))
            if held & (after - before):
                trace.before, trace.after = {LINKS: sorted(before)}, {LINKS: sorted(before | held)}
                self._hand_over(row, trace)
        if wanted:
            write_links(field.name, wanted)

    def _put_back(self, model):
        """Make again the rows that the import removed, unless somebody made them again."""
        for pk, trace in self.removed[model].items():
            row = model(pk=pk)
            put(row, trace.before)
            try:
                with transaction.atomic():
                    if not twin_of(row):
                        row.save(force_insert=True)
                        continue
            except IntegrityError:
                pass
            self.told.append(f"{row._meta.verbose_name.capitalize()}{NBSP}: dite de nouveau depuis, non remise.")

    # Entries

    def _end_entries(self):
        """Delete the entries that it made; withdraw what readers know; leave what others tell or complete."""
        waiting = {model: {**self.made[model]} for model in self.made if is_entry(model)}
        while True:
            gone = sum(self._delete(model, traces) for model, traces in waiting.items())
            if not gone:
                break
        for model, traces in waiting.items():
            rows = [*stored(model, traces)]
            tellers, pointed = Tellers({row.identifier for row in rows}), referred(model, [*traces])
            for row in rows:
                if tellers.of(row) or row.pk in pointed or not row.was_public:
                    self._leave(row, traces[row.pk], tellers)
                else:
                    self._withdraw(row)

    def _delete(self, model, traces):
        """Delete those that nothing holds any more; return how many."""
        rows = [*stored(model, traces)]
        tellers, pointed = Tellers({row.identifier for row in rows}), referred(model, [*traces])
        gone = [
            row.pk
            for row in rows
            if not (tellers.of(row) or row.pk in pointed or row.was_public or is_changed(row, traces[row.pk].after))
        ]
        if gone:
            model._default_manager.filter(pk__in=gone).delete()
        for pk in gone:
            del traces[pk]
        return len(gone)

    def _withdraw(self, entry):
        entry.status, entry.withdrawal_note = Entry.Status.WITHDRAWN, entry.withdrawal_note or WITHDRAWN
        entry.save()
        self._log(entry, f"Import {self.deposit.pk} annulé{NBSP}: fiche retirée.")
        self.told.append(f"«{NBSP}{entry}{NBSP}» a été publique{NBSP}: retirée, « {WITHDRAWN} »")

    def _leave(self, entry, trace, tellers):
        """It is what others say of it."""
        self._give_way(entry, trace, tellers.columns(entry))
        self._log(entry, f"Import {self.deposit.pk} annulé{NBSP}: d’autres disent cette fiche, elle reste.")
        self.told.append(f"«{NBSP}{entry}{NBSP}» reste{NBSP}: d’autres la disent, ou l’ont complétée.")

    def _log(self, entry, message):
        LogEntry.objects.create(
            user_id=self.job.asked_by_id,
            content_type=ContentType.objects.get_for_model(type(entry)),
            object_id=entry.pk,
            object_repr=str(entry)[:200],
            action_flag=CHANGE,
            change_message=message,
        )

    def _end_list(self):
        """A list that it made and that has no row left is forgotten."""
        for made in SourceList.objects.filter(pk__in=[*self.made[SourceList]], records=None):
            if not self.later.filter(source_list=made).exists():
                Deposit.objects.filter(source_list=made).update(new_list=made.name)
                made.delete()

    def _hand_over(self, row, trace):
        hand_over(row, trace, self.later)


def put(row, values):
    """Give a row values by column, as JSON holds them."""
    for field in row._meta.concrete_fields:
        if field.attname in values:
            column = field.target_field if field.is_relation else field
            setattr(row, field.attname, column.to_python(values[field.attname]))


def twin_of(row):
    """Whether somebody told since what a removed row told, or perhaps did."""
    if not isinstance(row, Comparable):
        return False
    others = type(row)._default_manager.filter(**{name: getattr(row, f"{name}_id", None) for name in row.WITHIN})
    found = (row.compare(other) for other in others)
    return any(likeness and likeness.verdict is not Verdict.DIFFERENT for likeness in found)


def key_names(model):
    return [one.name for one in model._meta.fields if one.name in ("slug", "identifier")]
