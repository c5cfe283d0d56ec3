"""From what the files of examples tell to what the models hold."""

from datetime import datetime, time

from django.db import models
from django.utils.dateparse import parse_date

from calls.models import Axis, Round
from curation.imports.terms import current_thesaurus
from directory.fields import PartialDateField
from directory.models import Term
from french.dates import PARIS
from french.typography import typographic
from territories.models import Territory

from .dates import dated


class Values:
    """Reads values by the field that they are for; `made` are the examples so far, by model and slug."""

    def __init__(self, today):
        self.today = today
        self.made = {}
        self.thesaurus = current_thesaurus()
        self.terms = {(term.vocabulary, term.slug): term for term in Term.objects.all()}

    def of(self, model, told):
        """The fields of a row, but for those that hold many values."""
        fields = {field.name: field for field in model._meta.concrete_fields}
        return {name: self._value(fields[name], value, told) for name, value in told.items() if name in fields}

    def many(self, field, told):
        return [self._target(field, value, {}) for value in told]

    def _value(self, field, value, told):
        if value is None or not isinstance(value, str):
            return value
        if field.is_relation:
            return self._target(field, value, told)
        return self._dated(field, dated(value, self.today)) if is_date(field) else typographic(value)

    def _dated(self, field, text):
        match field:
            case PartialDateField():
                return text
            case models.DateTimeField():
                return datetime.combine(parse_date(text), time(12), PARIS)
            case models.DateField():
                return parse_date(text)
        return int(text[:4])

    def _target(self, field, value, told):
        """What a name points to; an empty one points to nothing."""
        model = field.related_model._meta.concrete_model
        if not value:
            return None
        if model is Term:
            return self._term(field.get_limit_choices_to()["vocabulary"], value)
        if model is Axis:
            return self.made[Round, told["round"]].axes.get(name=value)
        if model is Territory and value[:2].isdigit():
            return Territory.objects.current().get(code=value, kind__in=["commune", "departement"])
        return self.made[model, value]

    def _term(self, vocabulary, text):
        return self.terms[vocabulary, self.thesaurus.find(vocabulary, text).slug]


def is_date(field):
    """A moment, or the year of a round."""
    return isinstance(field, PartialDateField | models.DateField | models.PositiveSmallIntegerField)
