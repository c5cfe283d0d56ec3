"""What the database would refuse of rows that are not written yet: its constraints, asked beforehand.

Most conditions are read here: to ask the database for each row and each constraint would be most of a plan.
"""

import re
from operator import eq, ge, gt, le, lt

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

LOOKUPS = {
    "exact": eq,
    "gt": gt,
    "gte": ge,
    "lt": lt,
    "lte": le,
    "in": lambda value, wanted: value in wanted,
    "range": lambda value, ends: ends[0] <= value <= ends[1],
    "regex": lambda value, pattern: bool(re.search(pattern, value)),
}
SLUG_TAKEN = "Une autre fiche a déjà cette adresse."


class UnreadableConditionError(Exception):
    """A condition that only the database can read."""


class Rules:
    """The constraints that the rows of one plan must keep, and the values that its rows were the first to take."""

    def __init__(self):
        self._first = {}
        self._answers = {}

    def check(self, row):
        """Raise ValidationError, with the sentence of the constraint, when the database would refuse the row."""
        for constraint in row._meta.constraints:
            message, code = constraint.get_violation_error_message(), constraint.violation_error_code
            if isinstance(constraint, CheckConstraint) and not self._is_kept(constraint, row):
                raise ValidationError(message, code=code)
            if isinstance(constraint, UniqueConstraint) and self._is_broken(constraint, row):
                name = constraint.fields[0] if len(constraint.fields) == 1 else NON_FIELD_ERRORS
                raise ValidationError({name: message}, code=code)

    def take(self, row, name, message):
        """Refuse the value of a unique field when another row, of the plan or of the database, has it."""
        if getattr(row, name) and self._is_taken(name, row, [name]):
            raise ValidationError({name: message})

    def _is_kept(self, constraint, row):
        try:
            return holds(constraint.condition, row) is not False
        except UnreadableConditionError:
            names = sorted({path[0] for path in row._get_expr_references(constraint.condition)})
            values = (constraint.name, *(getattr(row, name) for name in names))
            if values not in self._answers:
                self._answers[values] = agrees(constraint, row)
            return self._answers[values]

    def _is_broken(self, constraint, row):
        if constraint.condition and not holds(constraint.condition, row):
            return False
        paths = (path for one in constraint.expressions for path in row._get_expr_references(one))
        names = constraint.fields or [path[0] for path in paths]
        if constraint.fields and any(value_of(row, name) is None for name in names):
            return False  # nothing is equal to what is not known
        return self._is_taken(constraint.name, row, names)

    def _is_taken(self, rule, row, names):
        values = {name: value_of(row, name) for name in names}
        first = self._first.setdefault((row._meta.concrete_model, rule, *values.values()), row)
        if first is not row:
            return True
        if any(isinstance(value, Unwritten) for value in values.values()):
            return False
        return type(row)._base_manager.filter(**values).exclude(pk=row.pk).exists()


class Unwritten(int):
    """Stands for a row that is in no table yet, told from the others."""


def value_of(row, name):
    """The value of a column; of a relation, the key or what stands for a row without one."""
    field = row._meta.pk if name == "pk" else row._meta.get_field(name)
    target = field.get_cached_value(row, None) if field.is_relation else None
    if target is not None and target.pk is None:
        return Unwritten(id(target))
    return getattr(row, field.attname)


def agrees(constraint, row):
    try:
        constraint.validate(type(row), row)
    except ValidationError:
        return False
    return True


def holds(condition, row):
    """Return what a condition is for a row: True, False, or None when a value is not known, as SQL has it."""
    parts = [holds(one, row) if isinstance(one, Q) else compared(*one, row) for one in children(condition)]
    if condition.connector == Q.OR:
        found = True if True in parts else None if None in parts else False
    elif condition.connector == Q.AND:
        found = False if False in parts else None if None in parts else True
    else:
        raise UnreadableConditionError
    return found if found is None or not condition.negated else not found


def children(condition):
    if any(not isinstance(one, (Q, tuple)) for one in condition.children):
        raise UnreadableConditionError
    return condition.children


def compared(path, wanted, row):
    """Return what one comparison of a condition is for a row."""
    name, _, lookup = path.partition("__")
    value = value_of(row, name)
    wanted = value_of(row, wanted.name) if isinstance(wanted, F) else wanted
    if lookup == "isnull" or (lookup in ("", "exact") and wanted is None):
        return (value is None) == (wanted is not False)
    if lookup and lookup not in LOOKUPS or hasattr(wanted, "resolve_expression"):
        raise UnreadableConditionError
    return None if value is None or wanted is None else LOOKUPS[lookup or "exact"](value, wanted)
