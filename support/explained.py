"""Words of the glossary, explained where a page first says them.

Only in running text (`prose`, `lede`), only as they are written there, each once, and few on a page. What is opened is
a popover: a button that any browser opens by click or Enter, without a script, and that screen readers tell.
"""

import re
from html import escape, unescape
from typing import NamedTuple

from finding.memory.library import library
from french.typography import typographic

from .models import Definition

MOST = 5  # explained on a page: more would be noise
TEXT = re.compile(r'(<div class="prose">)(.*?)(</div>)|(<p class="lede">)(.*?)(</p>)', re.DOTALL)
TAG = re.compile(r"(<[^>]*>)")
APART = re.compile(r"<(/?)(?:a|button|code|h[1-6]|pre)\b")  # where nothing is explained
WORD = (
    '<button type="button" class="explained" popovertarget="mot-{slug}">{said}</button>'
    '<span class="meaning" id="mot-{slug}" popover><b>{name}</b>{colon} {meaning} '
    '<a href="{url}">Lire dans le glossaire</a></span>'
)


class Meaning(NamedTuple):
    """What a word means, and where one reads more."""

    name: str
    slug: str
    meaning: str
    url: str


class Glossary:
    """The words that pages explain, and how they are found in a text."""

    def __init__(self, definitions):
        self.meanings = {}
        for definition in definitions:
            meaning = Meaning(
                typographic(definition.name),
                definition.slug,
                typographic(definition.summary),
                definition.get_absolute_url(),
            )
            for name in (definition.name, *definition.names):
                self.meanings.setdefault(typographic(name), meaning)
        ways = sorted((way for name in self.meanings for way in written(name)), key=len, reverse=True)
        self._words = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ways))})(?![\w-])") if ways else None

    def first(self, text, but):
        """Return the first word of a text of HTML that is not explained yet, as (match, meaning); None without one."""
        for found in self._words.finditer(text) if self._words else ():
            said = unescape(found[0])
            meaning = self.meanings.get(said) or self.meanings.get(said[0].lower() + said[1:])
            if meaning and meaning.slug not in but:
                return found, meaning
        return None


def written(name):
    """A word, and how it begins a sentence."""
    return {escape(name, quote=False), escape(name[0].upper() + name[1:], quote=False)}


def glossary():
    """The glossary of now, read again when a definition changes."""
    return library.remembered("glossary", {"support.definition"}, read_glossary)


def read_glossary():
    return Glossary(Definition.objects.published().real().exclude(summary=""))


def explain(html, but=()):
    """Explain the first words of the glossary that the running texts of a page say; `but` are slugs of others."""
    known, done = glossary(), set(but)
    most = MOST + len(done)

    def explain_text(found):
        opening, text, closing = (one for one in found.groups() if one is not None)
        return opening + "".join(_explained(text, known, done, most)) + closing

    return TEXT.sub(explain_text, html)


def _explained(text, known, done, most):
    """Yield the pieces of a text, its words explained outside of links and headings."""
    depth = 0
    for piece in TAG.split(text):
        if piece.startswith("<"):
            if apart := APART.match(piece):
                depth += -1 if apart[1] else 1
            yield piece
            continue
        while not depth and len(done) < most and (found := known.first(piece, done)):
            match, meaning = found
            done.add(meaning.slug)
            yield piece[: match.start()] + _word(match[0], meaning)
            piece = piece[match.end() :]
        yield piece


def _word(said, meaning):
    name, told = escape(meaning.name, quote=False), escape(meaning.meaning, quote=False)
    return WORD.format(slug=meaning.slug, said=said, name=name, colon="\u00a0:", meaning=told, url=meaning.url)
