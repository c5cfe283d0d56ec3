"""Moving entries towards readers and back, from the lists of the admin and from the form."""

from django.contrib import admin, messages
from django.urls import reverse

from directory.models import Entry, because
from french.typography import joined, plural

from ..models import Move
from ..notices import tell_move
from .entry_form import REASON, WORD, sends_back
from .forecast import ask, is_asked, of_status, said

DONE = {
    Entry.Status.DRAFT: ("remise en brouillon", "remises en brouillon"),
    Entry.Status.REVIEW: ("à relire", "à relire"),
    Entry.Status.PUBLISHED: ("publiée", "publiées"),
    Entry.Status.WITHDRAWN: ("retirée", "retirées"),
}


MANY = 20  # entries of which one reads what each of them lacks
INCOMPLETE = "{number} d’entre elles sont incomplètes : « Compléter une à une » les montre l’une après l’autre."


def moves_to(status, permission, description):
    """An action that gives a status to the entries that are ticked, for who may do so to some; of several, it is told
    before what it will do, and what is to be said of it is asked.
    """

    @admin.action(permissions=[permission], description=description)
    def action(modeladmin, request, queryset):
        asked = asks(modeladmin.movable(request, queryset, status), status, request.user)
        if is_asked(request, queryset) or (asked and not said(request)):
            return ask(modeladmin, request, description, [*modeladmin.forecast([*queryset], status)], asked)
        modeladmin.move(request, queryset, status)
        return None

    action.__name__ = f"move_to_{status.name.lower()}"
    return action


class Publication:
    """The four statuses as actions; what is published with gaps is published, and the gaps are told."""

    actions = (
        moves_to(Entry.Status.PUBLISHED, "publish", "Publier"),
        moves_to(Entry.Status.REVIEW, "ask", "Mettre à relire"),
        moves_to(Entry.Status.DRAFT, "send_back", "Remettre en brouillon"),
        moves_to(Entry.Status.WITHDRAWN, "withdraw", "Retirer du site"),
    )

    def forecast(self, entries, status):
        """What giving a status to entries would do, in sentences."""
        return of_status(self, entries, status)

    def movable(self, request, entries, status):
        """Those of some entries to which whoever asks may give a status."""
        return [one for one in entries if not one.merged_into_id and self.may_move(request, one, status)]

    def move(self, request, queryset, status):
        """Give a status to the entries to which one may, and say what became of the others."""
        merged, entries = split(queryset, lambda entry: entry.merged_into_id)
        others = [entry for entry in entries if entry.status != status]
        changed, refused = split(others, lambda entry: self.may_move(request, entry, status))
        is_withdrawn = status == Entry.Status.WITHDRAWN
        for entry in changed:
            before, entry.status = entry.status, status
            entry.withdrawal_note = said(request) if is_withdrawn else entry.withdrawal_note
            entry.save()
            self.record_move(request, entry, before, "" if is_withdrawn else said(request))
        if changed or not refused:
            self._tell_moved(request, changed, status)
        self.tell_refused(request, refused)
        self._tell_merged(request, merged)

    def record_move(self, request, entry, before, word=""):
        """Keep a step of the publication of an entry, in its history too, and tell whom it concerns."""
        move = Move.objects.create(
            identifier=entry.identifier, before=before, after=entry.status, word=word, by=request.user
        )
        if before:
            told = str(move)
            because(told)  # its version says it, unless the form gives another reason
            self.log_change(request, entry, f"{told[0].upper()}{told[1:]}.")
        path = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[entry.pk])
        tell_move(move, entry, self.subject, path)

    def save_model(self, request, obj, form, change):
        before = form.initial.get("status", "") if change else ""
        super().save_model(request, obj, form, change)
        word = form.cleaned_data.get("word", "")
        if not change and obj.status != Entry.Status.DRAFT:  # made, and asked for or published at once
            Move.objects.create(identifier=obj.identifier, after=Entry.Status.DRAFT, by=request.user)
            before = Entry.Status.DRAFT
        if word or before != obj.status:
            self.record_move(request, obj, before, word)

    def tell_gaps(self, request, entry):
        """Say what an entry on the site still lacks."""
        columns = [gap.column for gap in self.gaps]
        is_known = all(hasattr(entry, one) for one in columns)
        missing = self.missing_of(entry if is_known else self.get_queryset(request).get(pk=entry.pk))
        if missing:
            told = f"« {entry} » est publiée, mais il y manque {joined(missing)}."
            self.message_user(request, told, messages.WARNING)
        self.tell_beside(request, entry)

    def tell_beside(self, request, entry):
        """Say what else whoever publishes an entry should know."""

    def _tell_moved(self, request, changed, status):
        number = len(changed)
        if not number:
            self.message_user(request, "Rien n’a changé : ces fiches avaient déjà ce statut.", messages.INFO)
            return
        self.message_user(
            request, f"{number} {plural(number, 'fiche')} {plural(number, *DONE[status])}.", messages.SUCCESS
        )
        if status == Entry.Status.PUBLISHED:
            self._tell_published(request, changed)

    def _tell_published(self, request, changed):
        entries = self.get_queryset(request).filter(pk__in=[entry.pk for entry in changed])
        if len(entries) <= MANY:
            for entry in entries:
                self.tell_gaps(request, entry)
            return
        if lacking := [entry for entry in entries if self.missing_of(entry)]:
            self.message_user(request, INCOMPLETE.format(number=len(lacking)), messages.WARNING)
        for entry in entries:
            self.tell_beside(request, entry)

    def _tell_merged(self, request, merged):
        if merged:
            names = joined([f"« {entry} »" for entry in merged])
            self.message_user(request, f"{names} : fusionnée dans une autre fiche, reste retirée.", messages.ERROR)


def split(rows, condition):
    """The rows of which the condition is true, and the others."""
    rows = list(rows)
    return [row for row in rows if condition(row)], [row for row in rows if not condition(row)]


def asks(entries, status, user):
    """What is to be said to give a status to some entries; nothing when it goes without saying."""
    if status == Entry.Status.WITHDRAWN and entries:
        return REASON
    return WORD if any(sends_back(entry, entry.status, status, user) for entry in entries) else ""
