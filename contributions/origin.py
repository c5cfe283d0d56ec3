"""The page that a report is about, from its address: whatever is in the address, nothing fails."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from directory.addresses import at_slug, with_identifier
from directory.models import Entry
from directory.registry import KINDS
from french.typography import typographic

LONGEST = 300  # characters of a title, or of an address
NOT_PAGES = ("admin", "media", "contact", "contact-receipt")  # names of addresses, or of their app


@dataclass(frozen=True)
class Origin:
    """A page of ours that anyone may read, or could one day; or an address of ours at which there is none."""

    path: str
    title: str = ""  # that of its entry or of its list
    identifier: str = ""  # of its entry


def origin(address):
    """Return the page of an address; None when it is not one of ours, or is for staff.

    An entry that was never public is told as an address at which there is nothing: nobody learns which ones exist.
    """
    path = path_of(address)
    try:
        match = resolve(path)
    except Resolver404:
        return broken(path)
    if {match.app_name, match.url_name} & {*NOT_PAGES}:
        return None
    if not match.kwargs:
        return Origin(path, title_of_list(path))
    if not {"identifier", "slug"} & match.kwargs.keys():
        return None
    entry = readable(entry_of(match))
    if entry is None:
        return broken(path)
    return Origin(address_of(entry, path), typographic(entry.title)[:LONGEST], entry.identifier)


def broken(path):
    """An address at which there is no page, as somebody followed it; None when no address of ours is like that."""
    is_file = path.startswith((settings.STATIC_URL, settings.MEDIA_URL))
    # a browser reads « /\\exemple.test » as another site
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return Origin(path) if is_ours and not is_file and len(path) <= LONGEST else None


def path_of(address):
    """The path of an address of this site, whether it begins with the name of the site or not; else nothing."""
    try:
        parts = urlsplit(address.removeprefix(settings.SITE_URL))
    except ValueError:  # « http://[ »
        return ""
    return "" if parts.scheme or parts.netloc else parts.path


def title_of_list(path):
    return next((kind.section for kind in KINDS.searched().values() if kind.list_url == path), "")


def entry_of(match):
    """The entry whose page is, or was, at an address, published or not; None when it is the page of none."""
    if "identifier" in match.kwargs:
        return with_identifier(match.kwargs["identifier"].lower())
    model = getattr(getattr(match.func, "view_class", None), "model", None)
    is_entry = isinstance(model, type) and issubclass(model, Entry)
    return at_slug(model, match.kwargs["slug"]) if is_entry and "slug" in match.kwargs else None


def readable(entry):
    """The entry that answers for this one, if it was public: the same as its address shows (`directory.views`)."""
    standing = entry.standing() if entry else None
    return next((one for one in (standing, entry) if one and one.was_public), None)


def address_of(entry, path):
    """Where the entry is read today; the address that was asked for when all that is left there is a tombstone."""
    return entry.get_absolute_url() if entry.is_published else path
