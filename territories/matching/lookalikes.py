"""The communes whose names look like what was typed: « Guétary » for Guéthary, « Bourg-sur-Gironde » for Bourg."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from engine import misspelling

from .answers import Commune, Words

SHORTEST = 3  # letters of a name that others may begin with


class Lookalikes:
    """Names, by their words and by their letters."""

    def __init__(self, named: Iterable[tuple[Words, Commune]]):
        self._by_words: dict[Words, set[Commune]] = defaultdict(set)
        for words, commune in named:
            self._by_words[words].add(commune)
        self._by_letters: dict[str, set[Words]] = defaultdict(set)
        for words in self._by_words:
            self._by_letters["".join(words)].add(words)

    def of(self, words: Words) -> list[Commune]:
        """Those of which the text is a slip, those that it begins with; failing that, those that hold its words."""
        found = [*self._slipped_from(words), *self._begun_by(words)] or self._holding(words)
        communes = (sorted(self._by_words[name], key=lambda commune: commune.code) for name in found)
        return list(dict.fromkeys(commune for several in communes for commune in several))

    def _begun_by(self, words: Words) -> Iterator[Words]:
        """The longest name that the text begins with."""
        beginnings = (words[:length] for length in range(len(words), 0, -1))
        known = (one for one in beginnings if one in self._by_words and len("".join(one)) >= SHORTEST)
        return iter([*known][:1])

    def _slipped_from(self, words: Words) -> Iterator[Words]:
        for _slips, letters in sorted(misspelling.meant("".join(words), self._by_letters.keys())):
            yield from sorted(self._by_letters[letters])

    def _holding(self, words: Words) -> list[Words]:
        """All the words of the text, those that begin with them first."""
        asked = {word for word in words if len(word) >= SHORTEST}
        names = (name for name in self._by_words if asked and asked <= {*name})
        return sorted(names, key=lambda name: (name[: len(words)] != words, name))
