"""The questions of « Quel appel pour mon projet ? »."""

from itertools import groupby

from django import forms
from django.utils.text import capfirst

from calls.models import Item
from directory.models import Term
from territories.models import Territory

from .finder import QUESTIONS

NO_ANSWER = ("", "Sans réponse")
SHORT = (Item.Kind.METIER, Item.Kind.STAGE)  # few enough to be seen at once


class AnswerField(forms.ChoiceField):
    """One question, answered by a term or a territory, or not at all; what is not known is set aside."""

    def __init__(self, question, rows):
        self.is_short, self._rows = question.kind in SHORT, {row.slug: row for row in rows}
        super().__init__(
            choices=[NO_ANSWER, *(map(as_choice, rows) if self.is_short else grouped(rows))],
            required=False,
            label=question.title,
            widget=forms.RadioSelect if self.is_short else forms.Select(attrs={"aria-label": question.title}),
            error_messages={"invalid_choice": "Cette réponse n’existe pas : la question est laissée de côté."},
        )

    def clean(self, value):
        return self._rows.get(super().clean(value))


class FindForm(forms.Form):
    """What one says of a project, in an address that may be shared."""

    def __init__(self, data):
        super().__init__(data)
        terms, territories = list(known_terms()), list(known_territories())
        for question in QUESTIONS:
            vocabulary = Item.CLASSED.get(question.kind)
            rows = [term for term in terms if term.vocabulary == vocabulary] if vocabulary else territories
            self.fields[question.name] = AnswerField(question, rows)

    @property
    def answers(self):
        """Return `{name of a question: Term or Territory}`, of those that are answered."""
        self.full_clean()
        return {name: answer for name, answer in self.cleaned_data.items() if answer}


def known_terms():
    return Term.objects.filter(vocabulary__in=Item.CLASSED.values()).active().select_related("parent")


def known_territories():
    kinds = (Territory.Kind.DEPARTEMENT, Territory.Kind.POLE)
    return Territory.objects.published().real().current().of_kind(*kinds).prefetch_related("containers")


def as_choice(row):
    return row.slug, row.name


def grouped(rows):
    """The choices under what holds them: the musées among the lieux culturels; what holds nothing stands alone."""
    for group, some in groupby(sorted(rows, key=order_of), key=group_of):
        choices = [as_choice(row) for row in some]
        yield (group, choices) if len(choices) > 1 else (choices[0][0], capfirst(choices[0][1]))


def group_of(row):
    if isinstance(row, Territory):
        return f"{row.get_kind_display()}s".capitalize()
    return (row.parent or row).name.capitalize()


def order_of(row):
    """The groups in the order of the alphabet, what names one first in it."""
    return group_of(row), bool(getattr(row, "parent_id", None)), row.key
