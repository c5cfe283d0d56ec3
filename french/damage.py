"""Texts that something spoilt on their way: accents read in another encoding, signs that nobody sees.

A spoilt accent is only a doubt: it is for a person to look at. The signs that turn the direction of a text are
refused: with one, « gnp.exe » reads « exe.png », and no French name needs any.
"""

import re
from collections.abc import Iterator

LETTERS = "àâäçéèêëîïôöùûüÿæœñÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒÑ’‘“”„«»–—…€°²·\u00a0\u202f"
READERS = ("cp1252", "latin-1", "mac-roman")  # what takes UTF-8 for its own
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")


def misread(letter: str) -> Iterator[str]:
    """What the bytes of a letter in UTF-8 become, read twice: « é » is « Ã© » in Windows-1252, « √© » on a Mac."""
    for reader in READERS:
        try:
            yield letter.encode().decode(reader)
        except UnicodeDecodeError:  # a hole of Windows-1252, where programs write the byte as it is
            continue


# « � » and the controls of Latin-1 are no letters; « M?diation » lost one, « &eacute; » was left as a page writes it.
DAMAGE = re.compile(
    "|".join(
        [
            *sorted({re.escape(seen) for letter in LETTERS for seen in misread(letter)}),
            "Ã(?= )|Ã$",
            "[\ufffd\x80-\x9f]",
            r"(?<=[^\W\d])\?(?=[^\W\d])",
            r"&(?:#\d+|[a-zA-Z]+(?:acute|grave|circ|cedil|uml|lig)|rsquo|nbsp|amp);",
        ]
    )
)


def is_damaged(text: str) -> bool:
    """Whether accents look spoilt. Addresses are left aside: « ?page=2 » is a part of one."""
    return bool(DAMAGE.search(ADDRESS.sub(" ", text)))


def turning_sign(text: str) -> str:
    """The first sign that turns the direction of the text, as « U+202E »; empty when it has none."""
    found = TURNING.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""
