"""The history of an entry: what each write changed, by whom, and the way back."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from directory.models import Version, because
from directory.versions.differences import State, history, in_full
from directory.versions.wording import moment_in_words
from french.typography import NBSP, plural

from ..history.restoring import Permitted, planned, restore

BY_PAGE = 10
SHOWN = 6  # differences of a version in the list; its page has all of them
FIELD, SEEN = "champ", "vu"  # what is gone back to; the last version that the page knew
MOVED = (
    "La fiche a changé pendant que vous lisiez cette page : rien n’est rétabli. Voici ce qui changerait maintenant."
)
NOTHING_TO_DO = "La fiche dit déjà cela : rien à rétablir."


@dataclass(frozen=True)
class Line:
    """A version in the list: when, by whom and by what, what it changed."""

    moment: str
    signature: str
    why: str
    url: str
    is_first: bool = False
    is_deletion: bool = False
    changes: list = field(default_factory=list)  # pairs (Difference, address where to go back on it)
    more: str = ""  # « et 12 autres »


def moment_of(revision):
    return moment_in_words(revision.at)


def signature_of(revision):
    """« Camille Durand, formulaire »: who wrote and by what, as far as it is known."""
    author = revision.author and (revision.author.get_full_name() or revision.author.get_username())
    return ", ".join(filter(None, (author, revision.cause))) or "un programme"


def versions_of(entry):
    versions = Version.objects.of(entry).select_related("revision__author")
    return versions.prefetch_related("revision__layout")


class History:
    """« Historique » of an admin: versions, their differences, and going back to one of them, or on one change."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.version_view)
        return [
            path("<path:object_id>/history/<int:version>/", view, name=self._history_name("version")),
            *super().get_urls(),
        ]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if why := form.cleaned_data.get("why"):
            because(why)

    def history_view(self, request, object_id, extra_context=None):
        entry = self.of_history(request, object_id)
        page = Paginator(versions_of(entry), BY_PAGE).get_page(request.GET.get("page"))
        after = page.end_index()
        versions = [*versions_of(entry)[page.start_index() - 1 if page.object_list else 0 : after + 1]]
        told = history(versions)[:BY_PAGE]
        context = {
            "title": f"Historique de «{NBSP}{entry}{NBSP}»",
            "page": page,
            "lines": [self._line(entry, versions, rank, told) for rank in range(len(told))],
            "earlier": [] if page.has_next() else self._earlier(entry),
            **(extra_context or {}),
        }
        return self._history_page(request, entry, "admin/entry_history.html", context)

    def _line(self, entry, versions, rank, told):
        """A version of the list, with the addresses that go back on each change."""
        version, changes = told[rank]
        before = versions[rank + 1] if rank + 1 < len(versions) else None
        number, more = len(changes), len(changes) - SHOWN
        shown = changes[:SHOWN] if before else []
        return Line(
            moment_of(version.revision),
            signature_of(version.revision),
            version.revision.why,
            self._history_url(entry, version),
            is_first=before is None,
            is_deletion=not version.rows,
            changes=[(one, self._history_url(entry, before, one)) for one in shown],
            more=f"et {more} {plural(more, 'autre')}" if before and number > SHOWN else "",
        )

    def _earlier(self, entry):
        """The lines of the admin from before the first version."""
        first = Version.objects.of(entry).order_by("pk").select_related("revision").first()
        lines = LogEntry.objects.filter(content_type=get_content_type_for_model(self.model), object_id=str(entry.pk))
        lines = lines.filter(action_time__lt=first.revision.at) if first else lines
        return [
            f"{moment_in_words(one.action_time)}, {one.user}{NBSP}: {one.get_change_message()}"
            for one in lines.select_related("user").order_by("-action_time")
        ]

    def version_view(self, request, object_id, version):
        """What a version said, what going back to it would change, and the button that does it."""
        entry = self.of_history(request, object_id)
        kept = versions_of(entry).filter(pk=version).first()
        if kept is None or not kept.rows:
            raise Http404
        code = request.GET.get(FIELD, "")
        permitted = self.has_change_permission(request, entry) and Permitted(self, request, entry)
        if request.method == "POST":
            return self._restore(request, entry, kept, code, permitted)
        return self._version_page(request, entry, kept, code, permitted)

    def _restore(self, request, entry, version, code, permitted):
        if not permitted:
            raise PermissionDenied
        if request.POST.get(SEEN) != str(versions_of(entry)[0].pk):
            return self._version_page(request, entry, version, code, permitted, [MOVED])
        restoration = planned(permitted, entry, version, code)
        if not restoration.changes:
            self.message_user(request, NOTHING_TO_DO, messages.INFO)
            return HttpResponseRedirect(self._history_url(entry))
        why = f"rétablit la version du {moment_of(version.revision)}"
        if code:
            why += f" : {', '.join(one.what for one in restoration.changes)}"
        try:
            restore(permitted, restoration, why)
        except ValidationError as error:
            return self._version_page(request, entry, version, code, permitted, error.messages)
        self.log_change(request, entry, f"{why[0].upper()}{why[1:]}.")
        self.message_user(
            request, f"«{NBSP}{entry}{NBSP}»{NBSP}: {why.replace('rétablit', 'rétablie', 1)}.", messages.SUCCESS
        )
        return HttpResponseRedirect(self._history_url(entry))

    def _version_page(self, request, entry, version, code, permitted, refused=()):
        then, restoration = State.of(version), permitted and planned(permitted, entry, version, code)
        context = {
            "title": f"«{NBSP}{entry}{NBSP}», version du {moment_of(version.revision)}",
            "signature": signature_of(version.revision),
            "why": version.revision.why,
            "restoration": restoration,
            "told": [] if code else in_full(then),
            "is_one": bool(code),
            "seen": versions_of(entry)[0].pk,
            "refused": refused,
        }
        response = self._history_page(request, entry, "admin/entry_version.html", context)
        response.status_code = 422 if refused else 200
        return response

    def _history_page(self, request, entry, template, context):
        request.current_app = self.admin_site.name
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "entry": entry, "original": entry}
        return TemplateResponse(request, template, shared | context)

    def of_history(self, request, object_id):
        """Return the entry whose history is asked for, to who may see it."""
        entry = self.get_object(request, object_id)
        if entry is None:
            raise Http404
        if not self.has_view_or_change_permission(request, entry):
            raise PermissionDenied
        return entry

    def _history_url(self, entry, version=None, difference=None):
        """The address of the history, of a version of it, or of what a version says of one thing."""
        if version is None:
            return reverse(f"admin:{self._history_name('history')}", args=[entry.pk])
        query = {FIELD: difference.code} if difference else None
        return reverse(f"admin:{self._history_name('version')}", args=[entry.pk, version.pk], query=query)

    def _history_name(self, view):
        return f"{self.opts.app_label}_{self.opts.model_name}_{view}"
