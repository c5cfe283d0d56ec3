"""Addresses of the web: whose site one is on, and what a link to it may be called."""

OFFICIAL = "Page officielle"

# Sites where everybody has pages: an address there is that of the body only below the one that it gives as its own.
SHARED = ("facebook.com", "instagram.com", "linkedin.com", "youtube.com", "sites.google.com", "helloasso.com")


def web(url):
    """Return the address if it is one of the web, nothing otherwise."""
    return url if (url or "").startswith(("http://", "https://")) else ""


def host(url):
    """Return « lieumultiple.org », the name of a site whose page has none."""
    return url.partition("://")[2].partition("/")[0].partition(":")[0].lower().removeprefix("www.")


def is_on_site(url, site):
    """Return whether an address is on the site of a body, or on a part of it that has its own name.

    Without the name that tells it, `aide.exemple.fr` is of `exemple.fr`, and `exemple.fr` is not of `aide.exemple.fr`.
    """
    if not (web(url) and web(site)):
        return False
    if host(site).endswith(SHARED):
        return url.rstrip("/").startswith(site.rstrip("/"))
    return host(url) == host(site) or host(url).endswith(f".{host(site)}")


def is_official(url, bodies):
    """Return whether an address is on the own site of one of the bodies: those that decide, or that carry."""
    return any(is_on_site(url, site) for body in bodies for site in body.sites)


def page_label(url, bodies, source_name=""):
    """Return what a link is called: « Page officielle », or « Source : La Gazette des communes » elsewhere."""
    return OFFICIAL if is_official(url, bodies) else f"Source\u00a0: {source_name or host(url)}"
