"""Rows of the database in words, for staff: « financement (financeur « Région », montant voté (€) « 7 500 ») »."""

from datetime import date

from directory.fields import AmountField
from french.dates import PartialDate


def said_columns(row):
    """The fields of a row that staff may write and that say something."""
    return [one for one in row._meta.concrete_fields if one.editable and not one.primary_key and is_said(one, row)]


def is_said(column, row):
    return getattr(row, column.attname) not in (None, "")


def shown(column, row):
    """What a field of a row says, as forms and pages write it."""
    value = getattr(row, column.name)
    if not is_said(column, row):
        return ""
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")())
    if isinstance(column, AmountField):
        return column.written(value)
    match value:
        case PartialDate():
            return value.display
        case bool():
            return "oui" if value else "non"
        case date():
            return f"{value:%d/%m/%Y}"
    return str(value)


def rows_beside(row):
    """Return [(label, in words)] for the rows that a row has of its own: « avenants », « porté à 8 000 € (2025) »."""
    relations = [row._meta.get_field(name) for name in getattr(row, "BESIDE", ())]
    return [
        (str(one.related_model._meta.verbose_name_plural), ", ".join(map(str, getattr(row, one.name).all())))
        for one in relations
    ]


def tell(row):
    """A row in words, with every value it holds."""
    said = [(one.verbose_name, shown(one, row)) for one in said_columns(row)]
    said += [(label, told) for label, told in rows_beside(row) if told]
    return f"{row._meta.verbose_name} ({', '.join(f'{label} « {told} »' for label, told in said)})"
