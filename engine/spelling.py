"""How words are written, which the index does not know: it holds them folded."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from french.folding import fold

from .analysis import Words

_WORD = re.compile(r"[^\W_]+")


def as_written(words: Words, texts: Iterable[str]) -> str:
    """Folded words as the first text where they follow one another writes them."""
    return next((written for text in texts for written in _occurrences(words, text)), " ".join(words))


def respelled(text: str, words: Mapping[str, str]) -> str:
    """A text with some folded words written otherwise, without a capital where the reader put none."""

    def other(found: re.Match[str]) -> str:
        written = words.get(fold(found[0]), found[0])
        return written.lower() if found[0].islower() else written

    return _WORD.sub(other, " ".join(text.split()))


def _occurrences(words: Words, text: str) -> Iterable[str]:
    folded, spans = _folded(text)
    for start, end in zip(range(len(folded)), range(len(words), len(folded) + 1), strict=False):
        if folded[start:end] == words:
            yield text[spans[start][0] : spans[end - 1][1]]


@lru_cache(maxsize=16)  # a search without each of its words in turn looks for a dozen of them in the same text
def _folded(text: str) -> tuple[Words, list[tuple[int, int]]]:
    """The words of a text, once folded, and where each stands."""
    found = list(_WORD.finditer(text))
    return tuple(fold(word[0]) for word in found), [word.span() for word in found]
