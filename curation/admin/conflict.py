"""Two people edit the same entry: the second one to save is told, and loses nothing of what was typed."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from directory.models import take_turn
from french.typography import joined

CHANGED = (
    "Cette fiche a été modifiée {moment} pendant que vous la corrigiez. Rien n’est enregistré, mais tout ce que vous "
    'avez écrit est encore ci-dessous. <a href="{url}" target="_blank">Voir la fiche enregistrée (nouvel onglet)</a>, '
    "reportez ce qu’il faut en garder, puis enregistrez de nouveau : vos valeurs remplaceront les siennes. {fields}"
)


class Aside(forms.CharField):
    """A field that changes nothing of the entry."""

    def has_changed(self, initial, data):
        return False


class VersionedForm(forms.ModelForm):
    """A form that knows which version of the entry it shows, and asks why it is changed, for its history."""

    version = Aside(required=False, widget=forms.HiddenInput)
    why = Aside(label="pourquoi cette modification ?", required=False, max_length=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = version_of(self.instance)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self._check_version()
        return cleaned

    def _check_version(self):
        take_turn()
        stored = type(self.instance)._base_manager.select_for_update().get(pk=self.instance.pk)
        if self.data.get(self.add_prefix("version")) == version_of(stored):
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = version_of(stored)  # the next attempt is made knowingly
        self.add_error(None, self._told(stored))

    def _told(self, stored):
        changed = [str(self.fields[name].label) for name in self.changed_data]
        fields = f"Diffèrent de la fiche enregistrée : {joined(changed)}." if changed else ""
        moment = localtime(stored.updated_at).strftime("le %d/%m/%Y à %H h %M")
        url = reverse(f"admin:{stored._meta.app_label}_{stored._meta.model_name}_change", args=[stored.pk])
        return format_html(CHANGED, moment=moment, url=url, fields=fields)


def version_of(entry):
    return entry.updated_at.isoformat() if entry.updated_at else ""
