"""What the words of digital culture mean."""

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse

from directory.models import Entry, EntryQuerySet, Term
from french.folding import fold


class DefinitionQuerySet(EntryQuerySet):
    """The words of the glossary."""

    def for_export(self):
        """With what files tell of each."""
        return self.for_detail()

    def for_detail(self):
        """With what it leads to: other definitions, of which what is published."""
        return self.prefetch_related(Prefetch("see_also", self.model.objects.published()))


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
        help_text="Ce que le mot classe.",
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
        """Its other names; the other writings of its term are none: « Oculus » is how one searches another thing."""
        return [name for line in self.other_names.splitlines() if (name := line.strip())]

    def absorb(self, other):
        """What the other one was called is another name of this one."""
        super().absorb(other)
        names = {fold(self.name): ""}
        for name in (*self.names, other.name, *other.names):
            names.setdefault(fold(name), name)
        self.other_names = "\n".join(filter(None, names.values()))

    def terms(self):
        """The terms of any vocabulary that it explains: its own, and those that have its name."""
        return Term.objects.filter(Q(pk=self.term_id) | Q(key=self.key))
