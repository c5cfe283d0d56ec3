"""What a reader fills in."""

import re

from django import forms
from django.core.validators import MaxLengthValidator

from french.damage import TURNING

from .models import Report

LONGEST = 5000  # characters
FILLED = "Un champ invisible a été rempli, comme le font les robots. Il est vide de nouveau : renvoyez votre message."
TOO_OLD = "Cette page était ouverte depuis plus d’un jour. Rien n’est perdu : relisez votre message, puis renvoyez-le."
TOO_FAST = "Le message est revenu en moins de trois secondes, comme ceux des robots. Relisez-le, puis renvoyez-le."
# control characters, but for tabs and line breaks, and what turns the direction of a text
UNWRITTEN = re.compile(rf"[\0-\x08\x0b-\x1f\x7f]|{TURNING.pattern}")


class MessageField(forms.CharField):
    """A text of several lines.

    Its length is told and checked here alone: with `maxlength`, a browser cuts without a word what one pastes.
    """

    widget = forms.Textarea(attrs={"rows": 8})
    default_validators = [
        MaxLengthValidator(
            LONGEST,
            "Votre message compte %(show_value)s caractères et ne peut en compter que %(limit_value)s : "
            "raccourcissez-le, ou envoyez-le en deux fois.",
        )
    ]

    def to_python(self, value):
        """A line break is one character, as it is typed: of the two that browsers send, the first is left out."""
        return super().to_python(UNWRITTEN.sub("", value or ""))


class ReportForm(forms.Form):
    """A report, and what tells a person from a program."""

    subject = forms.ChoiceField(
        label="De quoi s’agit-il ?",
        choices=Report.Subject.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez de quoi il s’agit.",
            "invalid_choice": "Choisissez de quoi il s’agit parmi ce qui est proposé.",
        },
    )
    message = MessageField(
        label="Votre message",
        help_text="Ce qui est faux ou absent, et la source qui l’établit. Pour un retrait : ce qu’il faut retirer, "
        "et à quel titre. 5 000 caractères au plus.",
        error_messages={"required": "Écrivez votre message."},
    )
    email = forms.EmailField(
        label="Votre adresse électronique",
        required=False,
        max_length=254,
        help_text="Pour vous répondre, et pour rien d’autre : sans elle, l’équipe ne le pourra pas. "
        "Exemple : nom@exemple.fr",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Cette adresse est incomplète. Écrivez-la comme nom@exemple.fr, ou laissez vide."},
    )
    site = forms.CharField(  # hidden: programs fill in all that they find
        label="Laissez ce champ vide",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, seal=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.seal = seal

    def clean(self):
        """Refuse softly: a person who is taken for a program sends again what the page has kept."""
        if self.errors:  # something has to be mended first
            return
        if self.cleaned_data.get("site"):
            self.add_error(None, FILLED)
        elif self.seal is None:
            self.add_error(None, TOO_OLD)
        elif self.seal.is_too_fresh:
            self.add_error(None, TOO_FAST)

    def told(self):
        """What the report says."""
        return {name: self.cleaned_data[name] for name in ("subject", "message", "email")}

    def faults(self):
        """Pairs of what is wrong and of the control to mend, empty for the form as a whole."""
        for name, errors in self.errors.items():
            field = self[name] if name in self.fields else None
            control = field and (field.id_for_label or f"{field.auto_id}_0")  # of a group, the first one
            yield from ((error, control or "") for error in errors)
