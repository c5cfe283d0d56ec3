"""Grants as lists tell them: read, compared, made, ended.

A grant that a row tells is `{"funder", "call", "round", "axis", "amount", "decided_on", "decision_reference"}`, with
permanent identifiers; blank is not known. A row that is a grant, and not a project, also tells its beneficiary and
what `ALONE` names.
"""

from decimal import Decimal

from actors.models import Actor
from calls.models import Axis, Call, Round
from curation.imports.reconcile import as_json, reconcile
from curation.imports.writes import point
from directory.likeness import Verdict
from directory.models import record, turn
from french.amounts import parse_share, written_rate
from french.typography import euros

from .models import Funding, Participation, Project

PLAIN = ("decided_on", "decision_reference")
TOLD = ("funder", "call", "round", "axis", "amount", *PLAIN)
ALONE = (
    *("purpose", "convention_date", "nature", "payment_terms", "payment_terms_text", "paid_from", "paid_until"),
    *("share", "eu_notified", "rae_number"),
)
OF_THE_ROW = {
    "id",
    "identifier",
    "project",
    "beneficiary",
    "source_url",
    "funder",
    "call",
    "round",
    "axis",
    "amount_voted",
    *PLAIN,
}


def read(funding):
    """A grant in the words of a row."""
    return {
        "funder": funding.funder.identifier,
        "call": funding.call.identifier if funding.call else "",
        "round": funding.round.identifier if funding.round else "",
        "axis": funding.axis.name if funding.axis else "",
        "amount": as_json(funding.amount_voted),
        **{name: str(getattr(funding, name)) for name in PLAIN},
    }


def read_alone(funding):
    """A grant in the words of a row that tells it alone."""
    beneficiary = funding.beneficiary.identifier if funding.beneficiary else ""
    return read(funding) | {"beneficiary": beneficiary} | {name: as_told(getattr(funding, name)) for name in ALONE}


def as_told(value):
    """A value of a column as JSON holds it: a number without idle zeros, a day as ISO writes it."""
    if isinstance(value, Decimal):
        return written_rate(value)
    return value if isinstance(value, bool) else str(value or "")


def verdict(told, funding):
    """What a grant that a row tells, not written yet, is to one that another list or a hand told of the project.

    A grant of another round is another decision, as one of another funder is: nobody has to be asked.
    """
    is_other_round = told.round_id and funding.round_id and told.round_id != funding.round_id
    is_newcomer = told.beneficiary_id is None and told.beneficiary is not None  # to be written with the grant
    if told.funder_id != funding.funder_id or is_other_round or (is_newcomer and funding.beneficiary_id):
        return Verdict.DIFFERENT
    likeness = told.compare(funding)
    return likeness.verdict if likeness else Verdict.DIFFERENT


def is_held_by_hand(funding, values):
    """A hand changed what an import wrote, or added to it."""
    changed = any(value != values.get(name, value) for name, value in read(funding).items())
    others = (column for column in funding._meta.concrete_fields if column.name not in OF_THE_ROW)
    unsaid = any(value and name not in values for name, value in read(funding).items())
    return changed or unsaid or any(getattr(funding, one.attname) != one.get_default() for one in others)


def in_words(grant, name):
    """« Région Nouvelle-Aquitaine 12 000 € »."""
    return f"{name} {euros(Decimal(grant['amount'])) if grant['amount'] else '(montant inconnu)'}"


class Writer:
    """Writes grants, knowing every call, round and axis."""

    def __init__(self, actors=None):
        """`actors` gives each actor, or its key, by its identifier."""
        self.actors = dict(Actor.objects.values_list("identifier", "pk")) if actors is None else actors
        self.calls = {it.identifier: it for it in Call.objects.all()}
        self.rounds = {it.identifier: it for it in Round.objects.all()}
        self.axes = {(it.round_id, it.name): it for it in Axis.objects.all()}

    def grant(self, project, told, beneficiary=None, source_url=""):
        """The grant of a project that a row tells, not written yet; nobody is the beneficiary of its own money."""
        received_by = beneficiary if beneficiary != self.actors[told["funder"]] else None
        funding = Funding(project=project, source_url=source_url)
        point(funding, "beneficiary", received_by)
        return self.fill(funding, told)

    def fill(self, funding, values):
        """Put the values of a row into a grant."""
        for name in PLAIN:
            if name in values:
                setattr(funding, name, values[name])
        if "funder" in values:
            point(funding, "funder", self.actors[values["funder"]])
        if "call" in values:
            funding.call = self.calls.get(values["call"])
        if "round" in values:
            funding.round = self.rounds.get(values["round"])
        if "axis" in values:
            funding.axis = self.axes.get((funding.round_id, values["axis"]))
        if "amount" in values:
            funding.amount_voted = Decimal(values["amount"]) if values["amount"] else None
        if "beneficiary" in values:
            point(funding, "beneficiary", self.actors[values["beneficiary"]])
        for name in ALONE:
            if values.get(name, "") != "":  # a blank says nothing
                setattr(funding, name, in_column(name, values[name]))
        return funding


def in_column(name, value):
    """A value that a row tells alone, as its column holds it."""
    return parse_share(value) if name == "share" else Funding._meta.get_field(name).to_python(value)


def candidates(telling):
    """The grants of the funder that an undecided telling may be about: of its project, or of its beneficiary."""
    of = "beneficiary" if is_alone(telling) else "project"
    known = {f"{of}__identifier": telling.record.identifier, "funder__identifier": telling.told["funder"]}
    return Funding.objects.filter(**known)


def is_alone(telling):
    """The row is a grant: it names a beneficiary and no project."""
    return "beneficiary" in telling.told


def decide_same(telling, funding):
    """Somebody said that the telling is about that grant: it fills what the grant does not say."""
    with turn("décision"):
        # an import may have planned otherwise
        record(*((Project, [funding.project_id]) if funding.project_id else (Funding, [funding.pk])))
        now = read_alone(funding) if is_alone(telling) else read(funding)
        reconciled = reconcile({}, now, telling.told)
        if reconciled.changes:
            Writer().fill(funding, reconciled.changes).save()
        telling.funding, telling.is_undecided, telling.values = funding, False, reconciled.imported
        telling.save()


def decide_other(telling):
    """Somebody said that the telling is about a grant that nobody knew."""
    with turn("décision"):
        telling.funding = grant_alone(telling) if is_alone(telling) else grant_of_project(telling)
        telling.funding.save()
        telling.is_undecided, telling.values = False, telling.told
        telling.save()


def grant_alone(telling):
    source = telling.record.told.get("source_url", "")
    return Writer().fill(Funding(source_url=source), telling.told)


def grant_of_project(telling):
    project = Project.objects.get(identifier=telling.record.identifier)
    holders = list(Participation.objects.holders().filter(project=project).values_list("actor", flat=True)[:2])
    beneficiary = holders[0] if len(holders) == 1 else None
    return Writer().grant(project, telling.told, beneficiary, telling.record.told.get("source_url", ""))
