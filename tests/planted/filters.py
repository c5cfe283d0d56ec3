"""What one may ask of residences."""

from django.db.models import CharField
from django.db.models.functions import Cast

from directory.models import Term
from finding import options
from finding.criteria import Facet, TermFacet, Words
from finding.filters import EntryFilterSet

from .models import Residence


class ResidenceFilterSet(EntryFilterSet):
    q = Words("metiers__name", kind="résidence artiste", label="Mots")
    metier = TermFacet(Term.Vocabulary.METIER, "metiers", label="Métier", order="fixed")
    annee = Facet(Cast("year", CharField()), options=options.years, label="Année", order="fixed")

    class Meta:
        model = Residence
        fields = []
