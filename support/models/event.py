"""What is held for those who make projects: trainings, workshops, consultations."""

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from actors.models import Actor
from calls.models import Call, Round
from directory.fields import PartialDateField, in_order
from directory.models import Entry, EntryImage, EntryQuerySet, Scheduled, Term
from projects.models import Project
from territories.models import Territory

from .phase import Phase, agenda_order_in_sql, phase_in_sql, phase_of
from .resource import Resource
from .scope import Scope
from .words import EventInWords


class EventQuerySet(EntryQuerySet):
    """The words of the agenda."""

    def with_phase(self, at=None):
        """Add `phase_now`, whether each is to come or over, and `agenda_order`, its place in an agenda."""
        return self.annotate(phase_now=phase_in_sql(at or timezone.now())).annotate(agenda_order=agenda_order_in_sql())

    def coming(self):
        return self.with_phase().filter(phase_now=Phase.COMING)

    def in_order(self):
        """What comes first, then what is over, the latest first, then what has no date."""
        return self.with_phase().order_by(models.F("agenda_order").asc(nulls_last=True), "key")

    def in_territory(self, territory):
        return self.filter(territory__containers=territory)

    def of_actor(self, actor):
        """Those that an actor organises, or helps to."""
        return self.filter(Q(organisers=actor) | Q(partners=actor)).distinct()

    def of_project(self, project):
        return self.filter(projects=project)

    def of_call(self, call):
        """Those about a call, or about one of its rounds."""
        return self.filter(Q(calls=call) | Q(rounds__call=call)).distinct()

    def of_round(self, round):
        return self.filter(rounds=round)

    def for_listing(self):
        """With what a list shows of each."""
        return (
            self.with_phase()
            .select_related("territory__located_in")
            .prefetch_related(
                Prefetch("territory__containers", Territory.objects.departements()),
                Prefetch("resources", Resource.objects.published()),
            )
        )

    def for_export(self):
        """With what files tell of each."""
        return self.for_listing().prefetch_related("organisers", "partners", "metiers", "themes")

    def for_calendar(self):
        """With where each is."""
        return self.select_related("territory__located_in").prefetch_related(
            Prefetch("territory__containers", Territory.objects.departements())
        )

    def for_detail(self):
        """With all that the page of an event tells."""
        return self.select_related("territory__located_in").prefetch_related(
            *("organisers", "partners", "metiers", "themes", "images", "territory__containers"),
            *(Prefetch(name, self.model.model_of(name).objects.published()) for name in ("calls", "projects")),
            Prefetch("rounds", Round.objects.published()),
            Prefetch("resources", Resource.objects.published().for_listing()),
        )


class Event(EventInWords, Scheduled, Entry):
    """A moment to learn, try, meet or be consulted; once over, its page tells what it left."""

    class Kind(models.TextChoices):
        TRAINING = "formation", "formation"
        WORKSHOP = "atelier", "atelier"
        STUDY_DAY = "journee-d-etude", "journée d’étude"
        WEBINAR = "webinaire", "webinaire"
        CONSULTATION = "concertation", "concertation"
        COMMITTEE = "comite", "comité"
        MEETING = "rencontre-professionnelle", "rencontre professionnelle"
        PROFESSIONAL_DAY = "journee-professionnelle", "journée professionnelle"
        ROUND_TABLE = "table-ronde", "table ronde"
        CONFERENCE = "conference", "conférence"
        SYMPOSIUM = "colloque", "colloque"
        FORUM = "forum", "forum"
        FAIR = "salon", "salon"
        MARKET = "marche-professionnel", "marché professionnel"
        OPEN_DAY = "portes-ouvertes", "portes ouvertes"
        HACKATHON = "hackathon", "hackathon"
        COMPETITION = "concours", "concours"
        RESIDENCY = "residence", "résidence"
        FESTIVAL = "festival", "festival"
        PUBLIC_MEETING = "rencontre", "rencontre publique"
        OTHER = "autre", "autre rendez-vous"

    class Format(models.TextChoices):
        ON_SITE = "sur-place", "sur place"
        ONLINE = "en-ligne", "en ligne"
        BOTH = "hybride", "sur place et en ligne"

    Scope, Phase = Scope, Phase
    SCHEDULE = ("starts", "ends", "is_cancelled")
    IDENTIFIER_PREFIX = "e"
    SECTION = "Agenda"
    SECTION_VIEW = "support:event-list"

    kind = models.CharField("type", max_length=30, choices=Kind, default=Kind.OTHER)
    format = models.CharField("modalité", max_length=10, choices=Format, blank=True)
    scope = models.CharField("portée", max_length=15, choices=Scope, blank=True)
    starts = PartialDateField("commence le")
    ends = PartialDateField("finit le", help_text="Vide : le jour où il commence. Avec une heure : 17/03/2024 18:00.")
    is_cancelled = models.BooleanField("annulé", default=False)
    postponed_from = PartialDateField("reporté du", help_text="La date qui était annoncée, quand elle a changé.")
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name="commune ou tiers-lieu",
    )
    venue = models.CharField("nom du lieu", max_length=200, blank=True, help_text="« Palais des congrès ».")
    town = models.CharField("ville hors de la région", max_length=120, blank=True)
    organisers = models.ManyToManyField(
        Actor, blank=True, related_name="events_organised", verbose_name="organisé par"
    )
    other_organisers = models.CharField(
        "organisé aussi par", max_length=250, blank=True, help_text="Sans fiche ici : le nom, jamais une personne."
    )
    partners = models.ManyToManyField(Actor, blank=True, related_name="events_partnered", verbose_name="avec")
    other_partners = models.CharField(
        "avec aussi", max_length=250, blank=True, help_text="Sans fiche ici : le nom, jamais une personne."
    )
    audience = models.CharField("pour qui", max_length=250, blank=True)
    price = models.CharField("tarif", max_length=150, blank=True, help_text="« Gratuit », « 40 € ».")
    accessibility = models.CharField(
        "accessibilité", max_length=250, blank=True, help_text="« Interprétation en langue des signes, sous-titres »."
    )
    registration_url = models.URLField("s’inscrire", max_length=1000, blank=True)
    website = models.URLField("page officielle", max_length=1000, blank=True)
    outcome = models.TextField(
        "ce qu’il en reste", blank=True, help_text="Une fois passé : le compte rendu, le film. Mise en forme Markdown."
    )
    metiers = models.ManyToManyField(
        Term,
        blank=True,
        related_name="events_of_metier",
        limit_choices_to={"vocabulary": Term.Vocabulary.METIER},
        verbose_name="métiers",
    )
    themes = models.ManyToManyField(
        Term,
        blank=True,
        related_name="events_of_theme",
        limit_choices_to={"vocabulary": Term.Vocabulary.THEME},
        verbose_name="thèmes",
    )
    calls = models.ManyToManyField(Call, blank=True, related_name="events", verbose_name="dispositifs")
    rounds = models.ManyToManyField(Round, blank=True, related_name="events", verbose_name="éditions")
    projects = models.ManyToManyField(Project, blank=True, related_name="events", verbose_name="projets")
    resources = models.ManyToManyField(Resource, blank=True, related_name="events", verbose_name="ressources")

    objects = EventQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "rendez-vous"
        verbose_name_plural = "rendez-vous"
        constraints = [
            *Entry.Meta.constraints,
            in_order("starts", "ends", "event_ends_after_it_starts", "Un rendez-vous finit après avoir commencé."),
            models.CheckConstraint(
                condition=Q(ends="") | ~Q(starts=""),
                name="event_that_ends_starts",
                violation_error_message="Un rendez-vous qui finit a un début.",
            ),
        ]

    def get_absolute_url(self):
        return reverse("support:event-detail", kwargs={"slug": self.slug})

    @property
    def phase(self):
        return phase_of(self, timezone.now())

    @property
    def is_past(self):
        return self.phase == Phase.PAST

    @property
    def shown_territory(self):
        """Where it is, as far as its page may tell."""
        return self.territory.readable_on(self) if self.territory else None


class EventImage(EntryImage):
    """A picture of an event."""

    entry = models.ForeignKey(Event, models.CASCADE, related_name="images", verbose_name="rendez-vous")

    class Meta(EntryImage.Meta):
        pass
