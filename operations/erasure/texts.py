"""How what names a person is found in a text, however it is written, and replaced."""

import re
import unicodedata
from collections import defaultdict

ERASED = "[effacé]"
SHORTEST = 4  # letters: what is shorter is in too many words
LIGATURES = {"oe": "œ", "ae": "æ"}


def accented():
    """`{letter: the letter and its accented forms}`."""
    forms = defaultdict(str)
    for sign in map(chr, range(0xC0, 0x250)):
        base = unicodedata.normalize("NFKD", sign)[0]
        if base != sign and base.isascii():
            forms[base.lower()] += sign
    return forms


FORMS = accented()


def pattern(text):
    """Match a text whatever its capitals and accents, and whatever stands between its words: « jean.zorglub »."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).replace("œ", "oe").replace("æ", "ae"))
    if sum(map(len, words)) < SHORTEST:
        raise ValueError(f"« {text} » est trop court : {SHORTEST} lettres au moins.")
    if "".join(words).isdecimal():  # a telephone, a SIRET: spaced as one likes
        return r"(?<!\d)" + r"[\s.-]*".join("".join(words)) + r"(?!\d)"
    joined = r"[\W_]*".join("".join(map(letter, word)) for word in words)
    for two, one in LIGATURES.items():
        joined = joined.replace(letter(two[0]) + letter(two[1]), f"(?:{letter(two[0])}{letter(two[1])}|{one})")
    return rf"(?<![^\W\d_]){joined}(?![^\W\d_])"


def letter(sign):
    base = unicodedata.normalize("NFKD", sign)[0].lower()
    return f"[{re.escape(base)}{FORMS.get(base, '')}][\u0300-\u036f]*"


class Person:
    """What names a person: a name, an address, a number, each as it may be written."""

    def __init__(self, texts):
        self.texts = list(texts)
        self._found = re.compile("|".join(map(pattern, self.texts)), re.IGNORECASE)

    def is_in(self, text):
        return bool(self._found.search(text))

    def is_all_of(self, text):
        return bool(self._found.fullmatch(text.strip()))

    def taken_out(self, value, by=ERASED):
        """A text, or what JSON holds, without the person; the same object when nothing names it."""
        match value:
            case str():
                return self._found.sub(by, value) if self.is_in(value) else value
            case list():
                new = [self.taken_out(one, by) for one in value]
            case dict():
                new = {self.taken_out(key, by): self.taken_out(one, by) for key, one in value.items()}
            case _:
                return value
        return value if new == value else new
