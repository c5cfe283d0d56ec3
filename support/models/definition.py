"""What the words of digital culture mean."""

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse

from directory.models import Entry, EntryQuerySet, Term


class DefinitionQuerySet(EntryQuerySet):
    """The words of the glossary."""

    def for_listing(self):
        """With the other writings of its term."""
        return self.prefetch_related("term__labels")

    def for_export(self):
        """With what files tell of each."""
        return self.for_listing().prefetch_related(Prefetch("see_also", self.model.objects.published()))

    def for_detail(self):
        """With what it leads to: other definitions, of which what is published."""
        return self.select_related("term__parent").prefetch_related(
            "term__labels", Prefetch("see_also", self.model.objects.published())
        )


class Definition(Entry):
    """A word of the glossary: its definition is its summary."""

    IDENTIFIER_PREFIX = "g"
    SECTION = "Glossaire"
    SECTION_VIEW = "support:definition-list"

    other_names = models.TextField("autres noms", blank=True, help_text="Un par ligne, tels qu’on les écrit.")
    term = models.ForeignKey(
        Term,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="definitions",
        verbose_name="terme du thésaurus",
        help_text="Ce que le mot classe : ses autres écritures sont celles de la définition.",
    )
    see_also = models.ManyToManyField("self", blank=True, symmetrical=False, verbose_name="voir aussi")

    objects = DefinitionQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "définition"

    def get_absolute_url(self):
        return reverse("support:definition-detail", kwargs={"slug": self.slug})

    @property
    def letter(self):
        """Under which letter it is read: « E » for « écoconception »; « # » for a number."""
        first = self.key[:1].upper()
        return first if first.isalpha() else "#"

    @property
    def names(self):
        """Its other names: its own, then the other writings of its term. To be read with `for_listing`."""
        labels = [label.label for label in self.term.labels.all()] if self.term else []
        own = [name.strip() for name in self.other_names.splitlines()]
        return [name for name in dict.fromkeys([*own, *labels]) if name and name != self.name]

    def terms(self):
        """The terms of any vocabulary that it explains: its own, and those that have its name."""
        return Term.objects.filter(Q(pk=self.term_id) | Q(key=self.key))
