"""Model fields of the directory."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import F, Q
from django.db.models.functions import Left, Length
from django.db.models.query_utils import DeferredAttribute

from french.dates import FORMATS, PartialDate
from french.folding import fold

from . import forms


class KeyField(models.TextField):
    """The folded text of other fields, by which rows are found, compared and sorted.

    `save()` writes it; `QuerySet.update()` of one of these fields would not, and is refused (`Recorded.saved_alone`).
    It is a column because SQLite and PostgreSQL compare accented capitals each in its own way.
    """

    def __init__(self, *args, of=("name",), **kwargs):
        self.of = tuple(of)
        super().__init__(*args, **{**kwargs, "editable": False})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance, add):
        key = fold(" ".join(getattr(model_instance, field) for field in self.of))
        setattr(model_instance, self.attname, key)
        return key


class UniqueKey(models.UniqueConstraint):
    """No two rows have the same key. A form does not hold the key: it is checked with the text it comes from."""

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        key, exclude = model._meta.get_field("key"), set(exclude or ())
        if exclude.isdisjoint(key.of):
            key.pre_save(instance, add=False)
            exclude.discard("key")
        else:
            exclude.add("key")
        super().validate(model, instance, exclude, using)


class PartialDateAttribute(DeferredAttribute):
    """What is assigned becomes a partial date; a nonsense stays as it is, for `full_clean` to refuse."""

    def __set__(self, instance, value):
        if not isinstance(value, PartialDate):
            with suppress(ValueError):
                value = PartialDate.parse(value or "")
        instance.__dict__[self.field.attname] = value


class PartialDateField(models.CharField):
    """A date with its precision, stored as the beginning of an ISO moment; empty when unknown."""

    description = "date connue à l’année, au mois, au jour ou à l’heure près"
    descriptor_class = PartialDateAttribute

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("help_text", f"Aussi précise que la source : {FORMATS}.")
        # 16 letters: a date and its minute, `2025-04-17T12:00`
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


class AmountField(models.DecimalField):
    """An amount in euros, to the cent, typed and shown in forms as the French write it."""

    description = "montant en euros"
    form_class = forms.EuroField
    digits = {"max_digits": 12, "decimal_places": 2}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**self.digits, **kwargs})

    def deconstruct(self):
        """A plain decimal for migrations: how a number is typed is not in the schema."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": self.form_class, **kwargs})

    def written(self, value):
        """A value of this field, or the text of one, as the French write it."""
        return self.form_class.written(self.to_python(value))


class PercentageField(AmountField):
    """A rate, from 0 to 100."""

    description = "taux en pourcentage"
    form_class = forms.PercentageField
    digits = {"max_digits": 5, "decimal_places": 2}


class ShareField(AmountField):
    """A part of a whole, from 0 to 1."""

    description = "part d’un tout"
    form_class = forms.ShareField
    digits = {"max_digits": 5, "decimal_places": 4}


class ToldField(models.JSONField):
    """What a row of a list told, as JSON."""

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def get_placeholder(self, value, compiler, connection):
        """Return the place of a value: a field that says so is not written by arrays on PostgreSQL.

        To escape JSON in an array was a fifth of the time that a bulk write held the lock.
        """
        return "%s"


def in_order(first, last, name, message):
    """Constraint: two partial dates, when both are known, follow one another as far as the less precise tells."""
    return models.CheckConstraint(
        condition=Q(**{first: ""}) | Q(**{last: ""}) | Q(**{f"{last}__gte": Left(F(first), Length(F(last)))}),
        name=name,
        violation_error_message=message,
    )
