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


def no_body_in_answer_to_head(get_response):
    """Answer HEAD with the headers of the page and without it, as HTTP wants: gunicorn would drop it, and complain."""

    def middleware(request):
        response = get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = ()
            else:
                response.headers.setdefault("Content-Length", str(len(response.content)))
                response.content = b""
        return response

    return middleware


def addresses_at_the_root(get_response):
    """Write addresses as they are at the root of the host, even those of the page that refuses a request.

    Django begins each one with the path under which a request says that the site is; some are kept for all readers.
    """

    def middleware(request):
        set_script_prefix("/")
        return get_response(request)

    return middleware


def at_the_root(get_response):
    """Refuse a request that says that the site is under a path, or on a host that is not ours.

    The site is at the root of its host, as `SITE_URL` says: a server that says otherwise is wrongly set, or was
    deceived.
    """

    def middleware(request):
        request.get_host()  # raises DisallowedHost
        if path := request.META["SCRIPT_NAME"]:
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
    """Compress what becomes smaller: an image, a workbook are compressed already."""

    COMPRESSED = ("image/", "application/vnd.openxmlformats")

    def process_response(self, request, response):
        if response.headers.get("Content-Type", "").startswith(self.COMPRESSED):
            return response
        return super().process_response(request, response)
