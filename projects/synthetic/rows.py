"""Writing what was drawn: the rows that the models would make, by the thousand."""

from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from actors.models import Actor
from directory.models import Entry
from directory.models.entry import SLUG_LENGTH
from directory.models.identifiers import new_identifier
from directory.models.slugs import first_free

from ..models import Funding, Participation, Place, Project
from .sketch import CLASSES, actors, sketched
from .world import World

BATCH = 2000  # projects written at a time
PROJECTS_PER_ACTOR = 12

Role = Participation.Role


class Settled:
    """Gives entries of one kind the identifier and the address that saving them one by one would."""

    def __init__(self, model, seed):
        self._seed, self._count = f"{model._meta.model_name}:{seed}", 0
        self._taken = set(model.objects.values_list("slug", flat=True))

    def entry(self, entry):
        self._count += 1
        entry.identifier = new_identifier(entry.IDENTIFIER_PREFIX, f"{self._seed}:{self._count}")
        entry.slug = first_free(slugify(entry.slug_source()), self._taken.__contains__, SLUG_LENGTH)
        self._taken.add(entry.slug)
        entry.status, entry.first_published_at = Entry.Status.PUBLISHED, timezone.now()
        return entry


@transaction.atomic
def generate(count, seed, source_name=""):
    """Write so many projects, and the actors that carry them."""
    world, settled = peopled(World.read(), count, seed, source_name), Settled(Project, seed)
    drawn = sketched(world, count, seed)
    while batch := list(islice(drawn, BATCH)):
        write([(settled.entry(project_row(sketch, source_name)), sketch) for sketch in batch])


def peopled(world, count, seed, source_name):
    """A world with the actors that so many projects want, written."""
    settled = Settled(Actor, seed)
    rows = [settled.entry(one) for one in actors(world, 2 + count // PROJECTS_PER_ACTOR, seed)]
    for row in rows:
        row.source_name = source_name
    return world.with_actors(Actor.objects.bulk_create(rows, BATCH))


def project_row(sketch, source_name):
    return Project(
        name=sketch.name,
        summary=sketch.summary,
        body=sketch.body,
        stage=sketch.stage,
        starts=sketch.starts,
        source_name=source_name,
    )


def write(batch):
    """Write projects, then all that is tied to them."""
    Project.objects.bulk_create(project for project, sketch in batch)
    for field in CLASSES:
        links = getattr(Project, field).through
        links.objects.bulk_create(
            links(project=project, term=term) for project, sketch in batch for term in sketch.terms[field]
        )
    for rows, model in ((places, Place), (participations, Participation), (fundings, Funding)):
        model.objects.bulk_create(row for project, sketch in batch for row in rows(project, sketch))


def places(project, sketch):
    for rank, territory in enumerate(sketch.places):
        yield Place(project=project, territory=territory, is_main=rank == 0)


def participations(project, sketch):
    yield Participation(project=project, actor=sketch.holder, role=Role.HOLDER)
    for position, (actor, sector) in enumerate(sketch.partners, 1):
        yield Participation(project=project, actor=actor, role=Role.PARTNER, sector=sector, position=position)


def fundings(project, sketch):
    for grant in sketch.grants:
        yield Funding(
            project=project,
            beneficiary=sketch.holder,
            funder=grant.funder,
            call=grant.round and grant.round.call,
            round=grant.round,
            amount_voted=grant.amount,
            decided_on=grant.decided_on,
        )
