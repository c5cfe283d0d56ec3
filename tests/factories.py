"""Rows for the tests, a factory for each model.

Entries are published, unless told otherwise: `ProjectFactory(draft=True)`.
"""

from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory, Trait, post_generation
from factory.django import DjangoModelFactory, ImageField

from accounts.models import Access, Limit, Mailing, Session
from actors.models import Actor, ActorImage, ActorName
from calls.models import Axis, Call, CallImage, Document, Item, Milestone, Round
from contributions.models import Report
from curation.models import Decision, Deposit, Double, Job, Move, Notice, Trace
from directory.models import Entry, FormerSlug, Layout, Revision, SourceList, SourceRecord, Term, TermLabel, Version
from finding.models import MissedWord
from opendata.models import ApiUse
from projects.models import (
    Aim,
    Amendment,
    BudgetLine,
    Deliverable,
    Funding,
    FundingTelling,
    Lesson,
    OutsideReuse,
    Participation,
    Place,
    Project,
    ProjectImage,
    Reuse,
    Step,
)
from support.models import Definition, Event, EventImage, Resource, ResourceImage
from territories.models import Fact, FormerName, Territory, TerritoryImage, TiersLieu


def many_to_many(field):
    """Let a factory take the rows of a many-to-many field: `ProjectFactory(metiers=[mediation])`."""

    @post_generation
    def assign(row, create, rows, **kwargs):
        if create and rows:
            getattr(row, field).set(rows)

    return assign


class RowFactory(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


# staff


class UserFactory(RowFactory):
    """Somebody of the team, who may do everything."""

    class Meta:
        model = get_user_model()

    username = Sequence("agent-{}".format)
    is_staff = is_superuser = True


class AccessFactory(RowFactory):
    class Meta:
        model = Access

    what = Access.What.LOGIN


class MailingFactory(RowFactory):
    class Meta:
        model = Mailing

    user = SubFactory(UserFactory)


class SessionFactory(RowFactory):
    class Meta:
        model = Session

    session_key = Sequence("session{}".format)
    expire_date = LazyFunction(lambda: timezone.now() + timedelta(hours=12))


# directory


class TermFactory(RowFactory):
    class Meta:
        model = Term

    vocabulary = Term.Vocabulary.DISCIPLINE
    name = Sequence("terme {}".format)


def terms_of(kind):
    """A factory for one vocabulary."""

    class VocabularyFactory(TermFactory):
        vocabulary = kind
        name = Sequence(f"{kind.label} {{}}".format)

    return VocabularyFactory


MetierFactory = terms_of(Term.Vocabulary.METIER)
DisciplineFactory = terms_of(Term.Vocabulary.DISCIPLINE)
TechnologyFactory = terms_of(Term.Vocabulary.TECHNOLOGY)
OutputFactory = terms_of(Term.Vocabulary.OUTPUT)
ObjectiveFactory = terms_of(Term.Vocabulary.OBJECTIVE)
SectorFactory = terms_of(Term.Vocabulary.SECTOR)
ActorTypeFactory = terms_of(Term.Vocabulary.ACTOR_TYPE)
ServiceFactory = terms_of(Term.Vocabulary.SERVICE)
EquipmentFactory = terms_of(Term.Vocabulary.EQUIPMENT)
StageFactory = terms_of(Term.Vocabulary.STAGE)
ThemeFactory = terms_of(Term.Vocabulary.THEME)


class TermLabelFactory(RowFactory):
    class Meta:
        model = TermLabel

    term = SubFactory(TermFactory)
    label = Sequence("autre écriture {}".format)


class FormerSlugFactory(RowFactory):
    class Meta:
        model = FormerSlug

    kind = "projects.project"
    slug = Sequence("ancienne-adresse-{}".format)
    identifier = Sequence("p{:08}".format)


class SourceListFactory(RowFactory):
    class Meta:
        model = SourceList

    name = Sequence("Liste {}".format)
    slug = Sequence("liste-{:05}".format)  # ranks go by slug: « liste-9 » would come after « liste-10 »

    @classmethod
    def _create(cls, model, *args, **values):
        """The shipped list is there from the start, and alone."""
        return model.objects.shipped() if values.get("is_shipped") else super()._create(model, *args, **values)


class SourceRecordFactory(RowFactory):
    class Meta:
        model = SourceRecord

    source_list = LazyFunction(SourceList.objects.shipped)
    dataset = "projets"
    key = Sequence("ligne {}".format)
    identifier = Sequence("p{:08}".format)


class LayoutFactory(RowFactory):
    class Meta:
        model = Layout

    digest = Sequence("{:064}".format)
    models = LazyFunction(dict)


class RevisionFactory(RowFactory):
    class Meta:
        model = Revision

    layout = SubFactory(LayoutFactory)


class VersionFactory(RowFactory):
    class Meta:
        model = Version

    revision = SubFactory(RevisionFactory)
    kind = "projects.project"
    row = Sequence(int)


class EntryFactory(RowFactory):
    class Meta:
        abstract = True

    class Params:
        draft = Trait(status=Entry.Status.DRAFT)
        in_review = Trait(status=Entry.Status.REVIEW)
        withdrawn = Trait(
            status=Entry.Status.WITHDRAWN,
            first_published_at=LazyFunction(lambda: timezone.now() - timedelta(days=30)),
        )
        scheduled = Trait(publish_from=LazyFunction(lambda: timezone.now() + timedelta(days=1)))

    status = Entry.Status.PUBLISHED


def images_of(image, entry_factory):
    """A factory for the images of one kind of entry: a tiny picture, stored as it would be for staff."""

    class EntryImageFactory(RowFactory):
        class Meta:
            model = image

        entry = SubFactory(entry_factory)
        file = ImageField(width=12, height=8, format="PNG")
        alt = "Un écran et son public"
        credit = "Atelier de tests"

    return EntryImageFactory


# territories


class TerritoryFactory(EntryFactory):
    """A territory and its closure: `CommuneFactory(within=[epci, departement])` is in all that contain these."""

    class Meta:
        model = Territory

    kind = Territory.Kind.COMMUNE
    name = Sequence("Commune {}".format)
    code = Sequence("{:05}".format)

    services = many_to_many("services")
    equipment = many_to_many("equipment")

    @post_generation
    def within(self, create, territories, **kwargs):
        if create and not self.is_tiers_lieu:
            above = (territory.containers.all() for territory in territories or ())
            self.containers.set({self, *(container for containers in above for container in containers)})


class RegionFactory(TerritoryFactory):
    kind = Territory.Kind.REGION
    name = Sequence("Région {}".format)


class DepartementFactory(TerritoryFactory):
    kind = Territory.Kind.DEPARTEMENT
    name = Sequence("Département {}".format)


class EpciFactory(TerritoryFactory):
    kind = Territory.Kind.EPCI
    name = Sequence("Communauté {}".format)
    code = Sequence("200{:06}".format)


class CommuneFactory(TerritoryFactory):
    pass


class PoleFactory(TerritoryFactory):
    kind = Territory.Kind.POLE
    name = Sequence("Pôle {}".format)
    code = ""


class TiersLieuFactory(TerritoryFactory):
    """Its containers come from where it is: `TiersLieuFactory(located_in=angouleme)`."""

    class Meta:
        model = TiersLieu

    kind = Territory.Kind.TIERS_LIEU
    name = Sequence("Tiers-lieu {}".format)
    code = ""


class FormerNameFactory(RowFactory):
    class Meta:
        model = FormerName

    territory = SubFactory(CommuneFactory)
    name = Sequence("Ancienne commune {}".format)
    kind = FormerName.Kind.MERGER


class FactFactory(RowFactory):
    class Meta:
        model = Fact

    territory = SubFactory(CommuneFactory)
    text = Sequence("Fait établi {}".format)
    source_url = "https://source.example/fait"


TerritoryImageFactory = images_of(TerritoryImage, CommuneFactory)


# actors


class ActorFactory(EntryFactory):
    class Meta:
        model = Actor

    class Params:
        masked = Trait(name=Sequence("Camille Exemple {}".format), answer="personne")
        unanswered = Trait(name=Sequence("Zinzoline {}".format), answer="")

    name = Sequence("Acteur {}".format)
    answer = "structure"

    metiers = many_to_many("metiers")
    disciplines = many_to_many("disciplines")
    succeeds = many_to_many("succeeds")


class FunderFactory(ActorFactory):
    name = Sequence("Collectivité {}".format)
    is_public_body = True


class ActorNameFactory(RowFactory):
    class Meta:
        model = ActorName

    actor = SubFactory(ActorFactory)
    name = Sequence("Autre nom {}".format)


ActorImageFactory = images_of(ActorImage, ActorFactory)


# calls


class CallFactory(EntryFactory):
    class Meta:
        model = Call

    name = Sequence("Dispositif {}".format)

    leads = many_to_many("leads")
    partners = many_to_many("partners")
    objectives = many_to_many("objectives")
    succeeds = many_to_many("succeeds")


class RoundFactory(EntryFactory):
    class Meta:
        model = Round

    call = SubFactory(CallFactory)
    name = LazyAttribute(lambda round: f"{round.call.name} {round.year}")
    year = 2024


class AxisFactory(RowFactory):
    class Meta:
        model = Axis

    round = SubFactory(RoundFactory)
    name = Sequence("Axe {}".format)


class MilestoneFactory(RowFactory):
    class Meta:
        model = Milestone

    round = SubFactory(RoundFactory)
    date = "2024-03"
    label = Sequence("Réunion {}".format)


class ItemFactory(RowFactory):
    class Meta:
        model = Item

    round = SubFactory(RoundFactory)
    kind = Item.Kind.CRITERION
    text = Sequence("Critère {}.".format)


class DocumentFactory(RowFactory):
    class Meta:
        model = Document

    round = SubFactory(RoundFactory)
    title = Sequence("Règlement {}".format)
    url = "https://source.example/reglement"


CallImageFactory = images_of(CallImage, CallFactory)


# curation


class LimitFactory(RowFactory):
    class Meta:
        model = Limit

    user = SubFactory(UserFactory)
    identifier = Sequence("c{:08}".format)


class ListLimitFactory(LimitFactory):
    identifier = ""
    source_list = SubFactory(SourceListFactory)


class DepositFactory(RowFactory):
    class Meta:
        model = Deposit

    table = "projects"
    file_name = "liste.csv"


class DecisionFactory(RowFactory):
    class Meta:
        model = Decision

    deposit = SubFactory(DepositFactory)
    subject = Decision.Subject.CELL
    line = Sequence(int)


class TraceFactory(RowFactory):
    class Meta:
        model = Trace

    deposit = SubFactory(DepositFactory)
    kind = "projects.project"
    row = Sequence(int)


class JobFactory(RowFactory):
    class Meta:
        model = Job

    deposit = SubFactory(DepositFactory)
    task = Job.Task.WRITE


class MoveFactory(RowFactory):
    class Meta:
        model = Move

    after = Entry.Status.REVIEW


class NoticeFactory(RowFactory):
    class Meta:
        model = Notice

    to = SubFactory(UserFactory)


class DoubleFactory(RowFactory):
    class Meta:
        model = Double

    one, other = Sequence("a{:08}".format), Sequence("b{:08}".format)
    reason = "le même nom"


# projects


class ProjectFactory(EntryFactory):
    class Meta:
        model = Project

    name = Sequence("Projet {}".format)
    summary = "Une expérience de culture numérique."

    metiers = many_to_many("metiers")
    disciplines = many_to_many("disciplines")
    technologies = many_to_many("technologies")
    outputs = many_to_many("outputs")
    objectives = many_to_many("objectives")
    territories = many_to_many("territories")

    @post_generation
    def holder(self, create, actor, **kwargs):
        if create and actor:
            ParticipationFactory(project=self, actor=actor)


class PlaceFactory(RowFactory):
    class Meta:
        model = Place

    project = SubFactory(ProjectFactory)
    territory = SubFactory(CommuneFactory)


class ParticipationFactory(RowFactory):
    class Meta:
        model = Participation

    project = SubFactory(ProjectFactory)
    actor = SubFactory(ActorFactory)
    role = Participation.Role.HOLDER


class FundingFactory(RowFactory):
    class Meta:
        model = Funding

    project = SubFactory(ProjectFactory)
    funder = SubFactory(FunderFactory)
    amount_voted = 10_000


class RoundFundingFactory(FundingFactory):
    """A funding granted in a round, and so through its call."""

    round = SubFactory(RoundFactory)
    call = SelfAttribute("round.call")


class FundingTellingFactory(RowFactory):
    class Meta:
        model = FundingTelling

    record = SubFactory(SourceRecordFactory)
    rank = 0


class AmendmentFactory(RowFactory):
    class Meta:
        model = Amendment

    funding = SubFactory(FundingFactory)
    amount = 8_000
    decided_on = "2025"


class BudgetLineFactory(RowFactory):
    class Meta:
        model = BudgetLine

    project = SubFactory(ProjectFactory)
    amount = 5_000


class StepFactory(RowFactory):
    class Meta:
        model = Step

    project = SubFactory(ProjectFactory)
    date = "2024-03"
    label = Sequence("Étape {}".format)


class LessonFactory(RowFactory):
    class Meta:
        model = Lesson

    project = SubFactory(ProjectFactory)
    title = Sequence("Enseignement {}".format)


class DeliverableFactory(RowFactory):
    class Meta:
        model = Deliverable

    project = SubFactory(ProjectFactory)
    name = Sequence("Réalisation {}".format)


class AimFactory(RowFactory):
    class Meta:
        model = Aim

    project = SubFactory(ProjectFactory)
    term = SubFactory(ObjectiveFactory)


class OutsideReuseFactory(RowFactory):
    class Meta:
        model = OutsideReuse

    project = SubFactory(ProjectFactory)
    name = Sequence("Ailleurs {}".format)


class ReuseFactory(RowFactory):
    class Meta:
        model = Reuse

    origin = SubFactory(ProjectFactory)
    project = SubFactory(ProjectFactory)


ProjectImageFactory = images_of(ProjectImage, ProjectFactory)


# support


class ResourceFactory(EntryFactory):
    class Meta:
        model = Resource

    name = Sequence("Guide {}".format)
    kind = Resource.Kind.GUIDE

    authors = many_to_many("authors")
    metiers = many_to_many("metiers")
    themes = many_to_many("themes")
    calls = many_to_many("calls")
    projects = many_to_many("projects")


class EventFactory(EntryFactory):
    class Meta:
        model = Event

    name = Sequence("Atelier {}".format)
    kind = Event.Kind.WORKSHOP

    organisers = many_to_many("organisers")
    partners = many_to_many("partners")
    metiers = many_to_many("metiers")
    themes = many_to_many("themes")
    calls = many_to_many("calls")
    rounds = many_to_many("rounds")
    projects = many_to_many("projects")
    resources = many_to_many("resources")


class DefinitionFactory(EntryFactory):
    class Meta:
        model = Definition

    name = Sequence("mot {}".format)
    summary = "Ce que le mot veut dire."

    see_also = many_to_many("see_also")


EventImageFactory = images_of(EventImage, EventFactory)
ResourceImageFactory = images_of(ResourceImage, ResourceFactory)


# contributions


class ReportFactory(RowFactory):
    class Meta:
        model = Report

    subject = Report.Subject.ERROR
    message = Sequence("Ce qui est faux, numéro {}".format)


class MissedWordFactory(RowFactory):
    class Meta:
        model = MissedWord

    word = Sequence("zorglub{}".format)
    month = date(2026, 12, 1)


class ApiUseFactory(RowFactory):
    class Meta:
        model = ApiUse

    sender = Sequence("{:032x}".format)
    window = LazyFunction(timezone.now)


# Every kind of entry

FACTORIES = {
    "territories": DepartementFactory,
    "tiers-lieux": TiersLieuFactory,
    "actors": ActorFactory,
    "calls": CallFactory,
    "rounds": RoundFactory,
    "projects": ProjectFactory,
    "events": EventFactory,
    "resources": ResourceFactory,
    "definitions": DefinitionFactory,
}


def factory_of(kind):
    """The factory of a kind of entry, for the tests that go over `KINDS`."""
    if kind not in FACTORIES:
        raise LookupError(f"No factory makes the kind « {kind} »: write one here, and name it in FACTORIES.")
    return FACTORIES[kind]
