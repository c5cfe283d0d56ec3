"""Which import answers for what stays, once the one that wrote it is undone."""

from directory.models import Entry, SourceRecord
from directory.models.recorded import relations_to

from ..models import Trace
from .held import RECORD
from .witness import LINKS, label


def hand_over(row, trace, later):
    """Give the trace of what stays to the first of the `later` imports that tells it, or that points to it."""
    if not trace.after:
        return
    for kind, pks in [(RECORD, records_about(row)), *pointing_to(row)]:
        heirs = Trace.objects.filter(kind=kind, row__in=pks, deposit__in=later)
        if heir := heirs.order_by("deposit").first():
            give(trace, heir.deposit)
            return


def give(trace, heir):
    """Have another import answer for a row, as if it had been the one to write it."""
    own = heir.traces.filter(kind=trace.kind, row=trace.row).first()
    if own is None:
        trace.deposit = heir
        trace.save()
    elif own.before is not None and own.after is not None and LINKS not in own.after:
        own.before = None if trace.before is None else {**own.before, **trace.before}
        own.after = {**trace.after, **own.after}
        own.save()
        trace.delete()


def records_about(row):
    """The keys of the rows of lists that tell of an entry, or of what is a part of it."""
    if isinstance(row, SourceRecord):
        return [row.pk]
    if hasattr(row, "tellings"):
        return [*row.tellings.values_list("record", flat=True)]
    if hasattr(row, "record_id"):
        return [row.record_id]
    entry = row if isinstance(row, Entry) else getattr(row, getattr(row, "BELONGS_TO", "") or "pk", None)
    found = SourceRecord.objects.filter(identifier=getattr(entry, "identifier", ""))
    return [*found.values_list("pk", flat=True)]


def pointing_to(row):
    """Pairs (label, keys) of the rows that point to one."""
    for relation in relations_to(type(row)):
        found = relation.related_model._base_manager.filter(**{relation.field.attname: row.pk})
        yield label(relation.related_model), [*found.values_list("pk", flat=True)]
