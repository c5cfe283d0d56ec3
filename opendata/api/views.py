"""The answers of the API: a page of a resource, one of its entries, and its description."""

from datetime import timedelta

from django.http import HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.http import http_date
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from directory.addresses import with_identifier
from finding.memory.library import library

from .addresses import absolute, address_of
from .asking import FIELDS, Asked
from .limits import PerAddress, TooMany
from .problems import Gone
from .registry import RESOURCES
from .resources import last_page
from .schema import ResourceSchema

SECOND = timedelta(seconds=1)
GONE = "Cette fiche a été publique, puis retirée du répertoire."


class JSONAlone(BaseContentNegotiation):
    """An address is a representation: nothing is negotiated by a header, and no cache has to tell answers apart."""

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class ResourceView(APIView):
    """What all answers have in common. `resource` is the name of one of `RESOURCES`."""

    resource = ""
    http_method_names = ("get", "head")
    authentication_classes = permission_classes = parser_classes = ()
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = JSONAlone
    throttle_classes = (PerAddress,)
    schema = ResourceSchema()

    @property
    def source(self):
        return RESOURCES[self.resource]

    def throttled(self, request, wait):
        raise TooMany(wait)

    def dispatch(self, request, *args, **kwargs):
        """Date what is answered; `PublicPages` says 304 to who has it already, by this date or by its tag."""
        since = settled_since()
        response = super().dispatch(request, *args, **kwargs)
        if since and response.status_code == 200:
            response.headers["Last-Modified"] = http_date(since.timestamp())
        return response


class ListView(ResourceView):
    """A page of a resource."""

    is_list = True

    @staticmethod
    def parameters(source):
        return source.parameters

    def get(self, request):
        source = self.source
        asked = Asked(request.query_params, source.parameters, source.columns)
        found = source.find(asked)
        pages = last_page(found, asked)
        before, after = (self.beside(number, pages) for number in (asked.page - 1, asked.page + 1))
        links = ", ".join(f'<{url}>; rel="{rel}"' for url, rel in ((before, "prev"), (after, "next")) if url)
        told = {
            "total": found.total,
            "page": asked.page,
            "pages": pages,
            "per_page": asked.per_page,
            "previous": before,
            "next": after,
            "understood": found.understood,
            "notices": found.notices,
            "results": found.rows,
        }
        return Response(told, headers={"Link": links} if links else None)

    def beside(self, number, pages):
        """The address of another page of the same answer; None when there is none."""
        if not 1 <= number <= pages:
            return None
        query = self.request.query_params.copy()
        query["page"] = number
        return absolute(f"{self.request.path}?{query.urlencode()}")


class DetailView(ResourceView):
    """One entry, with all that its page tells."""

    is_list = False

    @staticmethod
    def parameters(source):
        return {FIELDS.name: FIELDS}

    def get(self, request, identifier):
        source = self.source
        asked = Asked(request.query_params, self.parameters(source), (*source.columns, *source.details))
        asked.refuse()
        entry = source.one(identifier)
        return Response(source.told(entry, asked.columns)) if entry else self.elsewhere(identifier)

    def elsewhere(self, identifier):
        """The answer where no entry is to be read: it was merged into another, it is gone, or it never was."""
        entry = with_identifier(identifier) if identifier[:1] == self.source.prefix else None
        standing = entry.standing() if entry else None
        if standing and standing != entry and self.source.one(standing.identifier):
            return HttpResponsePermanentRedirect(address_of(self.resource, standing.identifier))
        for gone in filter(None, (standing, entry)):
            if gone.was_public and not gone.is_published and not gone.is_example:
                raise Gone(GONE if gone.is_masked else gone.withdrawal_note or GONE)
        raise NotFound(f"Rien de public n’a cet identifiant parmi les fiches « {self.source.plural} ».")


def settled_since():
    """The moment since which nothing has changed, in whole seconds; None within the second, which may not be over."""
    snapshot = library.snapshot
    if not snapshot or timezone.now() - snapshot.since < SECOND:
        return None
    return snapshot.since.replace(microsecond=0)
