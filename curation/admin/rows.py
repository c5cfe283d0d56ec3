"""Rows that depend on an entry, edited with it."""

import re
from collections import defaultdict

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from accounts.governed import GovernedRows

from .completing import is_completing
from .fields import StaffForms
from .twins import refusals


class RowFormSet(BaseInlineFormSet):
    """Rows edited together, of which nothing is lost.

    Those that somebody else removes meanwhile become new rows. Two main places, or « Écran » and « ecran », are
    refused before the database does it.
    """

    def __init__(self, data=None, files=None, **kwargs):
        super().__init__(data, files, **kwargs)
        if self.is_bound and self.management_form.is_valid():
            self._renew_removed_rows()

    def clean(self):
        super().clean()
        rows = [form.instance for form in self.forms if self._will_stay(form)]
        if told := refusals(self.model, rows, self.fk):
            raise ValidationError(told)

    def _will_stay(self, form):
        return form not in self.deleted_forms and (form.instance.pk or form.has_changed())

    def _renew_removed_rows(self):
        known, total = range(self.initial_form_count()), range(self.total_form_count())
        here = {str(row.pk) for row in self.get_queryset()}
        removed = [index for index in known if self.data.get(self._key(index)) not in here]
        if not removed:
            return
        order = sorted(total, key=lambda index: (index not in known or index in removed, index))
        self.data, self.files = (renumbered(sent, self.prefix, order) for sent in (self.data, self.files))
        for index in range(len(known) - len(removed), len(known)):
            self.data[self._key(index)] = ""
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(len(known) - len(removed))
        del self.management_form

    def _key(self, index):
        return f"{self.add_prefix(index)}-{self.model._meta.pk.name}"


def renumbered(sent, prefix, order):
    """What a form sent, with the rows of a formset in another order."""
    moved, rows = sent.copy(), defaultdict(dict)
    for name in sent:
        if match := re.fullmatch(rf"{re.escape(prefix)}-(\d+)-(.+)", name):
            rows[int(match[1])][match[2]] = moved.pop(name)
    for index, before in enumerate(order):
        for name, values in rows[before].items():
            moved.setlist(f"{prefix}-{index}-{name}", values)
    return moved


class Rows(GovernedRows, StaffForms):
    """No empty row, but where the rows are what an entry lacks."""

    extra = 0
    formset = RowFormSet
    completed_with = {}  # what the first row of an entry that lacks one most probably says

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if is_completing(request) else self.extra


class RowInline(Rows, admin.StackedInline):
    """Rows one under the other."""


class TabularRowInline(Rows, admin.TabularInline):
    """Rows as a table."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The head of the column is not tied to the fields: name each of them."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            getattr(field.widget, "widget", field.widget).attrs["aria-label"] = str(field.label)
        return field
