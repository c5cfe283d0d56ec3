"""Publishing from the lists of the admin."""

from django.contrib import admin, messages

from directory.models import Entry
from french.typography import joined, plural

DONE = {
    Entry.Status.DRAFT: ("remise en brouillon", "remises en brouillon"),
    Entry.Status.REVIEW: ("à relire", "à relire"),
    Entry.Status.PUBLISHED: ("publiée", "publiées"),
    Entry.Status.WITHDRAWN: ("retirée", "retirées"),
}


def moves_to(status, permission, description):
    """An action that gives a status to the entries that are ticked, for who may do so to some."""

    @admin.action(permissions=[permission], description=description)
    def action(modeladmin, request, queryset):
        modeladmin.move(request, queryset, status)

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

    def move(self, request, queryset, status):
        merged, entries = split(queryset, lambda entry: entry.merged_into_id)
        others = [entry for entry in entries if entry.status != status]
        changed, refused = split(others, lambda entry: self.may_move(request, entry, status))
        for entry in changed:
            before, entry.status = entry.status, status
            entry.save()
            self.record_move(request, entry, before)
            self.log_change(request, entry, f"Statut : {entry.get_status_display()}.")
        if changed or not refused:
            self._tell_moved(request, changed, status)
        self.tell_refused(request, refused)
        self._tell_merged(request, merged)

    def tell_gaps(self, request, entry):
        """Say what an entry on the site still lacks."""
        missing = self.missing_of(self.get_queryset(request).get(pk=entry.pk))
        if missing:
            self.message_user(
                request, f"« {entry} » est publiée, mais il y manque {joined(missing)}.", messages.WARNING
            )

    def _tell_moved(self, request, changed, status):
        number = len(changed)
        if not number:
            self.message_user(request, "Rien n’a changé : ces fiches avaient déjà ce statut.", messages.INFO)
            return
        self.message_user(
            request, f"{number} {plural(number, 'fiche')} {plural(number, *DONE[status])}.", messages.SUCCESS
        )
        if status == Entry.Status.PUBLISHED:
            for entry in changed:
                self.tell_gaps(request, entry)

    def _tell_merged(self, request, merged):
        if merged:
            names = joined([f"« {entry} »" for entry in merged])
            self.message_user(request, f"{names} : fusionnée dans une autre fiche, reste retirée.", messages.ERROR)


def split(rows, condition):
    """The rows of which the condition is true, and the others."""
    rows = list(rows)
    return [row for row in rows if condition(row)], [row for row in rows if not condition(row)]
