"""Every list says of any rows, edited in any way, what the database says of them."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actors.models import Actor
from calls.models import Call, Round
from directory.models import Entry, Term
from directory.registry import KINDS
from engine.geography import distance
from finding.kinds import PLANNED
from finding.listing import Listing
from finding.memory.library import library
from finding.oracle import Oracle
from finding.sorts import DISTANCE
from projects.models import Funding, Participation, Place, Project
from territories.models import Territory, TiersLieu
from tests.factories import (
    ActorFactory,
    CallFactory,
    CommuneFactory,
    DepartementFactory,
    DisciplineFactory,
    FunderFactory,
    FundingFactory,
    ItemFactory,
    MetierFactory,
    PoleFactory,
    ProjectFactory,
    RoundFactory,
    TiersLieuFactory,
)

pytestmark = pytest.mark.django_db

QUERIES = [
    "",
    "metier=mediation",
    "territoire=charente&tri=commune",
    "territoire=pole&territoire=ville&zone=hors-poles",
    "discipline=patrimoine&annee=2020",
    "discipline=archeologie&metier=creation&metier=mediation",
    "tiers_lieu=oui&preuve=dispositif",
    "montant_min=5000&tri=montant",
    "montant_max=5000.5&dispositif=appel",
    "secteur=tourisme&tri=titre",
    "metier=inconnu",
    "etat=ouvert",
    "annee=2024&tri=titre",
    "montant_min=9000&territoire=charente",
    "type=commune&tri=population",
    "autour=ville",
    "autour=ville&rayon=120&metier=mediation",
    "autour=ville&rayon=300&tri=titre",
    "autour=bourg&rayon=10&tri=distance",
]


CLOSINGS = ["", "2999", "2020"]
amounts = st.sampled_from([None, 5000, 9000])


class CircleOracle(Oracle):
    """The oracle of a list that may be asked what is around a commune."""

    def __init__(self, filterset, source):
        super().__init__(filterset, source.entries())
        self.source, self.centre = source, filterset.centre

    def matching(self, without=None):
        found = super().matching(without)
        return found.filter(pk__in=self.metres) if self.centre and without != "autour" else found

    def sorted(self):
        if self.filterset.sort != DISTANCE:
            return super().sorted()
        first = next(iter(self.filterset.SORTS.values()))
        found = self.matching().order_by(*first.ordering)
        return sorted(found, key=lambda entry: self.metres[entry.pk])

    @cached_property
    def metres(self):
        """How far the entries of the circle are."""
        far = {pk: min(map(self.distance, points)) for pk, points in self.points.items()}
        return {pk: round(km * 1000) for pk, km in far.items() if km <= float(self.filterset.chosen("rayon"))}

    def distance(self, point):
        return distance(point, self.centre.point)

    @property
    def points(self):
        """Where each entry is, read one place at a time."""
        points = {}
        for path in self.source.points:
            names = [f"{path}__{name}".lstrip("_") for name in ("status", "is_example", "latitude", "longitude")]
            for pk, status, is_example, *point in self.entries.values_list("pk", *names):
                is_told = self.source.holds_examples or not is_example
                if status == Entry.Status.PUBLISHED and is_told and None not in point:
                    points.setdefault(pk, []).append(point)
        return points


def check(query):
    """On every list, the index and the database say the same."""
    library.catch_up()
    for kind, asked in product(KINDS.searched().values(), ["", "&exemples=oui"]):
        source = kind.examples if asked else kind
        filterset = source.filterset_class(QueryDict(query + asked))
        listing, oracle = Listing(filterset, source), CircleOracle(filterset, source)

        assert listing.found[0 : listing.total].pks == [entry.pk for entry in oracle.sorted()]
        for name in filterset.facets:
            assert listing.search.counts(name) == oracle.counts(name)


def grow(draw):
    """Rows tied to one another at random."""
    charente, pole = DepartementFactory(name="Charente"), PoleFactory(name="Pôle")
    ville = CommuneFactory(name="Ville", slug="ville", within=[charente, pole], population=draw(st.integers(1, 9)))
    bourg = CommuneFactory(name="Bourg", within=[charente], frr=draw(st.sampled_from(Territory.Frr.values)))
    locate(ville, draw), locate(bourg, draw)
    places = [charente, ville, bourg, TiersLieuFactory(located_in=ville), TiersLieuFactory(draft=draw(st.booleans()))]
    metiers = [MetierFactory(name="médiation"), MetierFactory(name="création")]
    patrimoine = DisciplineFactory(name="patrimoine")
    disciplines = [patrimoine, DisciplineFactory(name="archéologie", parent=patrimoine), DisciplineFactory()]
    seats = st.sampled_from(places)
    actors = [ActorFactory(seat=draw(seats), masked=True), ActorFactory(seat=draw(seats))]
    call = CallFactory(name="Appel", draft=draw(st.booleans()))
    edition = RoundFactory(call=call, closes_at=draw(st.sampled_from(CLOSINGS)), max_grant=draw(amounts))
    for told in draw(st.sets(st.sampled_from(range(5)))):
        item = [
            {"kind": "discipline", "term": patrimoine},
            {"kind": "discipline", "term": disciplines[1]},
            {"kind": "discipline", "for_all": True},
            {"kind": "metier", "term": metiers[0]},
            {"kind": "territoire", "territory": charente},
        ][told]
        ItemFactory(round=edition, **item)
    for _ in range(draw(st.integers(0, 4))):
        project = ProjectFactory(
            name=draw(st.sampled_from(["Son", "Éclat d’été", "eclat", "Zèbre", "a-b", "a b c", "A_b"])),
            starts=draw(st.sampled_from(["", "2020", "2021-03"])),
            status=draw(st.sampled_from(Entry.Status.values[2:])),
            is_example=draw(st.booleans()),
            metiers=draw(st.sets(st.sampled_from(metiers))),
            disciplines=draw(st.sets(st.sampled_from(disciplines))),
            territories=draw(st.sets(st.sampled_from(places))),
            holder=draw(st.none() | st.sampled_from(actors)),
        )
        if draw(st.booleans()):
            amount = draw(st.sampled_from([None, 0, 5000, "5000.50", 9000]))
            FundingFactory(project=project, call=call, round=edition, funder=FunderFactory(), amount_voted=amount)


def locate(territory, draw):
    territory.latitude = draw(st.none() | st.sampled_from([44.9, 45.0, 45.1]))
    territory.longitude = None if territory.latitude is None else draw(st.sampled_from([0.0, 0.3, 1.5]))
    territory.save()


def one(draw, rows):
    return draw(st.sampled_from(list(rows))) if rows else None


def rename(draw):
    for model in (Project, Actor, Territory, Term):
        if row := one(draw, model.objects.order_by("pk")):
            row.name = f"{row.name} bis"
            row.save()


def publish(draw):
    Project.objects.update(status=Entry.Status.PUBLISHED)


def invent(draw):
    for model in (Project, Actor, Territory, Round, Call):
        if row := one(draw, model.objects.order_by("pk")):
            model.objects.filter(pk=row.pk).update(is_example=not row.is_example)


def withdraw(draw):
    if project := one(draw, Project.objects.order_by("pk")):
        project.status = Entry.Status.WITHDRAWN
        project.save()


def plan(draw):
    moment = timezone.now() + timedelta(hours=draw(st.integers(-1, 1)))
    Project.objects.filter(name="Son").update(**{draw(st.sampled_from(PLANNED)): moment})


def move(draw):
    if place := one(draw, Place.objects.order_by("pk")):
        place.project = one(draw, Project.objects.order_by("pk"))
        if not Place.objects.filter(project=place.project, territory=place.territory).exists():
            place.save()


def migrate(draw):
    locate(draw(st.sampled_from([*Territory.objects.order_by("pk")])), draw)


def leave(draw):
    Place.objects.filter(territory__slug="ville").delete()


def class_again(draw):
    if project := one(draw, Project.objects.order_by("pk")):
        project.metiers.set(Term.objects.filter(slug=draw(st.sampled_from(["mediation", "creation"]))))


def declass(draw):
    if project := one(draw, Project.objects.order_by("pk")):
        project.disciplines.clear()


def class_from_the_term(draw):
    Term.objects.get(slug="patrimoine").projects_of_discipline.set(Project.objects.filter(name="Son"))


def narrow(draw):
    term = Term.objects.get(slug="archeologie")
    term.parent = draw(st.sampled_from([None, Term.objects.get(slug="patrimoine")]))
    term.save()


def unmask(draw):
    for person in Actor.objects.filter(personhood="personne"):
        person.agreement = draw(st.sampled_from(["", "accord de 2024"]))
        person.save()


def seat(draw):
    Actor.objects.update(seat=draw(st.sampled_from([None, *TiersLieu.objects.order_by("pk")])))


def close(draw):
    for edition in Round.objects.order_by("pk"):
        edition.closes_at = draw(st.sampled_from(CLOSINGS))
        edition.save()


def cede(draw):
    Funding.objects.filter(amount_voted__gt=0).update(project=one(draw, Project.objects.order_by("pk")))


def join(draw):
    if project := one(draw, Project.objects.order_by("pk")):
        sector, _ = Term.objects.get_or_create(vocabulary=Term.Vocabulary.SECTOR, name="tourisme")
        Participation.objects.bulk_create([Participation(project=project, actor=ActorFactory(), sector=sector)])


def erase(draw):
    secret = Project.objects.filter(first_published_at=None).exclude(status=Entry.Status.PUBLISHED)
    Funding.objects.filter(project__in=secret).delete()
    secret.delete()


EDITS = [
    rename,
    publish,
    invent,
    withdraw,
    plan,
    move,
    migrate,
    leave,
    class_again,
    declass,
    class_from_the_term,
    narrow,
    unmask,
    seat,
    close,
    cede,
    join,
    erase,
]


# shrinking a failure would take longer than reading it
@settings(
    suppress_health_check=list(HealthCheck),
    deadline=None,
    max_examples=settings().max_examples // 5,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.data())
def test_lists_say_what_the_database_says_whatever_is_written(data):
    with transaction.atomic():
        grow(data.draw)
        check(data.draw(st.sampled_from(QUERIES)))
        for edit in data.draw(st.lists(st.sampled_from(EDITS), max_size=4)):
            edit(data.draw)
            check(data.draw(st.sampled_from(QUERIES)))
        transaction.set_rollback(True)
