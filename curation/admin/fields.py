"""What forms have in common: dates as the French write them, choices found by what one types."""

from django import forms
from django.contrib import messages
from django.db.models import URLField
from django.forms.models import ModelChoiceField
from django.utils.functional import cached_property
from django.utils.text import Truncator

from directory.fields import PartialDateField
from french.damage import is_damaged
from french.dates import PartialDate

from ..autocomplete import Autocompleted

SHOWN = 60  # characters of a text that is told


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


def damaged(filled):
    """The texts just typed, in some forms, whose accents look spoilt, each with the label of its field."""
    for form in filled:
        for name in form.changed_data:
            text = form.cleaned_data.get(name)
            if isinstance(text, str) and is_damaged(text):
                yield form.fields[name].label, text


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

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for label, text in damaged([form, *(one for formset in formsets for one in formset.forms)]):
            told = f"{label} : les accents semblent abîmés (« {Truncator(text).chars(SHOWN)} »). À vérifier."
            self.message_user(request, told, messages.WARNING)

    def _label_choices(self, field):
        target = self.admin_site._registry.get(field.queryset.model)
        if isinstance(target, Autocompleted):
            field.queryset = target.with_labels(field.queryset)
            field.label_from_instance = target.choice_label
