"""What a round tells, one thing a row: for whom it is, how much it gives, on which conditions, whom to ask."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from directory.likeness import Comparable, Likeness, Verdict
from directory.models import Sourced, Term
from french.typography import NBSP
from territories.models import Territory

from .round import Round


class Item(Comparable, Sourced):
    """One thing that a source tells of a round.

    An item of a kind of `CLASSED` may name the term that the search « Quel appel pour mon projet ? » compares.
    """

    class Kind(models.TextChoices):
        OBJECTIVE = "objectif", "objectif"
        BENEFICIARY = "beneficiaire", "bénéficiaire"
        TERRITORY = "territoire", "territoire"
        METIER = "metier", "métier"
        DISCIPLINE = "discipline", "discipline"
        STAGE = "stade", "stade du projet"
        CRITERION = "critere", "critère"
        EXCLUSION = "exclusion", "exclusion"
        EXPENSE = "depense", "dépense éligible"
        REFUSED_EXPENSE = "depense-exclue", "dépense exclue"
        RATE = "taux", "taux"
        FLOOR = "plancher", "plancher"
        CEILING = "plafond", "plafond"
        ENVELOPE = "enveloppe", "enveloppe"
        AMOUNT = "montant", "montant"
        CONTACT = "contact", "contact"
        QUESTION = "faq", "question fréquente"

    CLASSED = {
        Kind.BENEFICIARY: Term.Vocabulary.ACTOR_TYPE,
        Kind.METIER: Term.Vocabulary.METIER,
        Kind.DISCIPLINE: Term.Vocabulary.DISCIPLINE,
        Kind.STAGE: Term.Vocabulary.STAGE,
    }
    BELONGS_TO = "round"
    SAID = ("round", "kind", "label", "text", "term", "territory", "site")
    WITHIN = SAID

    round = models.ForeignKey(Round, models.CASCADE, related_name="items", verbose_name="édition")
    kind = models.CharField("nature", max_length=14, choices=Kind)
    label = models.CharField(
        "intitulé",
        max_length=250,
        blank=True,
        help_text="La question, la tranche, la fonction à joindre (jamais le nom d’une personne).",
    )
    text = models.TextField(
        "ce qui est dit", blank=True, help_text="La réponse, le montant, le critère, en une phrase."
    )
    term = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name="terme",
        help_text="Ce que compare « Quel appel pour mon projet ? » : type de structure, métier, discipline ou stade. "
        "D’une exclusion, ce qu’elle exclut.",
    )
    for_all = models.BooleanField(
        "tous",
        default=False,
        help_text="La source dit « tous » : aucun type de structure, aucune discipline… n’est écarté.",
    )
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="items", verbose_name="territoire"
    )
    site = models.CharField("site", max_length=100, blank=True, help_text="Quand ce n’est pas un territoire.")
    email = models.EmailField(
        "courriel", blank=True, help_text="D’un contact : adresse de fonction, jamais celle d’une personne."
    )
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "rubrique"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(label="")
                | ~Q(text="")
                | Q(term__isnull=False)
                | Q(territory__isnull=False)
                | Q(for_all=True),
                name="item_says_something",
                violation_error_message="Une rubrique dit quelque chose : un intitulé, un texte, un terme ou un "
                "territoire.",
            ),
            models.CheckConstraint(
                condition=Q(for_all=False) | Q(term=None, kind__in=["beneficiaire", "metier", "discipline", "stade"]),
                name="item_for_all_names_no_term",
                violation_error_message="Le mot « tous » ne va pas avec un terme : il se dit des bénéficiaires, des "
                "métiers, des disciplines ou des stades.",
            ),
            models.CheckConstraint(
                condition=Q(email="") | Q(kind="contact"),
                name="email_is_that_of_a_contact",
                violation_error_message="Seul un contact a un courriel.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="faq") | (~Q(label="") & ~Q(text="")),
                name="question_has_an_answer",
                violation_error_message="Une question fréquente a sa réponse.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}{NBSP}: {self.words}"

    def clean(self):
        super().clean()
        if self.term and self.term.vocabulary not in self.vocabularies(self.kind):
            raise ValidationError({"term": "Ce terme est d’un autre vocabulaire que cette rubrique."})

    @classmethod
    def vocabularies(cls, kind):
        """Of which vocabularies the term of a kind of items may be: an exclusion excludes anything that is classed."""
        return [*cls.CLASSED.values()] if kind == cls.Kind.EXCLUSION else [*filter(None, [cls.CLASSED.get(kind)])]

    @property
    def words(self):
        """What it says, in a line."""
        told = f"{NBSP}: ".join(filter(None, [self.label, self.text]))
        return told or (self.term.name if self.term else "tous" if self.for_all else self.place)

    @property
    def place(self):
        return self.territory.name if self.territory else self.site

    def compare(self, other):
        """The same thing, told with the same words."""
        return Likeness(Verdict.SAME, "mêmes mots")
