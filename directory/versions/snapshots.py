"""The values of entries and of their rows as they are stored, read many entries at a time.

A snapshot is `{label of a model: {key: {field: value}}}`: keys are texts, values are as JSON holds them, and a field
that says nothing (blank, unknown) is left out. That of an entry that is not there any more is empty.
"""

import datetime
from collections import defaultdict
from decimal import Decimal
from functools import cache

from django.db import connection

from .layouts import parts, told_fields, told_links

FEW = 20  # entries whose tables are asked about before they are read


def snapshots(model, keys):
    """Return `{key: snapshot}` of rows of a model: a query for each table that holds some, however many they are."""
    found = {key: {} for key in keys}
    is_filled = filled(model, keys) if len(keys) <= FEW else None
    for one, path in [(model, "pk"), *parts(model)]:
        held = one.owner_kind() if "__" in path else one  # an amendment is there when its grant is
        if is_filled and held is not model and held._meta.db_table not in is_filled:
            continue
        owners = read_rows(found, one, path)
        for field in told_links(one):
            if is_filled is None or one is not model or field.m2m_db_table() in is_filled:
                read_links(found, one, field, owners)
    return found


def filled(model, keys):
    """Return the tables that hold anything of a few entries: most of their rows are in one or two of twenty tables.

    One statement, written once: to make the query of each table is what takes long when a single entry is saved.
    """
    statement, times = statement_of(model, len(keys))
    with connection.cursor() as cursor:
        cursor.execute(statement, [*keys] * times)
        return {table for (table,) in cursor.fetchall()}


@cache
def statement_of(model, number):
    """Return (the statement that tells which tables hold parts of so many entries, how many times it names them)."""
    tables = [(model._meta.db_table, model._meta.pk.column)]
    tables += [(one._meta.db_table, path) for one, path in parts(model) if "__" not in path]
    tables += [(one.m2m_db_table(), one.m2m_column_name()) for one in told_links(model)]
    marks, quoted = ", ".join(["%s"] * number), connection.ops.quote_name
    asked = (
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quoted(table)} WHERE {quoted(column)} IN ({marks}))"  # noqa: S608
        for table, column in tables
    )
    return " UNION ALL ".join(asked), len(tables)


def read_rows(found, model, path):
    """Add rows of one model; return `{their key: key of the entry}`."""
    label, owners = model._meta.label_lower, {}
    fields = [one for one in told_fields(model) if one.attname != path]  # whose part it is goes without saying
    columns = [one.attname for one in fields]
    rows = model._base_manager.filter(**{f"{path}__in": [*found]}).order_by("pk")
    for owner, key, *values in rows.values_list(path, "pk", *columns):
        told = {one.name: plain(value) for one, value in zip(fields, values, strict=True) if value not in (None, "")}
        found[owner].setdefault(label, {})[str(key)] = told
        owners[key] = owner
    return owners


def read_links(found, model, field, owners):
    """Add what a many-to-many field of rows of a model leads to, in the order of the keys."""
    if not owners:
        return
    through, label = field.remote_field.through, model._meta.label_lower
    source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    linked = defaultdict(list)
    rows = through._base_manager.filter(**{f"{source}__in": [*owners]}).order_by(target)
    for key, other in rows.values_list(source, target):
        linked[key].append(other)
    for key, others in linked.items():
        found[owners[key]][label][str(key)][field.name] = others


def plain(value):
    """Return a value as JSON gives it back."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.date):  # and moments, which are dates too
        return value.isoformat()
    if isinstance(value, str):
        return value.replace("\r\n", "\n")  # which browsers send, and nobody wrote
    return value
