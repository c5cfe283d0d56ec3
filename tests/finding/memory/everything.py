"""A small directory in which every link between rows is there at least once, and edits of any of its rows."""

from datetime import timedelta
from functools import partial

from django.core.serializers.base import DeserializedObject
from django.db import models
from django.utils import timezone

from directory.fields import PartialDateField
from directory.registry import KINDS
from tests.factories import (
    ActorFactory,
    ActorImageFactory,
    ActorNameFactory,
    ActorTypeFactory,
    AmendmentFactory,
    AxisFactory,
    BudgetLineFactory,
    CallFactory,
    CallImageFactory,
    CommuneFactory,
    DefinitionFactory,
    DeliverableFactory,
    DepartementFactory,
    DisciplineFactory,
    DocumentFactory,
    EpciFactory,
    EquipmentFactory,
    EventFactory,
    EventImageFactory,
    FactFactory,
    FormerNameFactory,
    FunderFactory,
    FundingFactory,
    ItemFactory,
    LessonFactory,
    MetierFactory,
    MilestoneFactory,
    ObjectiveFactory,
    OutputFactory,
    OutsideReuseFactory,
    ParticipationFactory,
    PlaceFactory,
    PoleFactory,
    ProjectFactory,
    ProjectImageFactory,
    RegionFactory,
    ResourceFactory,
    ResourceImageFactory,
    ReuseFactory,
    RoundFactory,
    SectorFactory,
    ServiceFactory,
    SourceListFactory,
    StepFactory,
    TechnologyFactory,
    TermLabelFactory,
    TerritoryImageFactory,
    ThemeFactory,
    TiersLieuFactory,
    factory_of,
)

YESTERDAY, TOMORROW = -timedelta(days=1), timedelta(days=1)


def make_everything():
    where, terms = make_places(), make_terms()
    funder, holder = make_actors(where, terms)
    call = CallFactory(leads=[funder], objectives=[terms["objectives"][0]])
    edition = RoundFactory(call=call, year=2023, closes_at="2023-05")
    AxisFactory(round=edition), MilestoneFactory(round=edition), DocumentFactory(round=edition)
    ask_for(edition, where, terms)
    RoundFactory(call=call, year=2099, opens_at="2024", draft=True)
    for draft in (False, True):
        project = ProjectFactory(starts="2022-01", draft=draft, **terms)
        PlaceFactory(project=project, territory=where["commune"], is_main=True)
        ParticipationFactory(project=project, actor=holder)
        partner = ActorFactory(masked=draft, seat=where["seat"])
        ParticipationFactory(project=project, actor=partner, role="partenaire", sector=SectorFactory())
        AmendmentFactory(funding=FundingFactory(project=project, funder=funder, call=call, round=edition))
        FundingFactory(project=project, funder=FunderFactory(is_public_body=False), call=None)
    ProjectFactory(withdrawn=True, territories=[where["tiers_lieu"]])
    retold = ProjectFactory(metiers=terms["metiers"], territories=[where["tiers_lieu"]])
    tell(retold, origin=project)
    TerritoryImageFactory(entry=where["commune"]), FactFactory(territory=where["commune"])
    ActorImageFactory(entry=holder), CallImageFactory(entry=call)
    SourceListFactory(gathered_on="2026-11")
    make_support(where["commune"], holder, call, edition, retold, terms)
    for name in (name for name, kind in KINDS.items() if not kind.model.objects.exists()):
        factory_of(name)()


def make_support(commune, actor, call, edition, project, terms):
    """What is held and written for those who make projects."""
    said = {"metiers": terms["metiers"], "themes": [ThemeFactory()], "calls": [call], "projects": [project]}
    resource = ResourceFactory(authors=[actor], year=2024, **said)
    event = EventFactory(territory=commune, starts="2024-03", organisers=[actor], partners=[actor], **said)
    event.rounds.add(edition)
    event.resources.add(resource)
    EventImageFactory(entry=event), ResourceImageFactory(entry=resource)
    DefinitionFactory(term=terms["technologies"][0], see_also=[DefinitionFactory()])


def ask_for(edition, where, terms):
    """What a round tells that the list of calls is narrowed by."""
    ItemFactory(round=edition, kind="territoire", territory=where["region"])
    ItemFactory(round=edition, kind="metier", term=terms["metiers"][0])
    ItemFactory(round=edition, kind="discipline", term=terms["disciplines"][0].parent)
    ItemFactory(round=edition, kind="beneficiaire", for_all=True)


def tell(project, origin):
    """What only the page of a project tells."""
    StepFactory(project=project), LessonFactory(project=project), DeliverableFactory(project=project)
    BudgetLineFactory(project=project), ReuseFactory(project=project, origin=origin)
    OutsideReuseFactory(project=project)
    ProjectImageFactory(entry=project)


def make_places():
    region = RegionFactory()
    departement, epci, pole = DepartementFactory(within=[region]), EpciFactory(within=[region]), PoleFactory()
    commune = CommuneFactory(within=[departement, epci, pole], latitude=45, longitude=0, population=900)
    other = CommuneFactory(within=[departement], frr="oui", latitude=46, longitude=0)
    FormerNameFactory(territory=commune)
    known = {"services": [ServiceFactory()], "equipment": [EquipmentFactory()], "opening": "ouvert"}
    seat = TiersLieuFactory(located_in=other, latitude=45.5, longitude=0.1)
    return {
        "region": region,
        "commune": commune,
        "seat": seat,
        "tiers_lieu": TiersLieuFactory(located_in=commune, **known),
    }


def make_terms():
    technology = TechnologyFactory(parent=TechnologyFactory())
    TermLabelFactory(term=technology)
    return {
        "metiers": [MetierFactory()],
        "disciplines": [DisciplineFactory(parent=DisciplineFactory())],
        "technologies": [technology],
        "outputs": [OutputFactory()],
        "objectives": [ObjectiveFactory()],
    }


def make_actors(where, terms):
    public = ActorTypeFactory(is_public_body=True, default_sector=SectorFactory())
    seen = {"metiers": terms["metiers"], "disciplines": terms["disciplines"]}
    funder = FunderFactory(actor_type=public, seat=where["commune"])
    holder = ActorFactory(actor_type=ActorTypeFactory(parent=ActorTypeFactory()), seat=where["commune"], **seen)
    ActorNameFactory(actor=holder)
    return funder, holder


def other_values(column, row):
    """What else a column could hold."""
    now = getattr(row, column.attname)
    if column.is_relation:
        others = column.related_model._base_manager.exclude(pk=now).order_by("pk").values_list("pk", flat=True)
        return [*others[:2], None]
    if column.choices:
        return [value for value, _label in column.flatchoices if value != now]
    if isinstance(column, models.BooleanField):
        return [not now]
    if isinstance(column, PartialDateField):
        return ["", "2021-03-04"]
    if isinstance(column, models.DateTimeField):
        return [timezone.now() + YESTERDAY, timezone.now() + TOMORROW]
    if isinstance(column, models.CharField | models.TextField):
        return [f"{now} zygène", ""]
    return [None, (now or 0) + 1]


def edits(columns):
    """Each of the columns of each row with another value, by each way of writing in turn."""
    editable = [one for one in columns if one.editable and not one.primary_key]
    rows = ((row, column) for column in editable for row in column.model._base_manager.order_by("pk"))
    for number, (row, column) in enumerate(rows):
        values = other_values(column, row)
        yield WAYS[number % len(WAYS)], row.pk, column, values[number % len(values)]


def save(row, column, value):
    setattr(row, column.attname, value)
    row.save()


def update(row, column, value):
    type(row).objects.filter(pk=row.pk).update(**{column.attname: value})


def update_in_bulk(row, column, value):
    setattr(row, column.attname, value)
    type(row).objects.bulk_update([row], [column.name])


def load(row, column, value):
    """As a fixture does."""
    setattr(row, column.attname, value)
    DeserializedObject(row).save()


WAYS = [save, update, update_in_bulk, load]


def erasures(model):
    """Each row deleted, by itself or in mass."""
    for number, row in enumerate(model._base_manager.order_by("pk")):
        yield (erase, erase_in_mass)[number % 2], row.pk


def erase(row):
    row.delete()


def erase_in_mass(row):
    type(row).objects.filter(pk=row.pk).delete()


def links(field):
    """A many-to-many field of each row emptied or filled, from one end and from the other."""
    for manager in (manager for row in field.model._base_manager.order_by("pk") for manager in ends(field, row)):
        yield manager.clear
        yield partial(manager.set, manager.model._base_manager.order_by("pk")[:2])


def ends(field, row):
    """The field, and the first row at its other end."""
    other = field.related_model._base_manager.order_by("pk").first()
    back = field.remote_field.get_accessor_name()
    yield getattr(row, field.name)
    if back and other:
        yield getattr(other, back)
