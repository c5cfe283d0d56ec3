"""Reading an entry as the public will, before anyone may."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path

from finding.memory.library import library


class Preview:
    """The page of an entry whatever its status, for staff alone."""

    preview_view = None  # the class of its public page

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        view = self.admin_site.admin_view(self.preview)
        return [path("<path:object_id>/apercu/", view, name=name), *super().get_urls()]

    def preview(self, request, object_id):
        entry = self.get_object(request, object_id)
        if entry is None:
            raise Http404
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        library.catch_up()  # of public pages, the middleware takes care
        response = self.preview_view.as_view(is_preview=True)(request, slug=entry.slug)
        response.headers["X-Robots-Tag"] = "noindex"
        return response
