"""The page of an entry, and what answers at its address when there is no page any more."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.views.generic import DetailView, View

from .addresses import at_slug, with_identifier


def elsewhere(request, entry):
    """The answer at an address where an entry is not to be read: it moved for good, it is gone, or it never was.

    1. the entry, or the one that replaced it, is published at another address: redirect there;
    2. one of them was public once: a tombstone that names only what may be named;
    3. nobody ever read it, or it does not exist: not found.
    """
    standing = entry.standing() if entry else None
    if standing and standing.is_published and standing.get_absolute_url() != request.path:
        return HttpResponsePermanentRedirect(standing.get_absolute_url())
    for gone in filter(None, (standing, entry)):
        if gone.was_public and not gone.is_published:
            return TemplateResponse(request, "410.html", {"entry": gone}, status=410)
    raise Http404


class EntryDetailView(DetailView):
    """The page of an entry that is published; its address answers for ever, whatever becomes of it.

    A kind that has no template of its own is shown by the frame that all share.
    """

    is_preview = False  # staff read an entry before it is public: `as_view(is_preview=True)`

    def get_template_names(self):
        return [*super().get_template_names(), "directory/detail.html"]

    def get_queryset(self):
        entries = self.model._default_manager.all()
        return (entries if self.is_preview else entries.published()).for_detail().with_gathering()

    def get(self, request, *args, **kwargs):
        self.object = self.get_queryset().filter(slug=kwargs["slug"]).first()
        if self.object is None:
            return elsewhere(request, at_slug(self.model, kwargs["slug"]))
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"entry": self.object, "is_preview": self.is_preview}


class PermanentIdentifierView(View):
    """The address that never changes, whatever the entry is called and wherever its page is."""

    def get(self, request, identifier):
        return elsewhere(request, with_identifier(identifier.lower()))
