"""The form of an entry: what is said of a change of its status, to the public and to whom it concerns."""

from django import forms

from directory.models import Entry

from ..models import Move
from .conflict import Aside, VersionedForm

Status = Entry.Status
REASON = "Dites ce qui pourra encore être dit de la fiche, et pourquoi elle est retirée : ce texte est public."
WORD = "Dites ce qui est à reprendre : la fiche est renvoyée à qui en a demandé la relecture."


class EntryForm(VersionedForm):
    """Refuses to withdraw without a public reason, and to send back without a word."""

    user = None  # whoever saves it: the admin says it
    word = Aside(
        label="Un mot",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Pour qui relit la fiche, ou à qui elle revient : il part par courriel, et n’est jamais public.",
    )

    def clean(self):
        cleaned = super().clean()
        before, after = self.initial.get("status", Status.DRAFT), cleaned.get("status")
        leaves = after == Status.WITHDRAWN != before or cleaned.get("publish_until")
        if leaves and "withdrawal_note" in self.fields and not cleaned.get("withdrawal_note"):
            self.add_error("withdrawal_note", REASON)
        if "word" in self.fields and not cleaned.get("word") and sends_back(self.instance, before, after, self.user):
            self.add_error("word", WORD)
        return cleaned


def sends_back(entry, before, after, user):
    """Return whether to give a status to an entry sends it back to somebody else, who asked that it be read."""
    if (before, after) != (Status.REVIEW, Status.DRAFT):
        return False
    asker = Move.objects.asker_of(entry.identifier)
    return asker is not None and asker != user
