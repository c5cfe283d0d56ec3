"""Entries that may be one: told while a name is typed, listed side by side until somebody answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from french.typography import plural

from ..doubles import keep
from ..models import Double
from .forecast import page_of

BY_PAGE = 20
SHORTEST = 4  # letters typed: fewer look like everything


class Doubles:
    """An admin that knows which of its entries look alike. A subclass says how, with `alike` and `pairs`."""

    def alike(self, name):
        """Return the `Candidate`s that look like what one types."""
        raise NotImplementedError

    def pairs(self):
        """Return `{(identifier, identifier): (score, reason)}` of the entries that may be one."""
        raise NotImplementedError

    def find_doubles(self):
        """Look for the pairs again, and return how many wait for an answer."""
        return keep(self.model, self.pairs())

    def waiting_doubles(self, request):
        """Those of which one may see both entries."""
        return Double.objects.among(self.visible(request, self.model._default_manager.all()))

    def get_urls(self):
        view, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        urls = [
            path("doublons/", view(self.doubles_view), name=f"{name}_doubles"),
            path("ressemblances/", view(self.alike_view), name=f"{name}_alike"),
        ]
        return [*urls, *super().get_urls()]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None and "name" in form.base_fields:
            url = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_alike")
            form.base_fields["name"].widget.attrs["data-alike"] = url
        return form

    def alike_view(self, request):
        """What looks like a name that is being typed, as a part of a page."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        name = request.GET.get("nom", "").strip()
        found = self.alike(name) if len(name) >= SHORTEST else []
        there = self.get_queryset(request).in_bulk([one.identifier for one in found], field_name="identifier")
        shown = [
            (one.name, page_of(there[one.identifier]), ", ".join([one.reason, *one.facts]))
            for one in found
            if one.identifier in there
        ]
        return TemplateResponse(request, "admin/alike.html", {"shown": shown})

    def doubles_view(self, request):
        if not self.has_merge_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._answer(request)
        page = Paginator(self.waiting_doubles(request), BY_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Doublons probables : {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "page": page,
            "pairs": [*self._sides(request, page)],
        }
        return TemplateResponse(request, "admin/doubles.html", context)

    def _sides(self, request, pairs):
        """Yield what a page shows of pairs: reason, two sides, and where to merge them when one may."""
        told = {identifier for pair in pairs for identifier in (pair.one, pair.other)}
        entries = self.get_queryset(request).in_bulk([*told], field_name="identifier")
        for pair in pairs:
            one, other = entries[pair.one], entries[pair.other]
            may_merge = self.mergeable and self.has_merge_permission(request, one)
            loser, winner = (other, one) if one.is_published or not other.is_published else (one, other)
            yield {
                "pk": pair.pk,
                "label": f"{one} et {other}",
                "reason": pair.reason,
                "sides": [
                    {"name": str(it), "url": page_of(it), "facts": self.told_apart_by(it)} for it in (winner, loser)
                ],
                "merge_url": self._merge_url(loser, winner) if may_merge else "",
            }

    def told_apart_by(self, entry):
        """What tells an entry from one that looks like it: pairs (label, text)."""
        return [("Statut", entry.get_status_display()), ("Identifiant", entry.identifier)]

    def _answer(self, request):
        if "search" in request.POST:
            number = self.find_doubles()
            self.message_user(request, f"{number} {plural(number, 'doublon probable', 'doublons probables')}.")
        elif (pk := request.POST.get("apart", "")).isdecimal():
            said = {"is_apart": True, "said_by": request.user, "said_at": timezone.now()}
            if self.waiting_doubles(request).filter(pk=pk).update(**said):
                self.message_user(request, "Noté : ce sont deux fiches.", messages.SUCCESS)
        return HttpResponseRedirect(request.get_full_path())
