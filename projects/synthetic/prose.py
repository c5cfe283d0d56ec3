"""French sentences about digital culture, made by drawing words."""

from collections.abc import Sequence
from itertools import product
from random import Random

from .chance import Skewed, seeded
from .vocabulary import ADJECTIVES, AUDIENCES, BEGINNINGS, CIRCUMSTANCES, ENDINGS, NOUNS, SUBJECTS, VERBS, listed

SENTENCES = (
    "{subject} {verb} {thing} {adjective} {audience}",
    "{subject} {verb} {thing} et {other} {circumstance}, {audience}",
    "{circumstance}, {subject} {verb} {thing} {adjective} {locative}",
    "{subject} mêle {first} et {second} {audience}",
    "« {Coined} » {verb} {thing} {adjective}, {circumstance}",
    "{locative}, {subject} {verb} {thing} avec {partner}",
    "née d’une envie partagée ({first}), la démarche {verb} {thing} {adjective} {genitive}",
    "en {year}, {subject} {verb} {thing} {circumstance} {audience}",
)
TITLES = (
    "{Coined}",
    "{Bare} {adjective} {genitive}",
    "{Coined}, {thing} {adjective}",
    "{Bare} {genitive} ({first})",
    "{thing} {audience}",
    "{Bare} {adjective} : {Coined}",
)
SUMMARY_SENTENCES = (2, 3)
BODY_SENTENCES = (5, 11)
PARAGRAPH = 4  # sentences


def coined_names() -> list[str]:
    """Names in a random order, which is always the same: those that begin alike are not the usual ones."""
    names = ["".join(parts) for parts in product(BEGINNINGS.split(), ENDINGS.split())]
    names += [f"{one}{two}" for one, two in product(names, ENDINGS.split()[:12])]
    seeded(0).shuffle(names)
    return names


COINED = Skewed(coined_names())
WORDS = {
    "subject": Skewed(listed(SUBJECTS)),
    "verb": Skewed(listed(VERBS)),
    "audience": Skewed(listed(AUDIENCES)),
    "circumstance": Skewed(listed(CIRCUMSTANCES)),
    "coined": COINED,
}
THINGS = Skewed(listed(NOUNS))
EPICENE = Skewed(listed(ADJECTIVES))


class Prose:
    """What one project tells: `topics` are the names of what classes it, `known` what the sentences name."""

    def __init__(self, chance: Random, topics: Sequence[str], known: dict[str, str]):
        self._chance, self._topics, self._known = chance, topics, known

    def title(self) -> str:
        return capitalised(self._filled(self._chance.choice(TITLES)))

    def summary(self) -> str:
        return " ".join(self._sentences(SUMMARY_SENTENCES))

    def body(self) -> str:
        sentences = self._sentences(BODY_SENTENCES)
        paragraphs = (sentences[start : start + PARAGRAPH] for start in range(0, len(sentences), PARAGRAPH))
        return "\n\n".join(map(" ".join, paragraphs))

    def _sentences(self, numbers: tuple[int, int]) -> list[str]:
        patterns = self._chance.choices(SENTENCES, k=self._chance.randint(*numbers))
        return [f"{capitalised(self._filled(pattern))}." for pattern in patterns]

    def _filled(self, pattern: str) -> str:
        words = {name: words.draw(self._chance) for name, words in WORDS.items()}
        thing, other = THINGS.draw(self._chance), THINGS.draw(self._chance)
        return pattern.format(
            **(words | self._known),
            thing=thing,
            other=other,
            adjective=agreeing(EPICENE.draw(self._chance), thing),
            Bare=bare(thing).capitalize(),
            Coined=words["coined"].capitalize(),
            first=self._chance.choice(self._topics),
            second=self._chance.choice(self._topics),
        )


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def agreeing(adjective: str, thing: str) -> str:
    return f"{adjective}s" if thing.startswith(("des ", "les ")) else adjective


def bare(thing: str) -> str:
    """A noun without its article: « parcours » for « un parcours »."""
    return thing.removeprefix("l’") if thing.startswith("l’") else thing.partition(" ")[2]
