"""Where the API is. The version is a part of each address: what is promised of one never changes."""

from urllib.parse import urljoin

from django.conf import settings

ROOT = "/api/v1/"


def absolute(path):
    return urljoin(settings.SITE_URL, path)


def address_of(resource, identifier=""):
    """The address of a resource, or of one of its entries."""
    return absolute(f"{ROOT}{resource}/" + (f"{identifier}/" if identifier else ""))
