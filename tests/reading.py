"""What a reader, or a robot, finds on a page."""

import re
from html import unescape

INLINE = re.compile(r"</?(?:a|abbr|b|em|q|span|time)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")


def flat(html):
    """The elements of a page, without the white space that only parts the lines of its template."""
    return re.sub(r"\s+(?=<)|(?<=>)\s+", "", re.sub(r"\s+", " ", html))


def html_of(client, entry):
    return client.get(entry.get_absolute_url()).content.decode()


def text_of(client, entry):
    """The page without its tags, white space told once."""
    return " ".join(unescape(TAG.sub(" ", INLINE.sub("", html_of(client, entry)))).split())


def sections_of(client, entry):
    """The parts of the page, in their order, by their identifiers."""
    return re.findall(r'<h2 id="([\w-]+)"', html_of(client, entry))


def links_of(client, entry):
    return {unescape(address) for address in re.findall(r'href="([^"]+)"', html_of(client, entry))}
