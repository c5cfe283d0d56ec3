"""Model fields of the directory."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Left, Length

from .dates import FORMATS, PartialDate


class PartialDateField(models.CharField):
    """A date with its precision, stored as the beginning of an ISO moment; empty when unknown."""

    description = "date connue à l’année, au mois, au jour ou à l’heure près"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("help_text", f"Aussi précise que la source : {FORMATS}.")
        super().__init__(*args, **{**kwargs, "max_length": 16, "blank": True, "default": ""})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "blank", "default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return value if value is None else PartialDate(value)

    def to_python(self, value):
        try:
            return PartialDate.parse(value or "")
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value):
        return str(self.to_python(value)) if value is not None else value

    def pre_save(self, model_instance, add):
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value


def in_order(first, last, name, message):
    """Constraint: two partial dates, when both are known, follow one another as far as the less precise tells."""
    return models.CheckConstraint(
        condition=Q(**{first: ""}) | Q(**{last: ""}) | Q(**{f"{last}__gte": Left(F(first), Length(F(last)))}),
        name=name,
        violation_error_message=message,
    )


def has_begun(field, moment):
    """Condition: the date kept in the field has begun at the moment; in SQL what `PartialDate.has_begun` says."""
    return ~Q(**{field: ""}) & Q(**{f"{field}__lte": str(PartialDate.of_moment(moment))})


def is_over(field, moment):
    """Condition: the date kept in the field is over at the moment; in SQL what `PartialDate.is_over` says."""
    now = str(PartialDate.of_moment(moment))
    return ~Q(**{field: ""}) & (Q(**{f"{field}__lt": Left(Value(now), Length(field))}) | Q(**{field: now}))
