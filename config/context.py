"""What every page may say of the site itself: its name, its sections, the body that publishes it."""

from functools import cache

from django.conf import settings
from django.urls import reverse

# label, address, and where else the section goes
SECTIONS = (
    ("Projets", "projects:list", ()),
    ("Acteurs", "actors:list", ()),
    ("Territoires", "territories:list", ()),
    ("Tiers-lieux", "territories:tiers-lieu-list", ()),
    ("Appels", "calls:list", ("/editions/",)),
)


def site(request):
    return {
        "site": {"name": settings.SITE_NAME, "url": settings.SITE_URL, "sections": sections(request.path)},
        "region": settings.REGION,
        "publisher": settings.PUBLISHER,
        "map_tiles": settings.MAP_TILES,
    }


def sections(path):
    """The menu; `current` is what `aria-current` says: `page` on the page itself, `true` on those below it."""
    return [
        {"label": label, "url": url, "current": "page" if path == url else "true" if path.startswith(roots) else ""}
        for label, url, roots in menu()
    ]


@cache
def menu():
    """For each section its name, its address, and how the addresses of its pages begin."""
    urls = {view: reverse(view) for _label, view, _elsewhere in SECTIONS}
    return [(label, urls[view], (urls[view], *elsewhere)) for label, view, elsewhere in SECTIONS]
