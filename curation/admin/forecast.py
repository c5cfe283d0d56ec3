"""What an action would do to many entries, told before it does it."""

from dataclasses import dataclass, field

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.urls import reverse

from directory.models import Entry
from french.typography import NBSP, plural

CONFIRMED, SAID = "confirmed", "said"
NAMED = 300  # entries named under a sentence: the rest tells nothing more
LEAVING = (Entry.Status.DRAFT, Entry.Status.REVIEW, Entry.Status.WITHDRAWN)


@dataclass(frozen=True)
class Told:
    """A sentence, and the entries that it is about: pairs of an entry and what is said of it."""

    text: str
    entries: list = field(default_factory=list)

    @property
    def shown(self):
        """Triples of an entry, its page in the admin and what is said of it."""
        return [(entry, page_of(entry), said) for entry, said in self.entries[:NAMED]]

    @property
    def others(self):
        return max(0, len(self.entries) - NAMED)


def said(request):
    """What was said of the action, for the public or for whom it concerns."""
    return request.POST.get(SAID, "").strip()


def is_asked(request, queryset):
    """Whether to tell first: one entry is on the page that one looks at, many are not."""
    return CONFIRMED not in request.POST and queryset.count() > 1


def ask(model_admin, request, label, told, asked=""):
    """Return the page that tells, and that sends the same action again; `asked`: the sentence to answer first."""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"{label}{NBSP}?",
        "label": label,
        "opts": model_admin.opts,
        "told": told,
        "ticked": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "across": request.POST.get("select_across", "0"),
        "action": request.POST["action"],
        "confirmed": CONFIRMED,
        "asked": asked,
        "is_refused": CONFIRMED in request.POST,
        "said_name": SAID,
        "query": request.GET.urlencode(),
    }
    return TemplateResponse(request, "admin/forecast.html", context)


def page_of(entry):
    meta = entry._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[entry.pk])


def of_status(model_admin, entries, status):
    """Yield what giving a status to entries would change."""
    merged = [entry for entry in entries if entry.merged_into_id]
    changed = [entry for entry in entries if entry.status != status and not entry.merged_into_id]
    same = len(entries) - len(merged) - len(changed)
    label = Entry.Status(status).label
    yield Told(f"{len(changed)} {plural(len(changed), 'change', 'changent')} de statut{NBSP}: {label}.")
    if same:
        yield Told(f"{same} {plural(same, 'a', 'ont')} déjà ce statut.")
    if merged:
        yield Told(f"{len(merged)} {plural(len(merged), 'fusionnée reste retirée', 'fusionnées restent retirées')}.")
    lacking = [(entry, ", ".join(model_admin.missing_of(entry))) for entry in changed if model_admin.missing_of(entry)]
    if lacking and status == Entry.Status.PUBLISHED:
        yield Told(f"{len(lacking)} avec des manques", lacking)
    gone = [(entry, entry.get_status_display()) for entry in changed if entry.is_published]
    if gone and status in LEAVING:
        yield Told(f"{len(gone)} {plural(len(gone), 'quitte', 'quittent')} le site", gone)
