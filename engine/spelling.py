"""How words are written, which the index does not know: it holds them folded."""

import re
from collections.abc import Iterable, Mapping

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
    found = list(_WORD.finditer(text))
    folded = [fold(word[0]) for word in found]
    for start, end in zip(range(len(found)), range(len(words), len(found) + 1), strict=False):
        if tuple(folded[start:end]) == words:
            yield text[found[start].start() : found[end - 1].end()]
