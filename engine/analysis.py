"""From a French text to its words, and from what a reader types to what is asked.

Texts and searches go through the same door, so that « L’Œuvre », « l'oeuvre » and « oeuvres » meet: accents are
folded *then* words are stemmed (the other order breaks a third of accented words typed without accents).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from french.folding import fold

MAX_TEXT = 1000  # of a search: longer ones were not typed
MAX_WORDS = 12
MAX_LETTERS = 32  # of a word, in texts and searches alike: « anticonstitutionnellement » has 25

_WORD = re.compile(r"[^\W_]+")

# Before a vowel only: the « c » of « vitamine C » is a word.
_ELIDED = frozenset((*"ldjnscmt", "qu", "lorsqu", "puisqu", "jusqu", "quoiqu"))
_VOWELS = frozenset("aeiouhy")

# What is written short: both writings are one word.
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "agglo": "agglomeration"}
_SHORT |= {"asso": "association", "biblio": "bibliotheque", "cine": "cinema", "docu": "documentaire"}
_SHORT |= {"appli": "application", "applis": "applications"}
_SHORT |= {"aap": "appel", "expo": "exposition", "expos": "expositions", "labo": "laboratoire"}
_INITIALS = re.compile(r"(?<!\w)\w(?:\.\w)+(?!\w)")  # « F.I.S.H. » is « FISH »

# Words that only ask: what is left aside of a search, and told.
ASKING = frozenset(
    "combien comment pourquoi quand quel quelle quelles quels qui quoi "
    "aimerais aimerait cherche chercher cherchons connaitre cout coutait coute coutent couter couterait couts "
    "decouvrir demande demander envie existe existent faudrait faut obtenir pourrait pouvez question questions "
    "rechercher recherchons renseignement renseignements savoir souhaite souhaitons trouve trouver veut veux voir "
    "voudrais voudrait voulez".split()
)

# Those, words that say nothing by themselves, and those that may be said of any entry.
# « son », « sans », « plus », « entre », « art », « pas », « avant », « sous » say something here. The small words of
# English are here too: terms have English names, « funding for video games ».
STOP_WORDS = ASKING | frozenset(
    "a ai aie ait alors apres as au aucun aucune aujourd aussi autour autre autres aux avais avait avec avez "
    "avoir avons beaucoup bien bon bonjour c car ce ceci cela celui certaines certains ces cet cette "
    "ceux chacun chacune chaque chez comme d dans de deja depuis des dois doit doivent donc dont du durant elle "
    "elles en encore ensuite es est et etaient etait etant etes etre font hui ici il ils j je jusqu l la laquelle "
    "le lequel les lesquelles lesquels leur leurs lors lorsqu m ma mais me mes mieux moi moins mon n ne "
    "ni nos notre nous on ont ou par parmi pendant peut peuvent plusieurs pour pres puis qu que "
    "quelqu quelque quelques s sa se selon sera serait ses si soit sommes sont suis sur t "
    "tel telle telles tels toujours tous tout toute toutes tres trop un une vers vos votre vous y "
    "actuellement afin aider ailleurs ainsi besoin "
    "connait contient endroit endroits faire fait "
    "grace idee idees info information informations infos liste merci moment niveau permet "
    "permettent peux pouvoir propos propose proposent proposer proximite "
    "svp "
    "utiliser va vais vont "
    "activite activites exemple exemples initiative initiatives laureat laureate laureates laureats milieu projet "
    "projets sorte sortes sujet sujets thematique thematiques theme themes type types "
    "and at by for from how in of the to with".split()
)

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """The folded words of a text in their order; what is elided (l’, d’, qu’) is not a word."""
    return tuple(chain.from_iterable(map(_folded, text.split())))


@lru_cache(maxsize=1 << 16)
def _folded(chunk: str) -> Words:
    """The words of what stands between two spaces: « (l’avant-garde) » holds two."""
    words = _WORD.findall(_INITIALS.sub(lambda found: found[0].replace(".", ""), fold(chunk)))
    kept = (one for one, after in pairwise([*words, ""]) if not (one in _ELIDED and after[:1] in _VOWELS))
    return tuple(_SHORT.get(word, word[:MAX_LETTERS]) for word in kept)


@dataclass(frozen=True)
class Asked:
    """What a reader asks for in words."""

    words: Words = ()  # all of them are wanted, in any form
    typed: str = ""  # the last of them, which may be the beginning of a longer one
    runs: tuple[Words, ...] = ()  # better when they follow one another
    phrases: tuple[Words, ...] = ()  # wanted as they are written
    unwanted: Words = ()  # in any form
    unwanted_phrases: tuple[Words, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wants or self.unwanted or self.unwanted_phrases)

    @property
    def wants(self) -> bool:
        """Whether it names something that entries should hold."""
        return bool(self.words or self.phrases)


# « "mots exacts" », “mots exacts”, « mots exacts », and anything between two spaces, each perhaps after a minus.
_PART = re.compile(r'(?P<minus>-?)(?:"(?P<straight>[^"]*)"|“(?P<curly>[^”“]*)”|«(?P<french>[^»«]*)»|(?P<plain>\S+))')


@dataclass(frozen=True)
class _Part:
    """A piece of a search: words, exact or not, wanted or not."""

    words: Words
    is_exact: bool
    is_wanted: bool


@lru_cache(maxsize=256)  # each kind of entry is asked in turn
def ask(text: str) -> Asked:
    """What a text asks for. Any text asks for something, if only for everything."""
    parts = [part for part in _parts(text[:MAX_TEXT]) if part.words]
    plain = [word for part in parts if part.is_wanted and not part.is_exact for word in part.words]
    words = telling(plain)[:MAX_WORDS]
    is_typing = bool(words) and parts[-1].words[-1] == words[-1] and parts[-1].is_wanted and not parts[-1].is_exact
    return Asked(
        words=tuple(dict.fromkeys(words)),
        typed=words[-1] if is_typing else "",
        runs=tuple(_runs(plain))[:MAX_WORDS],
        phrases=tuple(part.words for part in parts if part.is_wanted and part.is_exact)[:MAX_WORDS],
        unwanted=tuple(part.words[0] for part in parts if _is_unwanted_word(part))[:MAX_WORDS],
        unwanted_phrases=tuple(part.words for part in parts if _is_unwanted_phrase(part))[:MAX_WORDS],
    )


def lighter(text: str) -> dict[str, str]:
    """A search without one of its words, for each of them when it has others. What is exact or unwanted stays."""
    asked = ask(text)
    words = asked.words if len(asked.words + asked.phrases) > 1 else ()
    return {word: _with_only({*words} - {word}, text) for word in words}


def _with_only(words: set[str], text: str) -> str:
    parts = ((match[0], match["plain"], match["minus"]) for match in _PART.finditer(text))
    kept = (part if minus or not plain else _kept(words, plain) for part, plain, minus in parts)
    return " ".join(filter(None, kept))


def _kept(words: set[str], plain: str) -> str:
    """« l’avant-garde » is kept as it was typed; of its words, « avant » may be kept alone."""
    pieces = [plain] if words.issuperset(words_of(plain)) else _WORD.findall(plain)
    return " ".join(piece for piece in pieces if words_of(piece) and words.issuperset(words_of(piece)))


def _parts(text: str) -> Iterator[_Part]:
    for match in _PART.finditer(text):
        quoted = next((match[name] for name in ("straight", "curly", "french") if match[name] is not None), None)
        words = words_of(match["plain"] if quoted is None else quoted)
        yield _Part(words[:MAX_WORDS], quoted is not None, not match["minus"])


def _is_unwanted_word(part: _Part) -> bool:
    return not part.is_wanted and not part.is_exact and len(part.words) == 1


def _is_unwanted_phrase(part: _Part) -> bool:
    """« -tiers-lieu » is one thing: its words, together."""
    return not part.is_wanted and (part.is_exact or len(part.words) > 1)


def telling(words: Sequence[str]) -> Sequence[str]:
    """Return the words that are no stop words; all of them when nothing else is left (« À propos »)."""
    return [word for word in words if word not in STOP_WORDS] or words


def _runs(words: Sequence[str]) -> Iterator[Words]:
    """« arts de la rue »: from a word that says something to the next one, with what is between."""
    places = [place for place, word in enumerate(words) if word not in STOP_WORDS]
    return (tuple(words[start : end + 1]) for start, end in pairwise(places))
