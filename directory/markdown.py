"""The long texts of entries: Markdown in, clean HTML out. Pure: nothing here knows Django."""

import nh3
from markdown_it import MarkdownIt

from french.typography import typographic

TOP_LEVEL = 3  # the page has its title, the section its own
TAGS = {"p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "a", "em", "strong", "code", "pre", "br", "hr"}
SCHEMES = {"http", "https"}

_parser = MarkdownIt("commonmark", {"html": False})


def render(text):
    """HTML that may stand inside a section: no raw HTML, no image from elsewhere, links to the web only."""
    tokens = _parser.parse(text)
    _lower_headings([token for token in tokens if token.type in ("heading_open", "heading_close")])
    for token in tokens:
        _make_typographic(token.children or ())
    html = _parser.renderer.render(tokens, _parser.options, {})
    return nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None)


def _lower_headings(headings):
    """Begin under the title of the section, and never skip a level, whatever the author wrote."""
    previous = TOP_LEVEL - 1
    top = min((int(heading.tag[1]) for heading in headings), default=1)
    for opening, closing in zip(headings[::2], headings[1::2], strict=True):
        previous = min(int(opening.tag[1]) - top + TOP_LEVEL, previous + 1, 6)
        opening.tag = closing.tag = f"h{previous}"


def _make_typographic(tokens):
    for token in tokens:
        if token.type == "text":
            token.content = typographic(token.content)
