"""What every response gets and that no library gives as it is."""

from django.core.exceptions import SuspiciousOperation
from django.middleware.gzip import GZipMiddleware
from django.urls import set_script_prefix

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "usb",
        )
    ),
}


def constant_headers(get_response):
    """Add the headers that the view has not set itself: an export may be read by other origins."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def at_the_root(get_response):
    """Refuse a request that says that the site is under a path.

    Django begins each address that it writes with that path, and such addresses are kept for other readers. The site
    is at the root of its host, as `SITE_URL` says: a server that says otherwise is wrongly set, or was deceived.
    """

    def middleware(request):
        if path := request.META["SCRIPT_NAME"]:
            set_script_prefix("/")  # the error page has addresses too: its menu is that of all pages
            raise SuspiciousOperation(f"SCRIPT_NAME « {path} » : le site est à la racine de son adresse, sans chemin.")
        return get_response(request)

    return middleware


def no_nul(get_response):
    """HTML cannot hold a NUL: an address that holds some, which no reader types, is read without them."""

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        while "%00" in query:  # one that is taken away may leave another: « %%0000 »
            query = query.replace("%00", "")
        request.META["QUERY_STRING"] = query
        return get_response(request)

    return middleware


class TextCompression(GZipMiddleware):
    """Compress what becomes smaller: an image is compressed already."""

    def process_response(self, request, response):
        if response.headers.get("Content-Type", "").startswith("image/"):
            return response
        return super().process_response(request, response)
