"""Whether a word may be another one, written with a slip of the finger or by ear.

French words that no entry holds must not become others: « piste » is not « poste ». Letters that are missing, doubled
or swapped are slips, and so is what sounds the same; one letter in the place of another is one in long words only.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

SHORTEST = 5  # letters: a shorter word is one slip away from too many others
LONG = 8  # where one letter may stand for another: « piste » and « poste » are both words
LONGER, LONGEST = 9, 11  # where there may be two slips; where they may be of any sort
MOST = 2  # slips

_SOUNDS = (
    (re.compile("ph"), "f"),
    (re.compile("qu|q|ck|k|c(?![eiyh])"), "k"),
    (re.compile("c(?=[eiy])|s+|z|x"), "s"),
    (re.compile("g(?=[eiy])"), "j"),
    (re.compile("(?<!c)h"), ""),
    (re.compile("y"), "i"),
    (re.compile("eau|au"), "o"),
    (re.compile("ai|ei"), "e"),
    (re.compile("[ae][nm](?![aeiou])"), "an"),
    (re.compile("im(?![aeiou])"), "in"),
    (re.compile("tion"), "sion"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("(?<=..)(?:es?|s|t|d)$"), ""),
)


def lengths(typed: str) -> range:
    """How many letters the words have that one may be."""
    return range(len(typed) - MOST, len(typed) + MOST + 1)


def meant(typed: str, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The words that one may be, each with how many slips would make it."""
    if len(typed) < SHORTEST:
        return
    said = sound(typed)
    for word, slips, _place in extract_iter(typed, words, scorer=OSA.distance, score_cutoff=MOST):
        if sound(word) == said or sound(word)[:1] == said[:1] and _is_likely(typed, word, slips):
            yield slips, word


def _is_likely(typed: str, word: str, slips: int) -> bool:
    """Letters that one has and that the other has not are on one side, unless the word is long."""
    lost, added = Counter(word) - Counter(typed), Counter(typed) - Counter(word)
    any_sort, one_side = (LONG, SHORTEST) if slips == 1 else (LONGEST, LONGER)
    return len(typed) >= (any_sort if lost and added else one_side)


@lru_cache(maxsize=1 << 12)
def sound(word: str) -> str:
    """How a folded word is said, roughly: « numeriqe » as « numerique »."""
    for letters, said in _SOUNDS:
        word = letters.sub(said, word)
    return word
