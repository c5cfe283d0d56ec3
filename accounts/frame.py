"""The frame of the admin around the pages of accounts."""

from django.contrib import admin
from django.utils.cache import add_never_cache_headers


class InTheAdmin:
    """A page in the frame of the admin, under its `title`, which no browser keeps."""

    title = ""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def get_context_data(self, **kwargs):
        frame = admin.site.each_context(self.request)
        return super().get_context_data(**frame | ({"title": self.title} if self.title else {}) | kwargs)
