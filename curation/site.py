"""The admin under /gestion/: its names, its first page, its autocompletes."""

from dataclasses import dataclass
from functools import wraps

from django.apps import apps
from django.contrib.admin import AdminSite
from django.db.models import Count
from django.urls import include, path, re_path, reverse

from directory import media
from directory.models import acting
from directory.registry import KINDS

from .autocomplete import AutocompleteView
from .guide import guide
from .models import Deposit
from .sorts import allowed, may_write


def of_the_site():
    """The apps that staff open every day: those of the menu of the site, what all entries share, then the others."""
    others = [app.label for app in apps.get_app_configs() if getattr(app, "in_staff_menu", False)]
    return [*KINDS.apps(), "directory", *others]


def rank(app):
    """Where an app comes on the first page: those of the site, then the others as Django has them."""
    known = of_the_site()
    return known.index(app) if app in known else len(known)


@dataclass(frozen=True)
class Waiting:
    """Entries that a task is about, on the first page."""

    label: str
    number: int
    url: str


class StaffSite(AdminSite):
    site_title = site_header = "Gestion du répertoire"
    index_title = "Que voulez-vous mettre à jour ?"
    empty_value_display = "–"
    enable_nav_sidebar = False  # the lists are wide: the menu is in the header

    def get_urls(self):
        image = re_path(media.ROUTE, self.admin_view(media.image_for_staff), name="media")
        own = [
            path("importer/", include("curation.deposits.urls")),
            path("guide/", self.admin_view(guide), name="guide"),
        ]
        return [image, *own, *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        """What a page writes is written by the account that asks for it: the history tells it."""

        @wraps(view)
        def by_account(request, *args, **kwargs):
            with acting(request.user):
                return view(request, *args, **kwargs)

        return super().admin_view(by_account, cacheable)

    def each_context(self, request):
        context = super().each_context(request)
        menu = [
            model for app in context["available_apps"] if app["app_label"] in of_the_site() for model in app["models"]
        ]
        return context | {"menu": menu, "may_import": bool(allowed(request.user))}

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: rank(app["app_label"]))

    def index(self, request, extra_context=None):
        return super().index(request, {"to_do": list(self.to_do(request)), **(extra_context or {})})

    def autocomplete_view(self, request):
        return AutocompleteView.as_view(admin_site=self)(request)

    def to_do(self, request):
        """What waits for somebody: imports, then by kind of entry, what `comes_first` before the order of the menu."""
        deposits = Deposit.objects.to_confirm().filter(table__in=allowed(request.user))
        mine = deposits if may_write(request.user) else deposits.filter(deposited_by=request.user, asked_at=None)
        if number := mine.count():
            label = "à confirmer" if may_write(request.user) else "à finir de préparer"
            yield "imports", [Waiting(label, number, reverse("admin:deposits-start"))]
        busy = [one for one in self._registry.values() if hasattr(one, "tasks") and one.has_view_permission(request)]
        busy.sort(key=lambda one: (not getattr(one, "comes_first", False), rank(one.opts.app_label)))
        for model_admin in busy:
            waiting = [one for one in self._waiting(request, model_admin) if one.number]
            if waiting:
                yield model_admin.opts.verbose_name_plural, waiting

    def _waiting(self, request, model_admin):
        """What waits in one list: its tasks, counted together, then its doubles."""
        meta, tasks = model_admin.opts, model_admin.tasks
        counts = {
            f"task_{rank}": Count("pk", filter=one.condition_for(request.user, meta.model))
            for rank, one in enumerate(tasks)
        }
        rows = model_admin.workable(request, model_admin.get_queryset(request))
        numbers = rows.order_by().aggregate(**counts)
        for task, number in zip(tasks, numbers.values(), strict=True):
            url = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist", query={"a_faire": task.slug})
            yield Waiting(task.label, number, url)
        if hasattr(model_admin, "waiting_doubles") and model_admin.has_merge_permission(request):
            url = reverse(f"admin:{meta.app_label}_{meta.model_name}_doubles")
            yield Waiting("doublons probables", model_admin.waiting_doubles(request).count(), url)
