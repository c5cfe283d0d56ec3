"""The long texts: what Markdown may become on a page."""

import re
from html.parser import HTMLParser

import pytest

from directory.markdown import render


def tags(html):
    return re.findall(r"<(\w+)", html)


def attributes(html):
    found, parser = [], HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.extend(attrs)
    parser.feed(html)
    return found


def test_markdown_becomes_paragraphs_lists_and_links():
    html = render("Un *mot*.\n\n* un\n* deux\n\n[le site](https://exemple.test/)")

    assert tags(html) == ["p", "em", "ul", "li", "li", "p", "a"]
    assert 'href="https://exemple.test/"' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<b onclick="x()">gras</b>',
        "[lien](javascript:alert(1))",
        "[lien](data:text/html,x)",
        "<https://exemple.test/\"onmouseover='x'>",
        "![image](https://ailleurs.test/espion.png)",
    ],
)
def test_markdown_lets_nothing_active_or_foreign_through(text):
    html = render(text)

    assert not set(tags(html)) & {"script", "b", "img"}
    assert all(name == "href" and value.startswith("https://") for name, value in attributes(html))


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n## b\n# c", ["h3", "h4", "h3"]),
        ("## a\n#### b\n### c", ["h3", "h4", "h4"]),
        ("###### a", ["h3"]),
        ("# a\n## b\n### c\n#### d\n##### e", ["h3", "h4", "h5", "h6", "h6"]),
    ],
)
def test_headings_begin_under_the_section_and_skip_no_level(text, levels):
    assert tags(render(text)) == levels


def test_text_gets_french_typography_but_not_code():
    html = render("L'heure : `l'heure : x`")

    assert html == "<p>L’heure\u00a0: <code>l'heure : x</code></p>\n".replace("\u00a0", "&nbsp;")
