"""Who: one identity for each actor, whatever its roles."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.text import capfirst
from stdnum.exceptions import ValidationError as NumberError
from stdnum.fr import siren, siret

from directory.fields import KeyField, UniqueKey
from directory.models import Entry, EntryImage, EntryQuerySet, FormerSlug, Recorded, Term
from directory.web import web
from french.folding import fold
from territories.models import Territory

from .personhood import PERSON_TYPE, Personhood, personhood_of

MASKED_NAME = "Personne physique"
NEUTRAL_SLUG = "personne-physique"


def validate_siret(value):
    """A SIRET is fourteen digits with their control sum (INSEE)."""
    try:
        siret.validate(value)
    except NumberError as error:
        raise ValidationError("Ce n’est pas un SIRET valide : quatorze chiffres, clé de contrôle comprise.") from error


def validate_websites(text):
    """Refuse a line that is no address of the web."""
    if wrong := [line for line in text.split() if not web(line)]:
        raise ValidationError(f"« {wrong[0]} » n’est pas une adresse web (http:// ou https://).")


def validate_siren(value):
    """A SIREN is nine digits with their control sum (INSEE)."""
    try:
        siren.validate(value)
    except NumberError as error:
        raise ValidationError("Ce n’est pas un SIREN valide : neuf chiffres, clé de contrôle comprise.") from error


class ActorQuerySet(EntryQuerySet):
    """The words of identity."""

    def published(self):
        """What anyone may read: organisations, and natural persons who agreed (CRPA, art. L312-1-2)."""
        return super().published().exclude(self._masked())

    def masked(self):
        """Those that may not be named: natural persons without an agreement, and whoever may be one."""
        return self.filter(self._masked())

    def to_answer(self):
        """Those of which nothing shows whether they are organisations or persons: somebody has to say."""
        waiting = self.filter(personhood=Personhood.UNKNOWN, agreement="")
        return waiting.exclude(status=Entry.Status.WITHDRAWN)

    def named(self):
        """Those that may be found by their name: neither masked nor withdrawn, published or not."""
        return self.exclude(self._masked()).exclude(status=Entry.Status.WITHDRAWN)

    def called(self, name):
        """Actors that bear the name, as their own or as another or former one."""
        key = fold(name)
        return self.filter(Q(key=key) | Q(names__key=key)).filter(merged_into=None).distinct()

    def public_bodies(self):
        """Those whose money is public money."""
        return self.filter(is_public_body=True)

    def funders(self):
        """Those that funded a project."""
        return self.filter(fundings_granted__project__isnull=False).distinct()

    def for_listing(self):
        """With what a list of actors shows."""
        return self.select_related("actor_type", "seat__located_in").prefetch_related("metiers", "seat__containers")

    def for_export(self):
        return self.for_listing().prefetch_related("disciplines")

    def for_detail(self):
        """With all that the page of an actor tells of itself."""
        return self.select_related("actor_type").prefetch_related(
            *("names", "metiers", "disciplines", "images", "seat__containers", "succeeds", "succeeded_by")
        )

    def alongside(self, actor):
        """Those that take part in the projects that the page of the actor tells; `shared` says in how many."""
        projects = actor.participations.told_on(actor).projects()
        others = self.told_on(actor).exclude(pk=actor.pk).filter(participations__project__in=projects)
        return others.annotate(shared=Count("participations__project", distinct=True)).order_by("-shared", "key")

    @staticmethod
    def _masked():
        return Q(agreement="") & ~Q(personhood=Personhood.ORGANISATION)


class Actor(Entry):
    """An organisation or a person that carries, supports, hosts or funds projects."""

    IDENTIFIER_PREFIX = "a"
    SECTION = "Acteurs"
    SECTION_VIEW = "actors:list"
    DERIVED = (*Entry.DERIVED, "personhood")
    PERSONHOODS = [
        (Personhood.UNKNOWN.value, "à dire"),
        (Personhood.ORGANISATION.value, "structure"),
        (Personhood.PERSON.value, "personne physique"),
    ]

    actor_type = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actors_of_type",
        limit_choices_to={"vocabulary": Term.Vocabulary.ACTOR_TYPE},
        verbose_name="type de structure",
    )
    legal_form = models.CharField("forme, telle que la source l’écrit", max_length=150, blank=True)
    is_public_body = models.BooleanField(
        "organisme public",
        default=False,
        help_text="Son aide est une aide publique : État, collectivité, Union européenne, opérateur.",
    )
    answer = models.CharField(
        "personne ou structure",
        max_length=10,
        choices=PERSONHOODS,
        blank=True,
        default="",
        db_default="",
        help_text=(
            "À dire quand ni le RNA, ni le type, ni la forme, ni un mot du nom ne montre une structure : d’ici là, le "
            "nom est masqué partout. Un artiste-auteur, une micro-entreprise, une entreprise individuelle sont des "
            "personnes physiques, même avec un SIRET : la loi interdit de les nommer sans leur accord."
        ),
    )
    personhood = models.CharField(
        "ce qu’on en sait", max_length=10, choices=PERSONHOODS, blank=True, default="", db_default="", editable=False
    )
    agreement = models.CharField(
        "accord de publication",
        max_length=250,
        blank=True,
        help_text="Pour une personne physique : où et quand l’accord a été donné. Vide : la personne reste masquée.",
    )
    siren = models.CharField(
        "SIREN",
        max_length=9,
        blank=True,
        validators=[validate_siren],
        help_text="Neuf chiffres, ceux de l’organisme entier : un de ses services n’a que son SIRET.",
    )
    siret = models.CharField(
        "SIRET", max_length=14, blank=True, validators=[validate_siret], help_text="annuaire-entreprises.data.gouv.fr"
    )
    rna = models.CharField("RNA", max_length=10, blank=True, help_text="Numéro d’association : W et neuf chiffres.")
    seat = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actors_seated",
        verbose_name="siège",
        help_text="Commune ou tiers-lieu où la structure est établie : ce n’est pas le lieu de ses projets.",
    )
    address = models.CharField("adresse postale", max_length=250, blank=True)
    website = models.URLField("site", max_length=500, blank=True)
    other_websites = models.TextField(
        "autres sites",
        blank=True,
        validators=[validate_websites],
        help_text="Une adresse par ligne. Une page d’un site de la structure se dit « Page officielle », toute autre "
        "« Source ».",
    )
    email = models.EmailField("courriel", blank=True, help_text="Adresse de fonction, jamais celle d’une personne.")
    metiers = models.ManyToManyField(
        Term,
        blank=True,
        related_name="actors_of_metier",
        limit_choices_to={"vocabulary": Term.Vocabulary.METIER},
        verbose_name="métiers",
    )
    disciplines = models.ManyToManyField(
        Term,
        blank=True,
        related_name="actors_of_discipline",
        limit_choices_to={"vocabulary": Term.Vocabulary.DISCIPLINE},
        verbose_name="disciplines",
    )
    succeeds = models.ManyToManyField(
        "self",
        blank=True,
        symmetrical=False,
        related_name="succeeded_by",
        verbose_name="succède à",
        help_text="Succession juridique : la Région Nouvelle-Aquitaine succède à la Région Aquitaine.",
    )

    objects = ActorQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "acteur"
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["siren"],
                condition=~Q(siren=""),
                name="siren_identifies_one_actor",
                violation_error_message="Un autre acteur a déjà ce SIREN.",
            ),
            models.UniqueConstraint(
                fields=["siret"],
                condition=~Q(siret=""),
                name="siret_identifies_one_actor",
                violation_error_message="Un autre acteur a déjà ce SIRET.",
            ),
            models.UniqueConstraint(
                fields=["rna"],
                condition=~Q(rna=""),
                name="rna_identifies_one_actor",
                violation_error_message="Un autre acteur a déjà ce numéro RNA.",
            ),
            models.CheckConstraint(
                condition=Q(rna="") | Q(rna__regex=r"^W[0-9]{9}$"),
                name="rna_is_w_and_nine_digits",
                violation_error_message="Un numéro RNA est un W suivi de neuf chiffres.",
            ),
            models.CheckConstraint(
                condition=Q(siren="") | Q(siren__regex=r"^[0-9]{9}$"),
                name="siren_is_nine_digits",
                violation_error_message="Un SIREN a neuf chiffres.",
            ),
            models.CheckConstraint(
                condition=Q(siren="") | Q(siret="") | Q(siren=Left("siret", 9)),
                name="siret_begins_with_the_siren",
                violation_error_message="Le SIRET commence par les neuf chiffres du SIREN.",
            ),
            models.CheckConstraint(
                condition=Q(siret="") | Q(siret__regex=r"^[0-9]{14}$"),
                name="siret_is_fourteen_digits",
                violation_error_message="Un SIRET a quatorze chiffres.",
            ),
            models.CheckConstraint(
                condition=Q(agreement="") | Q(agreement__regex=r"\S"),
                name="agreement_is_more_than_spaces",
                violation_error_message="Un accord de publication dit où et quand il a été donné.",
            ),
        ]

    def derive(self):
        """Judge whether it may be named; give it a neutral address when it may not, and only then."""
        super().derive()
        self.agreement = self.agreement.strip()
        self.personhood = self.judged()
        if self.is_masked or self.slug == self.neutral_slug:
            self.slug = ""

    @classmethod
    def after_save(cls, actors):
        """What was merged into a masked person is that person: its address and its name are hidden too."""
        super().after_save(actors)
        persons = [one.pk for one in actors if one.is_masked and one.personhood == Personhood.PERSON]
        for other in cls._base_manager.filter(merged_into__in=persons).exclude(personhood=Personhood.PERSON):
            other.answer = Personhood.PERSON
            other.save()

    def clean(self):
        super().clean()
        if self.answer == Personhood.ORGANISATION and self._type_family() == PERSON_TYPE:
            raise ValidationError(
                {"answer": "Le type « personne physique » dit le contraire : corrigez l’un des deux."}
            )

    @classmethod
    def saved_alone(cls):
        """Whether it may be named, and so its address, follow these."""
        judged_by = {"answer", "personhood", "agreement", "legal_form", "rna", "actor_type", "actor_type_id"}
        return super().saved_alone() | judged_by

    @classmethod
    def remember_slugs(cls, actors):
        """The former addresses of a masked person name it: they are forgotten."""
        masked = [actor.identifier for actor in actors if actor.is_masked]
        if masked:
            FormerSlug.objects.filter(kind=cls.entry_kind(), identifier__in=masked).delete()
        super().remember_slugs([actor for actor in actors if not actor.is_masked])

    def get_absolute_url(self):
        return reverse("actors:detail", kwargs={"slug": self.slug})

    def slug_source(self):
        return self.neutral_slug if self.is_masked else super().slug_source()

    def judged(self):
        """Return what is known of it: what somebody answered, else what its names and numbers show."""
        family = self._type_family()
        if self.answer and family != PERSON_TYPE:
            return Personhood(self.answer)
        return personhood_of(self.name, legal_form=self.legal_form, rna=self.rna, type_family=family)

    def absorb(self, other):
        """Be known under the name of the other one too; refuse one whose numbers are those of another body."""
        siren, siret = self.siren or other.siren, self.siret or other.siret
        if siren and siret and not siret.startswith(siren):
            raise ValidationError(f"Le SIRET {siret} n’est pas celui du SIREN {siren} : corrigez l’un d’eux d’abord.")
        if fold(other.name) != self.key:
            self.names.get_or_create(key=fold(other.name), defaults={"name": other.name})

    def sums(self):
        granted, received = self.fundings_granted.readable(), self.fundings_received.readable()
        return {"aides accordées": granted.totals().amount, "aides reçues": received.totals().amount}

    @property
    def public_numbers(self):
        """Pairs of a name and an official number; none of a natural person, even one who agreed to be named."""
        if self.personhood != Personhood.ORGANISATION:
            return []
        numbers = [("SIREN", self.siren), ("SIRET", self.siret), ("RNA", self.rna)]
        return [(name, number) for name, number in numbers if number]

    @property
    def known_names(self):
        """The other names that people use; how one source happens to write it is not one."""
        return [name for name in self.names.all() if name.kind != ActorName.Kind.WRITING]

    @property
    def neutral_slug(self):
        return f"{NEUTRAL_SLUG}-{self.identifier}"

    @property
    def is_masked(self):
        return self.personhood != Personhood.ORGANISATION and not self.agreement.strip()

    @property
    def masked_because(self):
        if self.personhood == Personhood.PERSON:
            return "Personne physique sans accord de publication."
        return "Personne ou structure ? Rien ne montre que c’est une structure, et personne n’a encore répondu."

    @property
    def title(self):
        """The name anyone may read."""
        return MASKED_NAME if self.is_masked else self.name

    @property
    def is_approved(self):
        return super().is_approved and not self.is_masked

    @property
    def sites(self):
        """The addresses of its own sites: what is on them is official."""
        return list(filter(None, (self.website, *self.other_websites.split())))

    @property
    def type_name(self):
        """« association »; nothing when it is not known."""
        return self.actor_type.name if self.actor_type else ""

    @property
    def caption(self):
        """The line under its name in a list: « Association · Pau (Pyrénées-Atlantiques) · à 12 km »."""
        seat = self.seat.locality if self.seat else ""
        return " · ".join(filter(None, (capfirst(self.type_name) or "Structure", seat, self.far)))

    @property
    def readable_seat(self):
        """The seat, or where it is while readers may not know it."""
        return self.seat.readable_on(self) if self.seat else None

    def _type_family(self):
        """Return the slug of the general type, or of its own when it has none above."""
        if not self.actor_type_id:
            return ""
        return self.actor_type.parent.slug if self.actor_type.parent_id else self.actor_type.slug


class ActorName(Recorded):
    """Another name under which an actor is known or was known."""

    BELONGS_TO = "actor"

    class Kind(models.TextChoices):
        OTHER = "autre", "autre nom"
        FORMER = "ancien", "ancien nom"
        ACRONYM = "sigle", "sigle"
        WRITING = "ecriture", "écriture d’une source"

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="names", verbose_name="acteur")
    name = models.CharField("nom", max_length=250)
    key = KeyField(db_index=True)
    kind = models.CharField("nature", max_length=10, choices=Kind, default=Kind.OTHER)

    class Meta:
        verbose_name = "autre nom"
        verbose_name_plural = "autres noms"
        ordering = ["kind", "key"]
        constraints = [
            UniqueKey(
                fields=["actor", "key"],
                name="actor_name_is_told_once",
                violation_error_message="Cet acteur a déjà ce nom.",
            )
        ]

    def __str__(self):
        return self.name


class ActorImage(EntryImage):
    """A picture of an actor."""

    entry = models.ForeignKey(Actor, models.CASCADE, related_name="images", verbose_name="acteur")

    class Meta(EntryImage.Meta):
        pass
