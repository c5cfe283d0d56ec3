"""A project and an actor as they are drawn, before anything is written of them."""

from dataclasses import dataclass

from actors.models import Actor
from actors.personhood import PERSON_TYPE, Personhood
from directory.models import Term

from ..models import Project
from .chance import Skewed, seeded
from .prose import COINED, Prose

Vocabulary = Term.Vocabulary

# How many terms of a vocabulary a project has at most, by the field that holds them.
CLASSES = {
    "metiers": (Vocabulary.METIER, 3),
    "disciplines": (Vocabulary.DISCIPLINE, 3),
    "technologies": (Vocabulary.TECHNOLOGY, 3),
    "outputs": (Vocabulary.OUTPUT, 2),
    "objectives": (Vocabulary.OBJECTIVE, 1),
}
YEARS = Skewed(range(2024, 2007, -1))
STAGES = Skewed([Project.Stage.FINISHED, Project.Stage.UNKNOWN, Project.Stage.IN_SERVICE, Project.Stage.RUNNING])
MEDIAN_EUROS, SPREAD = 12_000, 0.9
NO_PLACE, VAGUE_PLACE, TIERS_LIEU = 0.04, 0.12, 0.18  # how many projects, each after the one before
WITH_CALL, WITH_MONEY, WITH_SUM, WITH_SECOND_FUNDER = 0.5, 0.8, 0.9, 0.25
NATURAL_PERSONS = 0.04


@dataclass(frozen=True)
class Grant:
    """What a body decided for a project, perhaps in a round."""

    funder: Actor
    round: object
    amount: int | None
    decided_on: str


@dataclass(frozen=True)
class Sketch:
    """A project and all that is tied to it."""

    number: int
    name: str
    summary: str
    body: str
    stage: str
    starts: str
    terms: dict  # by field
    places: list
    holder: Actor
    partners: list  # pairs of an actor and of the sector it stands for
    grants: list


def sketched(world, count, seed):
    """So many projects of a world; the same for a given seed."""
    chance = seeded(seed)
    for number in range(count):
        yield project(world, chance, number)


def project(world, chance, number):
    terms = {field: world.terms[kind].some(chance, most) for field, (kind, most) in CLASSES.items()}
    places, year, holder = drawn_places(world, chance), YEARS.draw(chance), world.actors.draw(chance)
    prose = Prose(chance, topics(terms), known(world, chance, places, year))
    return Sketch(
        number,
        name=prose.title(),
        summary=prose.summary(),
        body=prose.body(),
        stage=STAGES.draw(chance),
        starts=chance.choice(["", str(year), f"{year}-{chance.randint(1, 12):02}"]),
        terms=terms,
        places=places,
        holder=holder,
        partners=partners(world, chance, holder),
        grants=grants(world, chance, year),
    )


def topics(terms):
    """The names that the texts of a project mention."""
    return [term.name for field in ("disciplines", "technologies") for term in terms[field]] or ["culture numérique"]


def known(world, chance, places, year):
    """What sentences name: somewhere, someone, a year."""
    where, who = (places or [world.communes.draw(chance)])[0], world.actors.draw(chance)
    return {
        "locative": where.locative or f"à {where.name}",
        "genitive": where.genitive or f"de {where.name}",
        "partner": who.title,
        "year": str(year),
    }


def drawn_places(world, chance):
    """Where a project acts, its main place first."""
    draw = chance.random()
    if draw < NO_PLACE:
        return []
    if draw < VAGUE_PLACE:
        return world.departements.some(chance, 1)
    if draw < TIERS_LIEU and world.tiers_lieux.things:
        return world.tiers_lieux.some(chance, 1)
    return world.communes.some(chance, chance.choice([1, 1, 1, 1, 2, 4]))


def partners(world, chance, holder):
    drawn = [one for one in world.actors.some(chance, 4) if one != holder]
    return [(one, chance.choice([None, world.terms[Vocabulary.SECTOR].draw(chance)])) for one in drawn]


def grants(world, chance, year):
    """What the project was given: one funder, sometimes two, in a round or not, for a sum known or not."""
    if chance.random() > WITH_MONEY:
        return []
    round = world.rounds.draw(chance) if chance.random() < WITH_CALL else None
    most = 2 if chance.random() < WITH_SECOND_FUNDER else 1
    decided = f"{round.year if round else year}-{chance.randint(1, 12):02}"
    return [Grant(funder, round, euros(chance), decided) for funder in world.funders.some(chance, most)]


def euros(chance):
    """A sum in hundreds of euros, or not known."""
    if chance.random() > WITH_SUM:
        return None
    return max(500, round(MEDIAN_EUROS * chance.lognormvariate(0, SPREAD), -2))


def actors(world, count, seed):
    """Bodies of all types, and some natural persons; not yet written."""
    chance = seeded(f"{seed} acteurs")
    kinds = world.terms[Vocabulary.ACTOR_TYPE]
    return [actor(chance, kinds.draw(chance), world.communes.draw(chance)) for _ in range(count)]


def actor(chance, kind, seat):
    coined = COINED.draw(chance).capitalize()
    if chance.random() < NATURAL_PERSONS:
        return Actor(name=f"Artiste {coined}", personhood=Personhood.PERSON, seat=seat)
    name = f"{kind.name.capitalize()} {coined}"
    personhood = Personhood.PERSON if kind.slug == PERSON_TYPE else Personhood.ORGANISATION
    return Actor(name=name, actor_type=kind, personhood=personhood, seat=seat)
