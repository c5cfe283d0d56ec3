"""A small site with something of every kind, for the tests that look at whole pages."""

from datetime import timedelta

from django.utils import timezone

from actors.models import Actor
from calls.models import Call, Item
from directory.registry import KINDS
from projects.models import Lesson, Project
from territories.imports.reference import read_reference
from territories.imports.run import write_territories
from territories.models import Territory
from tests.factories import (
    AxisFactory,
    BudgetLineFactory,
    DeliverableFactory,
    DocumentFactory,
    FundingFactory,
    ItemFactory,
    LessonFactory,
    MilestoneFactory,
    ParticipationFactory,
    PlaceFactory,
    ProjectImageFactory,
    ReuseFactory,
    RoundFactory,
    RoundFundingFactory,
    StepFactory,
    factory_of,
)
from tests.programme import DATA, IMPORTERS, PROGRAMME, bring

ENTRIES = {
    "projects": ("/projets/le-fleuve-raconte/", "/projets/la-charente-a-pied/"),
    "actors": ("/acteurs/atelier-du-fleuve/",),
    "territories": ("/territoires/gironde/", "/territoires/la-rochelle-17300/"),
    "tiers-lieux": ("/tiers-lieux/la-halle/",),
    "calls": ("/appels/cultures-connectees/",),
    "rounds": ("/editions/essai-en-cours/",),
}
SAMPLE = "fiche-d-essai"  # of the other kinds, by the factory of each


def entries():
    """The pages of entries to look at, of every kind."""
    for name, kind in KINDS.items():
        yield from ENTRIES.get(name, [kind.model(slug=SAMPLE).get_absolute_url()])


PAGES = {
    "lists": (
        "/",
        *(kind.list_url for kind in KINDS.searched().values()),
        "/projets/?vue=tableau",
        "/projets/?vue=carte",
        "/projets/?q=introuvable",
        "/projets/filtres/metier/",
        "/projets/filtres/tous/",
        "/projets/?lieu=saint",
        "/recherche/?q=fleuve",
        "/recherche/?q=introuvable",
        "/appels/trouver/?metier=mediation",
    ),
    "entries": tuple(entries()),
    "texts": (
        "/a-propos/",
        "/contact/?page=/projets/le-fleuve-raconte/",
        "/mentions-legales/",
        "/donnees-personnelles/",
        "/accessibilite/",
        "/ecoconception/",
        "/plan-du-site/",
    ),
}
EVERY = tuple(path for paths in PAGES.values() for path in paths)


def furnish():
    """Territories and programme of the tests, a project told whole, an open round, enough projects for two pages."""
    write_territories(read_reference(DATA / "territories"), "Territoires")
    for path in (PROGRAMME / f"{name}.csv" for name in IMPORTERS):
        if path.exists():
            bring(path, publish=True)
    tell(Project.objects.get(slug="le-fleuve-raconte"))
    open_round(Call.objects.get(slug="cultures-connectees"))
    for town in Territory.objects.filter(kind=Territory.Kind.COMMUNE, code__in=("16015", "33063")):
        for _ in range(6):
            FundingFactory(project=PlaceFactory(territory=town).project, funder=Actor.objects.last())
    for kind in KINDS.keys() - ENTRIES:
        factory_of(kind)(slug=SAMPLE)


def tell(project):
    """Give a project all that its page may tell."""
    for kind in Lesson.Kind:
        LessonFactory(project=project, kind=kind, text="Ce que l’équipe en a dit.")
    for date in ("2022-03", "2023-09"):
        StepFactory(project=project, date=date)
    RoundFundingFactory(project=project, amount_voted=25_000)
    BudgetLineFactory(project=project)
    DeliverableFactory(project=project, is_reusable=True, url="https://exemple.test/")
    ParticipationFactory(project=project, role="prestataire")
    ReuseFactory(project=project)
    ReuseFactory(origin=project)
    ProjectImageFactory(entry=project)


def open_round(call):
    now = timezone.now()
    current = RoundFactory(
        call=call,
        slug="essai-en-cours",
        year=now.year,
        opens_at=f"{now - timedelta(days=20):%Y-%m-%d}",
        closes_at=f"{now + timedelta(days=20):%Y-%m-%d}",
    )
    AxisFactory(round=current)
    MilestoneFactory(round=current)
    DocumentFactory(round=current)
    for kind in Item.Kind:
        ItemFactory(round=current, kind=kind, label="Un intitulé", text="Ce qui en est dit.")
