"""The values of a plan as staff read them: names rather than identifiers, euros, days, « oui »."""

from decimal import Decimal
from functools import cached_property

from django.core.exceptions import FieldDoesNotExist

from directory.addresses import kinds
from directory.fields import AmountField, PartialDateField, PercentageField, ShareField
from directory.models import Term
from french.dates import PartialDate
from french.typography import NBSP, euros

from ..imports.plan import IDENTIFIER
from ..imports.reconcile import BLANK

GRANT = "fundings"  # what a plan calls the money of an entry: `fundings:<funder>:<rank>`


class Words:
    """What the values of one plan say; the names that they need are read in one query for each kind of entry."""

    def __init__(self, plan):
        self._plan = plan
        self._models = kinds()

    @cached_property
    def _names(self):
        """The names of all that the plan tells of, those of entries that it would make included."""
        told = {found[0] for row in self._plan.rows.values() for found in IDENTIFIER.finditer(str(row.as_data()))}
        names = dict(self._plan.newcomers)
        for prefix, model in self._models.items():
            wanted = [one for one in told - names.keys() if one[0] == prefix]
            if wanted:
                names |= dict(model._base_manager.filter(identifier__in=wanted).values_list("identifier", "name"))
        return names

    @cached_property
    def _terms(self):
        return dict(Term.objects.values_list("slug", "name"))

    def name(self, identifier):
        return self._names.get(identifier, identifier)

    def field(self, row, name, before, after):
        """One value of a row of the plan: its name, today's and the one of the file."""
        column = self._column(row.identifier, name)
        told = {"name": name, "label": label_of(column, name)}
        return told | {"before": self.say(column, before), "after": self.say(column, after)}

    def say(self, column, value):
        match value:
            case dict():
                return self._grant(value)
            case list():
                return ", ".join(self.say(column, one) for one in value)
            case str() if getattr(column, "is_relation", False):
                named = IDENTIFIER.sub(lambda found: self._names.get(found[0], found[0]), value)
                return self._terms.get(named, named).replace(":", f"{NBSP}: ", 1)
        return plain(column, value)

    def _grant(self, grant):
        """« Région Nouvelle-Aquitaine → Atelier du Fleuve, 12 000 €, 3 mai 2024, 24.CP.12 »."""
        amount = euros(Decimal(grant["amount"])) if grant.get("amount") else "montant inconnu"
        day = PartialDate(grant.get("decided_on") or "").display
        names = [self._names.get(grant.get(one), "") for one in ("funder", "beneficiary")]
        who = " → ".join(filter(None, names))
        return ", ".join(filter(None, [who, amount, day, grant.get("decision_reference")]))

    def _column(self, identifier, name):
        try:
            return self._models[identifier[0]]._meta.get_field(name)
        except (FieldDoesNotExist, KeyError):
            return None


def label_of(column, name):
    if column is None:
        return "aide" if name.startswith(GRANT) else name
    return str(column.verbose_name if column.concrete else column.related_model._meta.verbose_name_plural)


def plain(column, value):
    """A value of a column of its own."""
    if value in BLANK:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(column, AmountField):
        return column.written(value) if isinstance(column, PercentageField | ShareField) else euros(Decimal(value))
    if isinstance(column, PartialDateField):
        return PartialDate(value).display
    return str(dict(getattr(column, "flatchoices", ())).get(value, value))
