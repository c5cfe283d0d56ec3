"""What every entry of the directory has: an identity, a publication status, a source."""

from collections import Counter, defaultdict
from functools import cache, partial

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.deletion import ProtectedError
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, slugify

from french.folding import fold
from french.typography import NBSP, typographic

from ..fields import KeyField, PartialDateField
from .change import MANY, turn
from .identifiers import new_identifier
from .provenance import SourceList
from .recorded import Recorded, RecordedQuerySet
from .slugs import Numbering, beginning_like, numbered

SLUG_LENGTH = 100
NOT_DELETED = "Une fiche qui a été publique se retire, elle ne se supprime pas."


class FormerSlug(models.Model):
    """An address that an entry once had: it redirects for ever."""

    kind = models.CharField("type de fiche", max_length=60)
    slug = models.SlugField("ancienne adresse", max_length=SLUG_LENGTH)
    identifier = models.CharField("identifiant de la fiche", max_length=16, db_index=True)

    class Meta:
        verbose_name = "ancienne adresse"
        verbose_name_plural = "anciennes adresses"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="former_slug_leads_to_one_entry",
                violation_error_message="Cette ancienne adresse mène déjà à une autre fiche.",
            )
        ]

    def __str__(self):
        return self.slug


class EntryQuerySet(RecordedQuerySet):
    """The words of publication, shared by every kind of entry."""

    is_public = False  # known to hold nothing but what anyone may read: `published()` made it, or a narrower one

    def published(self):
        """What anyone may read now: published, out and not taken down yet, and public what it is public with."""
        now = timezone.now()
        is_out = Q(publish_from=None) | Q(publish_from__lte=now)
        stays = Q(publish_until=None) | Q(publish_until__gt=now)
        found = self.filter(is_out & stays, status=Entry.Status.PUBLISHED)
        for name in self.model.PUBLIC_WITH:
            found = found.filter(**{f"{name}__in": self.model.model_of(name)._default_manager.published()})
        found.is_public = True
        return found

    def _clone(self):
        """Return a copy that knows as much: whatever narrows public entries leaves public entries."""
        clone = super()._clone()
        clone.is_public = self.is_public
        return clone

    def __or__(self, other):
        both = super().__or__(other)
        both.is_public = self.is_public and getattr(other, "is_public", False)
        return both

    def once_public(self):
        """What anyone can read or could one day: its address must never answer 404."""
        return self.filter(first_published_at__lte=timezone.now()) | self.published()

    def real(self):
        """Without the invented examples, which no list, no figure and no format of real entries holds."""
        return self.filter(is_example=False)

    def examples(self):
        """The invented examples alone."""
        return self.filter(is_example=True)

    def told_on(self, entry):
        """What the page of an entry tells of the others: what is published, and no example unless it is one."""
        return self.published() if entry.is_example else self.published().real()

    def for_listing(self):
        """With what a list shows of each entry; a kind adds the rows that its own lists show."""
        return self

    def for_export(self):
        """With what the columns of files tell of each entry."""
        return self.for_listing()

    def for_calendar(self):
        """With what the appointments of each entry are read from; a kind that has some adds its rows."""
        return self

    def for_detail(self):
        """With all that the page of an entry tells; a kind adds the rows that its own page tells."""
        return self

    def order_by_news(self):
        """The latest written or published first; `news_at` says when."""
        published = Coalesce("first_published_at", "updated_at")
        return self.annotate(news_at=Greatest("updated_at", published)).order_by("-news_at", "key", "pk")

    def since(self, moment):
        """Those that were written or published at a moment or later."""
        return self.order_by_news().filter(news_at__gte=moment)

    def with_gathering(self):
        """Add `gathered_on`: when the last of the lists that tell of an entry was gathered; None when none says it."""
        return self.annotate(gathered_on=Subquery(SourceList.objects.gathering_of(OuterRef("identifier"))))

    def delete(self):
        """Delete entries that nobody ever read; refuse the others, which are withdrawn instead."""
        with turn():
            if public := list(self.once_public()[:5]):
                raise ProtectedError(NOT_DELETED, set(public))
            return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


class Entry(Recorded):
    """A fact sheet of the directory: what staff curate, publish, withdraw, and readers cite."""

    class Status(models.TextChoices):
        DRAFT = "brouillon", "brouillon"
        REVIEW = "a-relire", "à relire"
        PUBLISHED = "publie", "publié"
        WITHDRAWN = "retire", "retiré"

    IDENTIFIER_PREFIX = "x"
    DERIVED = ("identifier", "slug", "key", "text_key", "first_published_at", "updated_at")
    # the last two by `remember_publication` and `date_edits`
    WRITTEN_ONCE = ("identifier", "created_at", "first_published_at", "edited_at")
    PUBLIC_WITH = ()  # relations to the entries without which this one is not public: a round without its call
    SECTION = ""  # the part of the site that lists these entries
    SECTION_VIEW = ""  # and the name of its address
    SOURCED = ()  # relations to rows that the page of the entry tells, each with its own source
    gathered_on = None  # when its list was gathered, as `with_gathering` reads it
    distance = None  # kilometres from the point that a reader asked for

    identifier = models.CharField("identifiant permanent", max_length=16, unique=True, editable=False)
    slug = models.SlugField(
        "adresse",
        max_length=SLUG_LENGTH,
        unique=True,
        blank=True,
        help_text="Fin de l’adresse de la page. Vide : tirée du nom. L’ancienne adresse redirige vers la nouvelle.",
        error_messages={"unique": "Une autre fiche a déjà cette adresse."},
    )
    name = models.CharField("nom", max_length=250)
    key = KeyField("nom normalisé", db_index=True)
    text_key = KeyField("texte normalisé", of=("name", "summary", "body"))
    summary = models.TextField(
        "résumé", blank=True, help_text="Deux ou trois phrases, sans mise en forme : ce que montrent les listes."
    )
    body = models.TextField(
        "texte", blank=True, help_text="Le récit complet. Mise en forme Markdown : titres, listes, liens."
    )
    status = models.CharField("statut", max_length=10, choices=Status, default=Status.DRAFT, db_index=True)
    publish_from = models.DateTimeField(
        "visible à partir du", null=True, blank=True, db_index=True, help_text="Vide : dès la publication."
    )
    publish_until = models.DateTimeField(
        "visible jusqu’au",
        null=True,
        blank=True,
        db_index=True,
        help_text="La page est alors retirée d’elle-même : dire aussi ce qui pourra encore en être dit.",
    )
    first_published_at = models.DateTimeField("public depuis le", null=True, editable=False)
    withdrawal_note = models.TextField(
        "ce qui peut encore être dit", blank=True, help_text="Affiché à l’adresse d’une fiche retirée."
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name="fusionnée dans",
    )
    is_example = models.BooleanField(
        "fiche d’exemple",
        default=False,
        help_text="Contenu inventé : signalé sur chaque page, absent de tous les exports.",
    )
    source_name = models.CharField("source", max_length=250, blank=True, help_text="D’où vient l’information.")
    source_url = models.URLField("adresse de la source", max_length=1000, blank=True)
    data_date = PartialDateField("date de la donnée")
    notes = models.TextField("notes internes", blank=True, help_text="Jamais publiées.")
    created_at = models.DateTimeField("créée le", auto_now_add=True)
    updated_at = models.DateTimeField("modifiée le", auto_now=True)
    edited_at = models.DateTimeField("mise à jour le", null=True, editable=False)  # by a hand, not by an import

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="%(class)s_has_a_name",
                violation_error_message="Une fiche a un nom.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(status="retire"),
                name="%(class)s_merged_is_withdrawn",
                violation_error_message="Une fiche fusionnée est retirée : elle redirige.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="%(class)s_is_not_merged_into_itself",
                violation_error_message="Une fiche ne se fusionne pas avec elle-même.",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, update_fields=None, **kwargs):
        """Give the entry its identifier and its address; remember the address it leaves."""
        with turn():
            # this copy may be older than the publication of the call that made its round public
            self.first_published_at = self._stored_first_published_at() or self.first_published_at
            super().save(*args, update_fields=update_fields and {*update_fields, *self.DERIVED}, **kwargs)
            self.first_published_at = self._stored_first_published_at()

    def delete(self, *args, **kwargs):
        with turn():
            if type(self)._default_manager.filter(pk=self.pk).once_public().exists():
                raise ProtectedError(NOT_DELETED, {self})
            return super().delete(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.slug and self._slug_led_elsewhere(self.slug):
            raise ValidationError({"slug": "Cette adresse a été celle d’une autre fiche : elle y redirige encore."})
        if self.publish_from and self.publish_until and self.publish_until <= self.publish_from:
            raise ValidationError({"publish_until": "La fiche serait retirée avant de sortir."})

    @classmethod
    def before_save(cls, entries):
        super().before_save(entries)
        cls.give_slugs([entry for entry in entries if not entry.slug])
        cls.remember_slugs(entries)

    def derive(self):
        super().derive()
        self.identifier = self.identifier or new_identifier(self.IDENTIFIER_PREFIX)

    @classmethod
    def saved_alone(cls):
        """Where an entry was is remembered, too."""
        return super().saved_alone() | {"slug"}

    @classmethod
    def give_slugs(cls, entries):
        """Give each entry the address that its name makes and that no other entry has or had.

        A constant number of queries: four hundred entries of one name cost no more each than four hundred names.
        """
        if not entries:
            return
        stems = [slugify(entry.slug_source()) or entry.identifier for entry in entries]
        plain = {stem: numbered(stem, 1, SLUG_LENGTH) for stem in stems}
        taken, times = cls._taken(Q(slug__in=plain.values())), Counter(stems)
        contested = [stem for stem in times if times[stem] > 1 or plain[stem] in taken]
        if contested:
            taken |= cls._taken(beginning_like(contested, SLUG_LENGTH))
        numbering = Numbering(SLUG_LENGTH)
        for entry, stem in zip(entries, stems, strict=True):
            entry.slug = numbering.next(stem, partial(is_of_another, taken, entry.identifier))
            taken.setdefault(entry.slug, {entry.identifier})

    @classmethod
    def _taken(cls, condition):
        """Return `{slug: identifiers}` of the entries that have or had the slugs of a condition."""
        taken = defaultdict(set)
        former = FormerSlug.objects.filter(condition, kind=cls.entry_kind())
        for rows in (cls._base_manager.filter(condition), former):
            for slug, identifier in rows.values_list("slug", "identifier"):
                taken[slug].add(identifier)
        return dict(taken)

    @classmethod
    def remember_slugs(cls, entries):
        """Keep the slugs that are left, if readers may have them; one that is taken back no longer redirects."""
        kind, slugs = cls.entry_kind(), {entry.slug: entry.identifier for entry in entries}
        former = FormerSlug.objects.filter(kind=kind, slug__in=slugs)
        back = [one.pk for one in former if one.identifier == slugs[one.slug]]
        if back:
            FormerSlug.objects.filter(pk__in=back).delete()
        pks = [entry.pk for entry in entries if entry.pk]
        public = cls._default_manager.filter(pk__in=pks).once_public() if pks else cls._default_manager.none()
        for slug, identifier in public.values_list("slug", "identifier"):
            if slugs.get(slug) != identifier:
                FormerSlug.objects.update_or_create(kind=kind, slug=slug, defaults={"identifier": identifier})

    @classmethod
    def entry_kind(cls):
        """Name of the kind of entry in the tables that hold entries of every kind: `projects.project`."""
        return cls._meta.concrete_model._meta.label_lower

    @classmethod
    def model_of(cls, name):
        """The model that a relation leads to."""
        return cls._meta.get_field(name).related_model

    @classmethod
    def record_owners(cls, rows):
        """Every way of writing ends here: what is public from now on, or will be, is known from now on."""
        super().record_owners(rows)
        cls.remember_publication(rows)

    @classmethod
    def remember_publication(cls, rows):
        """Store from when the entries that nobody could read yet are public, and those that are public with them.

        A moment that has come is kept for ever; one to come follows what staff plan, and goes with the plan.
        """
        now, found = timezone.now(), defaultdict(list)
        waiting = Q(first_published_at=None, status=Entry.Status.PUBLISHED) | Q(first_published_at__gt=now)
        for entry in cls._base_manager.filter(waiting, of_rows(rows)).prefetch_related(*cls.PUBLIC_WITH):
            found[entry.public_from(now)].append(entry.pk)
        for moment, pks in found.items():
            # a plain manager, which records nothing: no document says this moment, and the log would call back here
            cls._base_manager.filter(of_rows(pks)).update(first_published_at=moment)
        for model, name in public_with(cls):
            model.remember_publication(model._base_manager.filter(of_rows(rows, name)).values_list("pk", flat=True))

    @property
    def title(self):
        """What readers see as the name of the entry."""
        return self.name

    @property
    def description(self):
        """The page in a sentence, for search engines: « Projets, Inmediats : six musées… »."""
        title = typographic(self.title)
        if self.summary:
            return f"{self.section}, {title}{NBSP}: {Truncator(typographic(self.summary)).chars(200)}"
        return f"{title}, dans le répertoire du numérique culturel {settings.REGION['locative']}."

    @property
    def is_approved(self):
        """Anyone may read it, now or from its date of publication."""
        return self.status == self.Status.PUBLISHED

    @property
    def is_published(self):
        """Says of one entry what `published()` says of many."""
        now = timezone.now()
        is_due = self.is_approved and (not self.publish_from or self.publish_from <= now) and not self.is_taken_down
        return is_due and all(getattr(self, name).is_published for name in self.PUBLIC_WITH)

    @property
    def is_taken_down(self):
        """Its last moment, as staff planned it, is past."""
        return bool(self.publish_until and self.publish_until <= timezone.now())

    def public_from(self, now):
        """Return the moment from which anyone may read it as things stand, `now` at the earliest; None when never."""
        if not self.is_approved:
            return None
        others = [getattr(self, name).public_from(now) for name in self.PUBLIC_WITH]
        if None in others:
            return None
        start, end = max([now, self.publish_from or now, *others]), self.public_until
        return None if end and end <= start else start

    @property
    def public_until(self):
        """The moment when it is taken down, or what it is public with; None when nobody planned it."""
        ends = [self.publish_until, *(getattr(self, name).public_until for name in self.PUBLIC_WITH)]
        return min(filter(None, ends), default=None)

    @property
    def dated(self):
        """From when what it tells dates: « source du 12 juin 2024 », « relevé le 30 novembre 2026 »; else nothing."""
        if self.data_date:
            return f"source {self.data_date.genitive}"
        return f"relevé {self.gathered_on.locative}" if self.gathered_on else ""

    @property
    def is_masked(self):
        """The law forbids naming it, or may do so."""
        return False

    @property
    def masked_because(self):
        """Why, for staff."""
        return ""

    @property
    def section(self):
        return self.SECTION

    @property
    def section_url(self):
        return reverse(self.SECTION_VIEW)

    @property
    def other_sources(self):
        """The pages that tell these rows, besides its own source; to be read with `for_detail`."""
        urls = dict.fromkeys(row.source_url for name in self.SOURCED for row in getattr(self, name).all())
        return [url for url in urls if url.startswith(("http://", "https://")) and url != self.source_url]

    @property
    def replaced_by(self):
        """The entry that readers of this one are sent to."""
        return self.merged_into

    @property
    def was_public(self):
        """Says of one entry what `once_public()` says of many."""
        return self.is_published or bool(self.first_published_at and self.first_published_at <= timezone.now())

    @property
    def far(self):
        """« à 12 km » from the point that a reader asked for; nothing when none was."""
        return "" if self.distance is None else f"à {self.distance:.0f} km"

    def may_tell(self, other):
        """Whether its page may name another entry: an example is told by examples only."""
        return self.is_example or not other.is_example

    def told_of(self, relation):
        """The entries that it names in a many-to-many field, and that its page may tell."""
        return [other for other in getattr(self, relation).all() if self.may_tell(other)]

    def standing(self):
        """The entry to read today: this one, or the last of those that replaced it."""
        entry, seen = self, {self.pk}  # a chain that comes back to itself must not hang the page
        while entry.replaced_by and entry.replaced_by.pk not in seen:
            entry = entry.replaced_by
            seen.add(entry.pk)
        return entry

    def absorb(self, other):
        """Take from an entry about to be merged into this one what only this kind of entry has."""

    def sums(self):
        """What the pages of the entry add up, in euros, by label; None when no amount is known."""
        return {}

    def slug_source(self):
        return fold(self.name)

    def _slug_led_elsewhere(self, slug):
        former = FormerSlug.objects.filter(kind=self.entry_kind(), slug=slug)
        return former.exclude(identifier=self.identifier).exists()

    def _stored_first_published_at(self):
        """Return the moment that the database has, which another write may have given since this copy was read."""
        stored = type(self)._base_manager.filter(pk=self.pk)
        return stored.values_list("first_published_at", flat=True).first()


def is_of_another(taken, identifier, slug):
    """Whether `taken` gives a slug to an entry other than the one that has the identifier."""
    return bool(taken.get(slug, set()) - {identifier})


def told(*paths, by=""):
    """Condition of rows: none of the entries that paths lead to is an example, unless the one that tells it is one.

    `by` leads to the entry that tells the row: the row itself when it is empty.
    """
    found = Q()
    for path in paths:
        is_example, by_example = (f"{one}__is_example".removeprefix("__") for one in (path, by))
        found &= ~Q(**{f"{is_example}__gt": F(by_example)})  # false is less than true
    return found


def of_rows(rows, name="pk"):
    """Return the condition « `name` is one of the rows »; no condition for None or beyond MANY rows, as in the log."""
    rows = set(rows)
    return Q() if len(rows) > MANY or None in rows else Q(**{f"{name}__in": rows})


@cache
def public_with(model):
    """Return (model, relation) for the models whose `PUBLIC_WITH` leads to this one: (Round, "call") for Call."""
    kinds = (one for one in apps.get_models() if issubclass(one, Entry) and not one._meta.proxy)
    pairs = ((kind, name) for kind in kinds for name in kind.PUBLIC_WITH)
    return [pair for pair in pairs if issubclass(model, pair[0].model_of(pair[1])._meta.concrete_model)]
