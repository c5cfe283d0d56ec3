"""What differs between two versions of an entry, in French: « montant voté : 12 500 € → 14 000 € »."""

from dataclasses import dataclass

from . import layouts
from .snapshots import snapshots
from .wording import Names, called, contrasted, in_words, row_in_words, row_name


@dataclass(frozen=True)
class State:
    """An entry at a time: its rows, and the layout to read them with."""

    kind: str
    row: int
    rows: dict
    layout: dict

    @classmethod
    def now(cls, entry):
        model = type(entry)._meta.concrete_model
        label = model._meta.label_lower
        return cls(label, entry.pk, snapshots(model, [entry.pk])[entry.pk], layouts.current()[1])

    @classmethod
    def of(cls, version):
        return cls(version.kind, version.row, version.rows, version.revision.layout.models)

    @classmethod
    def none(cls, state):
        """What was before the first version: nothing."""
        return cls(state.kind, state.row, {}, state.layout)


@dataclass(frozen=True)
class Difference:
    """One thing that two versions tell otherwise.

    `model` is a label and `key` a row of it. `names` are those of the field on both sides, None on the side that lacks
    it; without names, the row itself came or went. `before` and `after` are in words.
    """

    model: str
    key: str
    names: tuple
    what: str
    before: str
    after: str

    @property
    def code(self):
        """What tells it from the others of the entry, in an address."""
        return ":".join([self.model, self.key, *filter(None, self.names[::-1])][:3])

    def answers(self, code):
        """Return whether a code is about it, be it by the name that its field had, or of a field of a whole row."""
        row = f"{self.model}:{self.key}"
        return (
            code == row or code in {f"{row}:{name}" for name in self.names} or not self.names and code.startswith(row)
        )


def differences(old, new, names=None):
    """Return the differences between two states of an entry, its own fields first."""
    names = names or names_in([old, new])
    own = (old.kind, str(old.row))
    keys = {(label, key): None for rows in (old.rows, new.rows) for label in rows for key in rows[label]}
    found = []
    for label, key in sorted(keys, key=lambda one: (one != own, one[0], int(one[1]))):
        before, after = (state.rows.get(label, {}).get(key) for state in (old, new))
        if (label, key) == own or None not in (before, after):
            prefix = "" if (label, key) == own else f"{row_name(label, after, new.layout, names)}, "
            found += of_fields(label, key, prefix, (before or {}, old.layout), (after or {}, new.layout), names)
        else:
            found.append(of_row(label, key, (before, old.layout), (after, new.layout), names))
    return found


def of_row(label, key, old, new, names):
    """A row that came or went."""
    (before, then), (after, now) = old, new
    row, layout = (after, now) if before is None else (before, then)
    return Difference(
        label,
        key,
        (),
        row_name(label, row, layout, names),
        "" if before is None else row_in_words(label, before, then, names),
        "" if after is None else row_in_words(label, after, now, names),
    )


def of_fields(label, key, prefix, old, new, names):
    """The fields of a row that is there in both."""
    (before, then), (after, now) = old, new
    old_fields, new_fields = (layouts.fields_in(layout, label) for layout in (then, now))
    for old_name, new_name in paired(old_fields, new_fields):
        values = before.get(old_name), after.get(new_name)
        if values[0] == values[1]:
            continue
        one, two = old_fields.get(old_name), new_fields.get(new_name)
        told = in_words(values[0], one, names) if one else "", in_words(values[1], two, names) if two else ""
        what = called(two or one) + ("" if two else " (champ retiré depuis)")
        yield Difference(label, key, (old_name, new_name), prefix + what, *contrasted(*told))


def paired(old, new):
    """Yield pairs of names, those of one field: it has the same name, or was renamed and is called the same.

    None stands for a field that is not there.
    """
    labels = {one["label"]: name for name, one in old.items() if name not in new}
    for name, one in new.items():
        yield (name if name in old else labels.pop(one["label"], None)), name
    for name in labels.values():
        yield name, None


def history(versions):
    """Return pairs (version, its differences with the one before it) of versions of one entry, the last one first.

    The first of all, which comes last, differs from nothing.
    """
    states = [State.of(one) for one in versions]
    names = names_in(states)
    before = [*states[1:], State.none(states[-1])] if states else []
    return [
        (version, differences(old, new, names)) for version, old, new in zip(versions, before, states, strict=True)
    ]


def in_full(state):
    """Return pairs (what, text) of all that an entry said: its fields, then its rows."""
    names, own = names_in([state]), (state.kind, str(state.row))
    fields, values = layouts.fields_in(state.layout, state.kind), state.rows[own[0]][own[1]]
    told = [(called(one), in_words(values.get(name), one, names)) for name, one in fields.items()]
    rows = [(label, row) for label, of in state.rows.items() for key, row in of.items() if (label, key) != own]
    layout = state.layout
    told += [(row_name(label, row, layout, names), row_in_words(label, row, layout, names)) for label, row in rows]
    return [(what, text) for what, text in told if text]


def names_in(states):
    return Names(*((state.rows, state.layout) for state in states))
