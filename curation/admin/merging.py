"""The page that merges two entries, after it has said what will move."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, Value, When
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from directory.likeness import Verdict
from french.typography import euros

from ..merge import merge, rehearse
from ..pairs import Answers, pairs_between, print_of

CANDIDATES = 20
SAME, TWO = "meme", "deux"  # the answers of a form
SEEN = "vu"  # the print of the pairs that the page shows


class Merging:
    """« Fusionner… », from a list or from an entry, for the kinds that are `mergeable`."""

    mergeable = False

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<path:object_id>/fusionner/", view, name=self._url_name("merge")), *super().get_urls()]

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not self.mergeable:
            actions.pop("merge_selected", None)
        return actions

    @admin.action(permissions=["merge"], description="Fusionner…")
    def merge_selected(self, request, queryset):
        pair = sorted(queryset[:3], key=lambda entry: (entry.is_published, -entry.pk))
        if len(pair) != 2:
            self.message_user(request, "Cochez exactement deux fiches pour les fusionner.", messages.WARNING)
            return None
        loser, winner = pair
        return HttpResponseRedirect(self._merge_url(loser, winner))

    def merge_view(self, request, object_id):
        """Choose the entry to keep, read what will move, answer for the rows that look alike, confirm."""
        loser = self._allowed(request, self.get_object(request, object_id))
        winner = self._allowed(request, self._kept(request)) if request.GET.get("garder") else None
        if winner and request.method == "POST":
            return self._merge(request, loser, winner)
        return self._merge_page(request, loser, winner)

    def _merge_page(self, request, loser, winner, error="", said=None):
        """The page, with what was answered so far."""
        swap_url = self._merge_url(winner, loser) if winner else ""
        context = {
            **self.admin_site.each_context(request),
            "title": f"Fusionner « {loser} »",
            "opts": self.opts,
            "loser": loser,
            "winner": winner,
            "query": request.GET.get("q", ""),
            "candidates": self._candidates(request, loser) if not winner else [],
            "plan": plan(loser, winner, said or {}) | {"error": error, "swap_url": swap_url} if winner else None,
        }
        return TemplateResponse(request, "admin/merge.html", context)

    def _merge(self, request, loser, winner):
        said = {name: value == SAME for name, value in request.POST.items() if value in (SAME, TWO)}
        try:
            merge(loser, winner, Answers(said, request.POST.get(SEEN, "")))
        except ValidationError as error:
            # what was answered before the rows changed was said of other rows
            said = {} if getattr(error, "code", "") == "stale" else said
            return self._merge_page(request, loser, winner, " ".join(error.messages), said)
        self.log_change(request, loser, f"Fusionnée dans « {winner} » ({winner.identifier}).")
        self.log_change(request, winner, f"A reçu ce que contenait « {loser} » ({loser.identifier}).")
        self.message_user(
            request, f"« {loser} » est fusionnée dans « {winner} », et son adresse y mène.", messages.SUCCESS
        )
        return HttpResponseRedirect(reverse(f"admin:{self._url_name('change')}", args=[winner.pk]))

    def _kept(self, request):
        pk = request.GET["garder"]
        return self.get_queryset(request).filter(pk=pk).first() if pk.isdecimal() else None

    def _allowed(self, request, entry):
        if entry is None or not self.mergeable:
            raise Http404
        if not self.has_merge_permission(request, entry):
            raise PermissionDenied
        return entry

    def _candidates(self, request, loser):
        entries = self.choices(request).exclude(pk=loser.pk)
        found = self._found(request, entries) if request.GET.get("q") else resembling(entries, loser)
        return [(entry, self._merge_url(loser, entry)) for entry in found[:CANDIDATES]]

    def _found(self, request, entries):
        found, repeats = self.get_search_results(request, entries, request.GET["q"])
        return found.distinct() if repeats else found

    def _merge_url(self, loser, winner):
        return reverse(f"admin:{self._url_name('merge')}", args=[loser.pk], query={"garder": winner.pk})

    def _url_name(self, view):
        return f"{self.opts.app_label}_{self.opts.model_name}_{view}"


def resembling(entries, entry):
    """Those whose names share the most words with that of the entry."""
    words = {word for word in entry.key.split() if len(word) > 2}
    shared = sum((Case(When(key__contains=word, then=1), default=0) for word in words), Value(0))
    return entries.annotate(shared=shared).filter(shared__gt=0).order_by("-shared", "key")


def plan(loser, winner, said):
    """What the merge would do and what it asks, or why it cannot be done; `said` are the answers already given."""
    pairs = pairs_between(loser, winner)
    entries = {"loser": loser, "winner": winner}
    try:
        least, most = rehearsals(loser, winner, pairs)
    except ValidationError as error:
        return entries | {"obstacle": " ".join(error.messages)}
    before, beside = loser.sums(), winner.sums()
    return entries | {
        "moved": sorted(most.moved.items()),
        "repeated": most.repeated,
        "filled": most.filled,
        "sums": [
            (label, told(before[label]), told(beside[label]), between(least.sums[label], most.sums[label]))
            for label in beside
        ],
        "asked": [(pair, said.get(pair.key)) for pair in pairs if pair.is_asked],
        "same": [pair for pair in pairs if pair.verdict is Verdict.SAME],
        "different": [pair for pair in pairs if pair.verdict is Verdict.DIFFERENT],
        "seen": print_of(pairs),
    }


def rehearsals(loser, winner, pairs):
    """The merge as if every pair asked were one, then as if all were two; where one is impossible, the other twice."""
    done, refusals = [], []
    for answers in (Answers.all_same(pairs), Answers.all_apart(pairs)) if asks(pairs) else (Answers(),):
        try:
            done.append(rehearse(loser, winner, answers))
        except ValidationError as error:
            refusals.append(error)
    if not done:
        raise refusals[0]
    return done[0], done[-1]


def asks(pairs):
    return any(pair.is_asked for pair in pairs)


def told(amount):
    return "inconnu" if amount is None else euros(amount)


def between(least, most):
    """A sum that depends on the answers."""
    return told(most) if least == most else f"de {told(least)} à {told(most)} (selon vos réponses)"
