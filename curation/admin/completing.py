"""Completing entries one after the other: of each, a form of what it lacks and of nothing else."""

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms.models import _get_foreign_key
from django.http import HttpResponseRedirect
from django.urls import path, reverse

from directory.models import Entry
from french.typography import plural

from .tasks import TaskFilter

DONE = "Il n’y a plus rien à compléter dans cette liste."
PASSED = "C’était la dernière : {number} {noun} encore à compléter. « Compléter » reprend au début."


class Completing:
    """An admin whose lists, filtered or not, are completed in a row: `completer/`, then `<pk>/completer/`.

    The form is that of the entry, with its rules and its rights, cut down to what its gaps are filled by; the query is
    that of the list, so that the next entry is the next one of it that lacks something.
    """

    completed_beside = ("images",)  # what no gap asks for, and is worth offering where there is none

    def get_urls(self):
        first, one = (self.admin_site.admin_view(view) for view in (self.complete_first, self.complete))
        name = f"{self.opts.app_label}_{self.opts.model_name}_complete"
        urls = [path("completer/", first, name=f"{name}_first"), path("<int:object_id>/completer/", one, name=name)]
        return [*urls, *super().get_urls()]

    def complete_first(self, request):
        if not self.has_change_permission(request):
            raise PermissionDenied
        return self._go_on(request, after=0)

    def complete(self, request, object_id):
        entry = self.get_queryset(request).filter(pk=object_id).first()  # none: the form says so, or refuses
        if entry and not self.has_change_permission(request, entry):
            raise PermissionDenied
        request.completes = self._shown(request, entry)
        later = self.incomplete(request).filter(pk__gt=object_id)
        number, query = later.count(), request.GET.urlencode()
        after = f"{number} {plural(number, 'autre')} ensuite" if number else "C’est la dernière"
        extra = {"title": "Compléter", "to_complete": ",".join(request.completes), "after": after}
        extra |= {
            "links": self.links_to_complete(entry) if entry else (),
            "query": query,
            "pass_url": self._url_of_first(request, later),
        }
        response = self.changeform_view(request, str(object_id), extra_context=extra)
        if hasattr(response, "template_name"):
            response.template_name = "admin/complete_form.html"
        return response

    def incomplete(self, request):
        """Return the entries of the list that a form may complete, in the order in which they are shown."""
        lacks = [Q(**{gap.column: True}) for gap in self.gaps if gap.filled_by]
        lacks += [Q(task.condition(self.model)) for task in self._own_task(request)]
        entries = self.workable(request, self.get_changelist_instance(request).get_queryset(request))
        entries = entries.exclude(status=Entry.Status.WITHDRAWN)
        return entries.filter(Q(*lacks, _connector=Q.OR)).order_by("pk") if lacks else entries.none()

    def _own_task(self, request):
        """The task that the list is narrowed to, when it is no gap and a form fills it."""
        chosen = request.GET.get(TaskFilter.parameter_name)
        return [task for task in self.own_tasks if task.slug == chosen and task.filled_by]

    def links_to_complete(self, entry):
        """Where what an entry lacks may be found: pairs (label, address)."""
        return ()

    def fieldsets_to_complete(self, request):
        fields = [one for one in request.completes if one not in self._inlines_by_name]
        return [(None, {"fields": [*fields, "status", "word"]})]

    def get_inlines(self, request, obj):
        if not is_completing(request):
            return super().get_inlines(request, obj)
        return [self._inlines_by_name[one] for one in request.completes if one in self._inlines_by_name]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The first field has the focus: the keyboard alone goes from an entry to the next."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if is_completing(request):
            next(iter(form.base_fields.values())).widget.attrs["autofocus"] = True
            self._without_withdrawal(form.base_fields)
        return form

    @staticmethod
    def _without_withdrawal(fields):
        """To withdraw an entry, more is to be said than this form asks for."""
        if status := fields.get("status"):
            status.choices = [one for one in status.choices if one[0] != Entry.Status.WITHDRAWN]

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs | {"initial": [inline.completed_with]} if is_completing(request) else kwargs

    def response_change(self, request, obj):
        return self._go_on(request, after=obj.pk) if is_completing(request) else super().response_change(request, obj)

    @cached_property
    def _inlines_by_name(self):
        """The inlines by the name that the entry has for their rows."""
        links = ((_get_foreign_key(self.model, one.model, fk_name=one.fk_name), one) for one in self.inlines)
        return {link.remote_field.get_accessor_name(): inline for link, inline in links}

    def _shown(self, request, entry):
        """What the form is made of: what was missing when it was opened, all that may be missing when nothing is."""
        beside = [name for name in self.completed_beside if name in self._inlines_by_name]
        asked = [task.filled_by for task in self._own_task(request)]
        known = [*dict.fromkeys([*asked, *(gap.filled_by for gap in self.gaps if gap.filled_by)]), *beside]
        if request.method == "POST":
            return [one for one in known if one in request.POST.get("to_complete", "").split(",")]
        if entry is None:
            return known  # which the form answers with its own « n’existe pas »
        lacking = asked + [gap.filled_by for gap in self.gaps if gap.filled_by and getattr(entry, gap.column)]
        return [*lacking, *(name for name in beside if not getattr(entry, name).exists())] or known

    def _go_on(self, request, after):
        url = self._url_of_first(request, self.incomplete(request).filter(pk__gt=after))
        if url:
            return HttpResponseRedirect(url)
        left = self.incomplete(request).count()
        told = PASSED.format(number=left, noun=plural(left, "fiche")) if left else DONE
        self.message_user(request, told, messages.INFO if left else messages.SUCCESS)
        return HttpResponseRedirect(self._address("changelist", query=request.GET))

    def _url_of_first(self, request, later):
        following = later.values_list("pk", flat=True).first()
        return self._address("complete", args=[following], query=request.GET) if following else ""

    def _address(self, page, args=None, query=None):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args, query=query)


def is_completing(request):
    return hasattr(request, "completes")
