"""What the API gives that has no list on the site, rounds, terms, grants: plain filters of django-filter.

They bear the names that the same filters have in lists.
"""

from operator import attrgetter

from django import forms
from django.db.models import Q
from django_filters import FilterSet, MultipleChoiceFilter
from django_filters.filters import Filter, ModelMultipleChoiceFilter

from actors.models import Actor
from calls.models import Call, Round
from directory.models import Term
from directory.registry import KINDS
from finding.criteria import AmountFilter
from finding.formats.columns import Column
from finding.formats.rows import told_of
from projects.models import Funding, Project

from .. import financings
from .asking import Parameter
from .resources import EntryResource, Found, Resource, criteria


class YearFilter(Filter):
    """Four digits."""

    field_class = forms.RegexField

    def __init__(self, field_name):
        wrong = {"invalid": "Il faut une année : quatre chiffres."}
        super().__init__(field_name, label="Année", regex=r"^[0-9]{4}\Z", error_messages=wrong)


def chosen(field_name, entries, label, key="slug"):
    """A filter by published entries, by their slug; several add up (OR)."""
    return ModelMultipleChoiceFilter(
        field_name=field_name,
        to_field_name=key,
        queryset=lambda request: entries(),
        label=label,
        error_messages={"invalid_choice": "« %(value)s » n’existe pas."},
    )


def one_of(field_name, choices, label):
    wrong = {"invalid_choice": "« %(value)s » n’existe pas."}
    return MultipleChoiceFilter(field_name=field_name, choices=choices, label=label, error_messages=wrong)


def calls():
    return Call.objects.published().real()


def rounds():
    return Round.objects.published().real()


class RoundFilterSet(FilterSet):
    dispositif = chosen("call", calls, "Dispositif")
    annee = YearFilter("year")
    etat = one_of("state_now", Round.State.choices, "État")

    class Meta:
        model = Round
        fields = []


class TermFilterSet(FilterSet):
    vocabulaire = one_of("vocabulary", Term.Vocabulary.choices, "Vocabulaire")

    class Meta:
        model = Term
        fields = []


class GrantFilterSet(FilterSet):
    projet = chosen("project", lambda: Project.objects.published().real(), "Projet, identifiant", "identifier")
    financeur = chosen("funder", lambda: Actor.objects.published().real(), "Financeur")
    beneficiaire = chosen("beneficiary", lambda: Actor.objects.published().real(), "Bénéficiaire")
    dispositif = chosen("call", calls, "Dispositif")
    edition = chosen("round", rounds, "Édition")
    annee = YearFilter("year")
    montant_min = AmountFilter(field_name="voted_net", lookup_expr="gte", label="Voté net, au moins (€)")
    montant_max = AmountFilter(field_name="voted_net", lookup_expr="lte", label="Voté net, au plus (€)")

    class Meta:
        model = Funding
        fields = []


class Table(Resource):
    """Rows that a plain FilterSet narrows, in one order."""

    filterset_class = None

    def own_parameters(self):
        return [plain(name, item) for name, item in self.filterset_class.base_filters.items()]

    def entries(self):
        """All the public rows, in their order, with what filters read."""
        raise NotImplementedError

    def since(self, entries, moment):
        """Those that were written since a moment."""
        raise NotImplementedError

    def exported(self, entries):
        """Rows with what `columns` read."""
        raise NotImplementedError

    def find(self, asked):
        filterset = self.filterset_class(criteria(asked.query), self.entries())
        asked.refuse(*((name, " ".join(told)) for name, told in filterset.errors.items()))
        found = filterset.qs if asked.since is None else self.since(filterset.qs, asked.since)
        shown = found[asked.start : asked.start + asked.per_page]
        return Found(found.count(), [told_of(row, asked.columns) for row in self.exported(shown)], [], [])


def plain(name, item):
    """A filter of django-filter as a parameter of the API."""
    if isinstance(item, MultipleChoiceFilter):
        values = {"type": "string"}
        if not isinstance(item, ModelMultipleChoiceFilter):
            values["enum"] = [str(value) for value, _label in item.extra["choices"]]
        told = f"{item.label} ; plusieurs s’ajoutent (OU)."
        return Parameter(name, told, {"type": "array", "items": values}, many=True)
    if isinstance(item, AmountFilter):
        return Parameter(name, f"{item.label}.", {"type": "number"})
    return Parameter(name, f"{item.label}.", {"type": "string", "pattern": "^[0-9]{4}$"}, example="2025")


class RoundTable(Table, EntryResource):
    """The published rounds of the calls, the latest first."""

    filterset_class = RoundFilterSet
    told_list = "Les éditions publiques des appels à projets, les dernières d’abord."

    def __init__(self):
        super().__init__(KINDS["rounds"])

    def entries(self):
        return self.kind.public().with_state().order_by("-year", "-closes_at", "key", "pk")

    def since(self, entries, moment):
        return entries.filter(pk__in=self.kind.public().since(moment).order_by().values("pk"))

    def exported(self, entries):
        pks = list(entries.values_list("pk", flat=True))
        return [entry for some in self.kind.for_export(pks) for entry in some]


class TermTable(Table):
    """The vocabularies by which entries are classed."""

    name, label, plural, schema_name = "termes", "terme", "termes", "Term"
    filterset_class = TermFilterSet
    told_list = "Les vocabulaires qui classent les fiches : leurs termes sont les valeurs des filtres de même nom."
    told_one = "Un terme : son identifiant est son vocabulaire, un tiret, sa valeur de filtre."
    columns = (
        Column("identifier", "Vocabulaire, tiret, valeur de filtre", lambda term: f"{term.vocabulary}-{term.slug}"),
        Column("vocabulary", "Vocabulaire", attrgetter("vocabulary")),
        Column("value", "Valeur dans les filtres", attrgetter("slug")),
        Column("title", "Terme", attrgetter("name")),
        Column("labels", "Autres écritures", lambda term: [label.label for label in term.labels.all()], list),
        Column("parent", "Terme général, valeur", lambda term: term.parent.slug if term.parent else None),
        Column("definition", "Définition", attrgetter("definition")),
        Column("is_archived", "Archivé : reste sur les fiches, n’est plus proposé", attrgetter("is_archived"), bool),
    )

    def entries(self):
        return Term.objects.order_by("vocabulary", "position", "key", "pk")

    def since(self, entries, moment):
        return entries.filter(updated_at__gte=moment)

    def exported(self, entries):
        return entries.select_related("parent").prefetch_related("labels")

    def one(self, identifier):
        vocabulary, _, slug = identifier.partition("-")
        return self.exported(Term.objects.filter(vocabulary=vocabulary, slug=slug)).first()

    def told(self, row, columns):
        return told_of(row, columns) | {"links": self.links(f"{row.vocabulary}-{row.slug}")}


class GrantTable(Table):
    """The grants that pages may tell, one by one."""

    name, label, plural, schema_name = "financements", "financement", "financements", "Grant"
    filterset_class = GrantFilterSet
    told_list = (
        "Les financements publiés, un par décision, les derniers d’abord ; aucun ne nomme une personne physique. "
        "« depuis » donne ceux des projets écrits depuis, et tous ceux qui n’ont pas de projet."
    )
    told_one = "Un financement, par son identifiant permanent."
    columns = financings.COLUMNS

    def entries(self):
        return financings.public_grants().with_year().with_net()

    def since(self, entries, moment):
        written = Project.objects.published().real().since(moment).order_by().values("pk")
        return entries.filter(Q(project=None) | Q(project__in=written))

    def exported(self, entries):
        pks = list(entries.values_list("pk", flat=True))
        rows = Funding.objects.for_export().in_bulk(pks)
        return [rows[pk] for pk in pks if pk in rows]

    def one(self, identifier):
        return next(iter(self.exported(financings.public_grants().filter(identifier=identifier))), None)

    def told(self, row, columns):
        page = told_of(row, [one for one in self.columns if one.name == "project_url"])["project_url"]
        return told_of(row, columns) | {"links": self.links(row.identifier, page)}
