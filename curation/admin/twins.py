"""Rows typed together that the database would refuse: checked alone, none of them sees the other."""

from django.db.models import F, UniqueConstraint

from directory.fields import KeyField


def refusals(model, rows, parent):
    """The messages of the constraints by which two of the rows of one parent would be the same."""
    rules = (rule for rule in model._meta.constraints if isinstance(rule, UniqueConstraint))
    return [rule.get_violation_error_message() for rule in rules if has_twins(rule, rows, parent)]


def has_twins(rule, rows, parent):
    names = [name for name in names_in(rule) if name != parent.name]
    told = [tuple(value_of(row, name) for name in names) for row in rows if applies(rule, row)]
    known = told if rule.expressions else [values for values in told if None not in values]  # as SQL does
    return len(known) > len(set(known))


def names_in(expression):
    """The fields that a constraint, or one of its expressions, reads."""
    if isinstance(expression, F):
        return [expression.name]
    if isinstance(expression, UniqueConstraint):
        return [*expression.fields, *(name for one in expression.expressions for name in names_in(one))]
    return [name for one in expression.get_source_expressions() for name in names_in(one)]


def applies(rule, row):
    if rule.condition is None:
        return True
    return rule.condition.check({one.name: value_of(row, one.name) for one in row._meta.concrete_fields})


def value_of(row, name):
    """The value that the database will hold: a key is written from the text it comes from."""
    column = row._meta.get_field(name)
    return column.pre_save(row, add=False) if isinstance(column, KeyField) else getattr(row, column.attname)
