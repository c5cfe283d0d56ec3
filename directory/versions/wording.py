"""Values of snapshots in plain French, read with the layout of their time and not with the models of today."""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from functools import cache

from django.apps import apps

from french.amounts import written_rate
from french.dates import PartialDate
from french.typography import euros, joined, percent

from ..models import Version
from .layouts import fields_in

SHORT = 160  # characters of a text that is told whole
AROUND = 40  # characters told around what changed in a longer one
IDLE = ("", "non", "0")  # what a row that came or went need not say
TEXTS = ("CharField", "TextField")


class Names:
    """What links lead to, by name: asked once for all the links of some snapshots."""

    def __init__(self, *told):
        self._wanted = defaultdict(set)
        for snapshot, layout in told:
            for label, rows in snapshot.items():
                self._want(fields_in(layout, label), rows.values())
        self._found = {label: found(label, keys) for label, keys in self._wanted.items()}

    def _want(self, fields, rows):
        links = [(name, one["to"]) for name, one in fields.items() if "to" in one]
        for row in rows:
            for name, label in links:
                keys = row.get(name) or []
                self._wanted[label] |= {*keys} if isinstance(keys, list) else {keys}

    def of(self, label, key):
        return self._found.get(label, {}).get(key) or f"n° {key}, supprimé depuis"


def found(label, keys):
    """Return `{key: name}` of rows; that of a row deleted since is what its last version says."""
    try:
        model = apps.get_model(label)
    except LookupError:  # of a model that is no more
        return {}
    names = dict(model._base_manager.order_by().filter(pk__in=keys).values_list("pk", naming(model)))
    gone = keys - names.keys()
    last = Version.objects.filter(kind=label, row__in=gone).exclude(rows={}).order_by("pk") if gone else ()
    told = ((one.row, one.rows[label][str(one.row)].get("name")) for one in last)
    return {key: f"{name} (supprimé depuis)" for key, name in told if name} | names


@cache
def naming(model):
    """Return the path to what rows of a model are called: a column, or that of what they cannot be without."""
    columns = {one.name for one in model._meta.concrete_fields}
    if own := next((name for name in ("name", "title", "label") if name in columns), None):
        return own
    links = (one for one in model._meta.concrete_fields if one.is_relation and not one.null)
    return next((f"{one.name}__{naming(one.related_model)}" for one in links), "pk")


def in_words(value, field, names):
    """Return a value as one reads it; blank when there is none."""
    if value in (None, "", []):
        return ""
    if "to" in field:
        return joined(sorted(names.of(field["to"], key) for key in (value if isinstance(value, list) else [value])))
    if "choices" in field:
        return field["choices"].get(str(value), str(value))
    return WORDS.get(field["type"], str)(value)


def moment_in_words(moment):
    return PartialDate.of_moment(moment).display


WORDS = {
    "BooleanField": lambda value: "oui" if value else "non",
    "AmountField": lambda value: euros(Decimal(value)),
    "PercentageField": lambda value: percent(Decimal(value)),
    "ShareField": lambda value: written_rate(Decimal(value)),
    "PartialDateField": lambda value: PartialDate(value).display,
    "DateField": lambda value: PartialDate(value).display,
    "DateTimeField": lambda value: moment_in_words(datetime.fromisoformat(value)),
    "FloatField": lambda value: str(value).replace(".", ","),
}


def row_name(label, row, layout, names):
    """What a row is called: by the links that it cannot be without, else by its first text, else by its kind alone."""
    fields, kind = fields_in(layout, label), layout[label]["name"] if label in layout else label
    links = [name for name, one in fields.items() if one.get("is_required") and row.get(name)]
    texts = [name for name, one in fields.items() if one["type"] in TEXTS and "choices" not in one and row.get(name)]
    told = joined([in_words(row[name], fields[name], names) for name in links or texts[:1]])
    return f"{kind} « {short(told)} »" if told else kind


def row_in_words(label, row, layout, names):
    """All that a row says: « acteur : Le Lieu ; rôle : porteur »."""
    fields = [(name, one) for name, one in fields_in(layout, label).items() if name != "identifier"]
    told = ((called(one), in_words(row.get(name), one, names)) for name, one in fields)
    return " ; ".join(f"{name} : {short(text)}" for name, text in told if text not in IDLE)


def called(field):
    """What a field is called; its value tells the unit."""
    return field["label"].removesuffix(" (€)")


def short(text, length=SHORT):
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


def contrasted(before, after):
    """Return two texts cut to what differs between them, with a few words around, when they are long."""
    if max(len(before), len(after)) <= SHORT:
        return before, after
    start = shared(before, after)
    left, right = before[start:], after[start:]
    end = shared(left[::-1], right[::-1])
    return cut(before, start, end), cut(after, start, end)


def shared(one, two):
    """How many first characters of two texts are the same."""
    return next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def cut(text, start, end):
    """Return the middle of a text, between what it shares with another at both ends, and a little around it."""
    first, last = max(start - AROUND, 0), min(len(text) - end + AROUND, len(text))
    middle = short(text[first:last].strip(), 2 * SHORT)
    return f"{'… ' if first else ''}{middle}{' …' if last < len(text) else ''}" if text else ""
