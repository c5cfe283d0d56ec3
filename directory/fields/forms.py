"""Form fields for amounts and rates, typed and shown as the French write them.

A `type=number` widget would lose the comma and the spaces before the server sees them: « 250 000,50 » came in as
25,000,050. These are fields of text.
"""

from decimal import Decimal

from django import forms

from french import amounts


class NumberTextInput(forms.TextInput):
    """A text that phones open with figures and a comma."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class EuroField(forms.DecimalField):
    """Euros: « 250 000,50 »."""

    widget = NumberTextInput
    parse = staticmethod(amounts.parse_euros)
    written = staticmethod(amounts.written_euros)

    def to_python(self, value):
        if isinstance(value, Decimal):
            return value
        if value is None or not str(value).strip():
            return None
        try:
            return self.parse(str(value))
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value):
        """What was typed stays as it was typed."""
        return self.written(value) if isinstance(value, Decimal | int | float) else value


class PercentageField(EuroField):
    """A rate, from 0 to 100: « 33,5 »."""

    parse = staticmethod(amounts.parse_percentage)
    written = staticmethod(amounts.written_rate)


class ShareField(EuroField):
    """A part of a whole, from 0 to 1: « 0,5 », or « 50 % »."""

    parse = staticmethod(amounts.parse_share)
    written = staticmethod(amounts.written_rate)
