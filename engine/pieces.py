"""The pieces that texts are made of, each read once for many texts: they say the same things again and again."""

from array import array
from collections.abc import Callable, Sequence

from .analysis import telling, words_of
from .morphology import LONGEST_NAME, whole_name

SILENCE = ""  # what stands between two texts, which do not touch: the word whose number is 0
SILENT = 0  # the number of the piece that is silence alone


class Pieces:
    """Numbers for pieces of text, each analysed the first time only: its words, and the name that it is as a whole.

    A piece is what stands between two spaces, or a whole name and the silence after it.
    """

    def __init__(self, numbers: dict[str, int]):
        self._numbers = numbers  # of the words
        self.words = array("I")  # of the pieces, one after the other
        self.ends, self.wholes = array("I"), array("I")
        self._add([SILENCE])

    def __len__(self) -> int:
        return len(self.ends)

    def chunk(self, text: str) -> int:
        """Add what stands between two spaces."""
        return self._add(words_of(text))

    def name(self, text: str) -> int:
        """Add a name, which is a whole when it is short."""
        words = words_of(text)
        said = telling(words)
        return self._add([*words, SILENCE], whole_name(said) if 0 < len(said) <= LONGEST_NAME else SILENCE)

    def _add(self, words: Sequence[str], whole: str = SILENCE) -> int:
        self.words.extend(map(self._number, words))
        self.ends.append(len(self.words))
        self.wholes.append(self._number(whole))
        return len(self.ends) - 1

    def _number(self, word: str) -> int:
        return self._numbers.setdefault(word, len(self._numbers))


class Met(dict[str, int]):
    """The numbers of the pieces that were met; a new one is added. A dict answers faster than a call."""

    def __init__(self, add: Callable[[str], int]):
        super().__init__()
        self._add = add

    def __missing__(self, text: str) -> int:
        self[text] = number = self._add(text)
        return number
