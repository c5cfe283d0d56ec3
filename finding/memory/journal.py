"""Reading the log of changes: what was written since this process last looked."""

from dataclasses import dataclass

from directory.models import Change
from directory.models.change import MANY

Touched = dict  # `{label of a model: pks}`; None among the pks stands for all the rows of the model


@dataclass(frozen=True)
class LogMark:
    """A place in the log. A number may come back after a rollback or a restoration, its stamp never."""

    number: int = 0
    stamp: str = ""

    def news(self):
        """Return (end of the log now, `{label: pks}` touched since this place); None when the log lost this place."""
        # from the known line on, itself included: without it, nothing tells that the lines before were not lost
        changes = list(
            Change.objects.filter(pk__gte=self.number).order_by("pk").values_list("pk", "stamp", "kind", "row")
        )
        if self.number and (not changes or (changes[0][0], str(changes[0][1])) != (self.number, self.stamp)):
            return None
        new = changes[1:] if self.number else changes
        return (LogMark(new[-1][0], str(new[-1][1])) if new else self), touched(new)

    @classmethod
    def now(cls):
        last = Change.objects.order_by("-pk").values_list("pk", "stamp").first()
        return cls(last[0], str(last[1])) if last else cls()


def touched(changes):
    rows = {}
    for _number, _stamp, label, row in changes:
        rows.setdefault(label, set()).add(row)
    return merged(rows, {})


def merged(one, other):
    """Return the union of two `{label: pks}`; beyond MANY rows of a model, `{None}`, which stands for all of them."""
    both = {label: one.get(label, set()) | other.get(label, set()) for label in one.keys() | other.keys()}
    return {label: rows if len(rows) <= MANY else {None} for label, rows in both.items()}
