"""The forms and the family of a French word, once its accents are folded.

Forms have one stem: « régional », « régionales ». A family has one root: « danse » and « danseur », « préhistoire »
and « préhistorique ». The same stem has the same root.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import Stemmer


class _Changes:
    """What may replace the end of a word. It has the first change that is for it; most words have none."""

    def __init__(self, *changes: tuple[str, str]):
        self._changes = [(re.compile(ending), other) for ending, other in changes]
        self._any = re.compile("|".join(f"(?:{ending})" for ending, _ in changes))

    def of(self, word: str) -> str:
        if self._any.search(word):
            for ending, other in self._changes:
                changed, found = ending.subn(other, word)
                if found:
                    return changed
        return word


# What the stemmer misses once accents are folded: plurals in -x, in vowel + s, participles in -ée, which nouns in -ée
# are not.
_PLURALS_IN_X = frozenset(
    "adieux aveux cheveux dieux enjeux epieux essieux feux jeux lieux milieux moyeux neveux pieux pneux voeux".split()
)
_NOUNS_IN_EE = frozenset("allee annee armee donnee duree entree lycee maree musee portee rosee".split())
_PLURALS_IN_AIL = {"travaux": "travail", "vitraux": "vitrail", "coraux": "corail", "emaux": "email", "baux": "bail"}
_ENDINGS = _Changes(
    (r"(?<=.{2})(eau|yau|ieu)x$", r"\1"),  # bateaux, noyaux
    (r"(?<=.{2})aux$", "al"),  # régionaux
    (r"(?<=.{3})irs$", "ir"),  # menhirs, souvenirs
    (r"(?<=.{2}[aiou])s$", ""),  # vidéos, médias, menus
    (r"(?<=.{2}[^e])ees?$", "e"),  # guidées
    (r"(?<=.{2})ative(s?)$", r"atif\1"),  # créatives
)
_stemmer = Stemmer.Stemmer("french")

# How words are made from others, on their stems. Only what seldom brings together words that have nothing to do with
# one another: « média » stays away from « médiation », « numériser » from « numérique ».
_DERIVATIONS = _Changes(
    (r"(?<=.{2})(?:ateur|atric|ation|atif)$", "at"),  # médiateur, création
    (r"(?<=.{4})ement(?:al)?$", ""),  # départemental, financement
    (r"(?<=.{4})(?:eur|eux)$|(?<=.{4}t)ric$|(?<=.{4}on)nair$", ""),  # danseuse, productrice, gestionnaire
    (r"(?<=.{4})(?:ien|een)$", ""),  # collégien, européen
    (r"(?<=.{5})(?:al|el|i)$", ""),  # musical, industriel, patrimonial
    (r"(?<=.{4})air$", ""),  # littéraire, bibliothécaire
    (r"(?<=.{5})(?:ion|iqu|er|ag|ur|at)$", ""),  # subvention, archivage, sculpture, littérature
    (r"(?<=.{3})oir$", "or"),  # préhistoire
    (r"(?<=.{5})oin$", "on"),  # patrimoine
    (r"(?<=.{3})ism$", "ist"),  # tourisme
    (r"(?<=.{3})ivit$", ""),  # interactivité
    (r"(?<=.{4})bilit$", "bl"),  # accessibilité
    (r"(?<=.{3})anc$", "ant"),  # enfance
    (r"(?<=.{4})(?:iet|ess)$", ""),  # sobriété, jeunesse
    (r"(?<=.{4})eau$", "el"),  # Bordeaux, bordelais
    (r"posit$", "pos"),  # exposition
    (r"(?<=.{4})qu$", "c"),  # bibliothèque
    (r"(?<=.{4})gu$", "g"),  # archéologue
    (r"(?<=.{4}l)l$|(?<=.{4}n)n$|(?<=.{4}t)t$", ""),  # famille, billetterie
)
_ROOTS = {
    "sonor": "son",
    "produir": "product",
    "scolair": "ecol",
    "ecrivain": "ecrit",
    "ecrir": "ecrit",
    "lyceen": "lyce",
    "adolescent": "ado",
    "photograph": "photo",
    "cinematograph": "cinem",
    "radiophon": "radio",
    "ruralit": "rural",
    "televisu": "televis",
    "soutenu": "sout",
    "souten": "sout",
    "lectur": "lect",
    "joueur": "jeu",
    "jou": "jeu",
    "citoyennet": "citoyen",
    "apprendr": "apprentiss",
    "agricol": "agricult",
    "connexion": "connect",
    "ecoli": "ecol",
    "lir": "lect",
    "peintr": "peint",
    "cineast": "cinem",
    "videast": "video",
    "scenograph": "scenic",
    "tisserand": "tiss",
}


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """What a folded word has in common with its other forms."""
    return str(_stemmer.stemWord(_regular(word)))


LONGEST_NAME = 5  # words


def whole_name(words: Sequence[str]) -> str:
    """What stands in the index for the whole of a name; no word begins with a space."""
    return " " + " ".join(map(stem, words))


@lru_cache(maxsize=1 << 14)
def root(word: str) -> str:
    """What a folded word has in common with the words of its family."""
    found, before = stem(word), ""
    while found != before:
        before = found
        found = _ROOTS.get(found) or _DERIVATIONS.of(found)
    return found


@lru_cache(maxsize=1 << 14)
def singular(word: str) -> str:
    """A folded word without the mark of the plural."""
    regular = _regular(word)
    return regular[:-1] if len(regular) > 3 and regular[-1] in "sx" and stem(regular[:-1]) == stem(word) else regular


def beginning(word: str) -> str:
    """What the longer words that a word may become begin with: its singular, « numerique » for « numeriques »."""
    return word[:-1] if word[-1:] in ("s", "x") and stem(word[:-1]) == stem(word) else word


def _regular(word: str) -> str:
    """The word with an ending that the stemmer knows."""
    if word in _PLURALS_IN_X:
        return word[:-1]
    if word.removesuffix("s") in _NOUNS_IN_EE:
        return word.removesuffix("s")
    if word in _PLURALS_IN_AIL:
        return _PLURALS_IN_AIL[word]
    return _ENDINGS.of(word)
