"""What every page may say of the site itself: its name, its sections, who publishes it, what a page weighs."""

from functools import cache

from django.conf import settings

from directory.registry import KINDS
from operations.measures import weight_of


def site(request):
    return {
        "site": {"name": settings.SITE_NAME, "url": settings.SITE_URL, "sections": sections(request.path)},
        "region": settings.REGION,
        "publisher": settings.PUBLISHER,
        "map_tiles": settings.MAP_TILES,
        "page_weight": weight_of(request.resolver_match.view_name if request.resolver_match else ""),
    }


def sections(path):
    """The menu; `current` is what `aria-current` says: `page` on the page itself, `true` on those below it."""
    return [
        {"label": label, "url": url, "current": "page" if path == url else "true" if path.startswith(roots) else ""}
        for label, url, roots in menu()
    ]


@cache
def menu():
    """For each kind that has a link in the menu: its name, its address, and how the addresses of its pages begin."""
    return [(kind.menu, kind.list_url, tuple(f"/{path}" for path in paths_of(kind))) for kind in KINDS.in_menu()]


def paths_of(kind):
    """What the addresses of a section begin with: those of kinds without a link, which are read within it, too."""
    return [kind.path, *(other.path for other in KINDS.values() if other.within == kind.name)]
