"""What forms have in common: dates as the French write them, choices found by what one types."""

from django import forms
from django.db.models import URLField
from django.forms.models import ModelChoiceField
from django.utils.functional import cached_property

from directory.fields import PartialDateField
from french.dates import PartialDate

from ..autocomplete import Autocompleted


class PartialDateFormField(forms.CharField):
    """A partial date, shown as the French write it."""

    def to_python(self, value):
        try:
            return PartialDate.parse(super().to_python(value))
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value):
        return in_french(value) if isinstance(value, PartialDate) else value

    def has_changed(self, initial, data):
        try:
            return PartialDate.parse(initial or "") != PartialDate.parse(data or "")
        except ValueError:
            return True


def in_french(date):
    """The date as one types it: « 17/03/2024 18:00 », « 03/2024 »."""
    day, _, hour = date.partition("T")
    return " ".join(filter(None, ["/".join(reversed(day.split("-"))), hour]))


class StaffForms:
    """The forms of entries and of their rows."""

    formfield_overrides = {
        PartialDateField: {"form_class": PartialDateFormField, "max_length": 30},
        URLField: {"assume_scheme": "https"},
    }
    short_choices = ()  # many-to-many fields with few values, all shown

    @cached_property
    def autocomplete_fields(self):
        """Every link that the form holds is found by typing, but for the short ones."""
        fields = (*self.opts.fields, *self.opts.many_to_many)
        return [one.name for one in fields if one.remote_field and one.editable and one.name not in self.short_choices]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.short_choices:
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, ModelChoiceField):
            self._label_choices(field)
            field.widget.can_add_related = field.widget.can_add_related and db_field.name not in self.short_choices
            field.widget.can_view_related = field.widget.can_delete_related = False
        return field

    def _label_choices(self, field):
        target = self.admin_site._registry.get(field.queryset.model)
        if isinstance(target, Autocompleted):
            field.queryset = target.with_labels(field.queryset)
            field.label_from_instance = target.choice_label
