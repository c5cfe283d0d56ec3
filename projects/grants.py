"""Grants as lists tell them: read, compared, made, ended.

A grant that a row tells is `{"funder", "call", "round", "axis", "amount", "paid", "decided_on", "decision_reference",
"source_url", "amendments"}`, with permanent identifiers, amounts such as « 12000.00 »; blank is not known. Each
amendment is `[date, reference, amount]`.
A row that is a grant, and not a project, also tells its beneficiary
and what `ALONE` names.
"""

from decimal import Decimal
from itertools import takewhile
from operator import attrgetter, itemgetter

from django.db.models import Q

from actors.models import Actor
from calls.models import Axis, Call, Round
from curation.imports.fields import named
from curation.imports.reconcile import as_json, reconcile
from curation.imports.writes import point
from directory.likeness import Verdict
from directory.models import DECISION, record, turn
from french.amounts import parse_share, written_rate
from french.dates import PartialDate
from french.typography import NBSP, euros

from .models import Amendment, Funding, Participation, Project

PLAIN = ("decided_on", "decision_reference", "source_url")
AMOUNTS = {"amount": "amount_voted", "paid": "amount_paid"}
LINKS = ("funder", "call", "round", "axis")


def by_date(amendments):
    """Amendments as they are told, the earliest first; those of one date stay in their order: the last one stands."""
    return sorted(amendments, key=itemgetter(0))


SETS = {"amendments": by_date}
# a grant of which nothing is known
UNTOLD = {**dict.fromkeys((*LINKS, *PLAIN), ""), **dict.fromkeys(AMOUNTS), "amendments": []}
ALONE = (
    *("purpose", "convention_date", "nature", "payment_terms", "payment_terms_text", "paid_from", "paid_until"),
    *("share", "eu_notified", "rae_number"),
)
OF_THE_ROW = {"id", "identifier", "project", "beneficiary", *LINKS, *AMOUNTS.values(), *PLAIN}


def read(funding):
    """A grant in the words of a row."""
    return {
        "funder": funding.funder.identifier,
        "call": funding.call.identifier if funding.call else "",
        "round": funding.round.identifier if funding.round else "",
        "axis": funding.axis.name if funding.axis else "",
        **{name: as_json(getattr(funding, column)) for name, column in AMOUNTS.items()},
        **{name: str(getattr(funding, name)) for name in PLAIN},
        "amendments": [one.told for one in written(funding)],
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


def is_held_by_hand(funding, now, values):
    """A hand changed what an import wrote, or added to it. `now` is the grant in the words of the row."""
    # a column that the row leaves blank has its default
    defaults = {name: as_told(Funding._meta.get_field(name).get_default()) for name in now.keys() & {*ALONE}}
    told = {name: values.get(name) or defaults.get(name, values.get(name, value)) for name, value in now.items()}
    changed = now != told
    others = (column for column in funding._meta.concrete_fields if column.name not in OF_THE_ROW | now.keys())
    unsaid = any(value and name not in values for name, value in now.items())
    return changed or unsaid or any(getattr(funding, one.attname) != one.get_default() for one in others)


def money_of(grants):
    """The known amounts of grants, each with its funder: what two tellings of them have in common."""
    return frozenset((grant["funder"], grant["amount"]) for grant in grants if grant["amount"])


def in_words(grant, name):
    """« Région Nouvelle-Aquitaine 12 000 € »."""
    return f"{name} {euros(Decimal(grant['amount'])) if grant['amount'] else '(montant inconnu)'}"


def value_in_words(name, value):
    """A value of a grant, as a report tells it: « date de la décision : 4 mars 2024 »."""
    label = Funding._meta.get_field(AMOUNTS.get(name, name)).verbose_name if name not in SETS else "avenant"
    if name in AMOUNTS and value:
        value = euros(Decimal(value))
    elif name == "decided_on":
        value = PartialDate(value).display
    elif name in SETS:
        value = ", ".join(Amendment.in_words(amount, PartialDate(day), reference) for day, reference, amount in value)
    elif isinstance(value, bool):
        value = "oui" if value else "non"
    elif name in ("funder", "beneficiary", "call", "round"):
        value = "".join(named(Funding._meta.get_field(name).related_model, "identifier", [value]))
    return f"{label}{NBSP}: {value or 'rien'}"


class Writer:
    """Writes grants, knowing every call, round and axis."""

    def __init__(self, actors=None):
        """`actors` gives each actor, or its key, by its identifier."""
        self.actors = dict(Actor.objects.values_list("identifier", "pk")) if actors is None else actors
        self.calls = {it.identifier: it for it in Call.objects.all()}
        self.rounds = {it.identifier: it for it in Round.objects.all()}
        self.axes = {(it.round_id, it.name): it for it in Axis.objects.all()}

    def grant(self, project, told, beneficiary=None):
        """The grant of a project that a row tells, not written yet; nobody is the beneficiary of its own money."""
        received_by = beneficiary if beneficiary != self.actors[told["funder"]] else None
        funding = Funding(project=project)
        point(funding, "beneficiary", received_by)
        return self.fill(funding, told)

    def fill(self, funding, values):
        """Put the values of a row into a grant; `amended` gives its amendments."""
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
        for name, column in AMOUNTS.items():
            if name in values:
                setattr(funding, column, Decimal(values[name]) if values[name] else None)
        if "beneficiary" in values:
            point(funding, "beneficiary", self.actors[values["beneficiary"]])
        for name in ALONE:
            if values.get(name, "") != "":  # a blank says nothing
                setattr(funding, name, in_column(name, values[name]))
        return funding


def in_column(name, value):
    """A value that a row tells alone, as its column holds it."""
    return parse_share(value) if name == "share" else Funding._meta.get_field(name).to_python(value)


def amended(funding, told):
    """Return the amendments to save and those to delete, for a grant to have those that are told, in their order."""
    here, wanted = written(funding), [list(one) for one in dict.fromkeys(map(tuple, told))]
    # what is written last stands: all that follows a difference is written again
    kept = len([*takewhile(lambda pair: pair[0].told == pair[1], zip(here, wanted, strict=False))])
    new = [
        Amendment(funding=funding, decided_on=day, decision_reference=reference, amount=Decimal(amount))
        for day, reference, amount in wanted[kept:]
    ]
    return new, here[kept:]


def written(funding):
    """The amendments of a grant, the earliest first; those of one date in the order in which they were written."""
    return sorted(funding.amendments.all(), key=attrgetter("decided_on", "pk")) if funding.pk else []


def save(funding, values):
    """Save a grant that was filled, and its amendments; return it."""
    funding.save()
    new, gone = amended(funding, values["amendments"]) if "amendments" in values else ((), ())
    for row in gone:
        row.delete()
    for row in new:
        row.save()
    return funding


def candidates(telling):
    """The grants of the funder that an undecided telling may be about: of its beneficiary; of its project, or of none.

    One without a project is that of the project when its only holder received it.
    """
    of_the_funder = Funding.objects.filter(funder__identifier=telling.told["funder"])
    identifier = telling.record.identifier
    if is_alone(telling):
        return of_the_funder.filter(beneficiary__identifier=identifier)
    holder = only_holder(Project.objects.filter(identifier=identifier))
    alone = Q(project=None, beneficiary=holder) if holder else Q()
    return of_the_funder.filter(Q(project__identifier=identifier) | alone)


def only_holder(projects):
    """The key of the only holder of a project, to whom its money goes; None: several, or nobody."""
    holders = Participation.objects.holders().filter(project__in=projects).values_list("actor", flat=True)[:2]
    return holders[0] if len(holders) == 1 else None


def is_alone(telling):
    """The row is a grant: it names a beneficiary and no project."""
    return "beneficiary" in telling.told


def decide_same(telling, funding):
    """Somebody said that the telling is about that grant: it fills what the grant does not say."""
    with turn(DECISION):
        # an import may have planned otherwise
        record(*((Project, [funding.project_id]) if funding.project_id else (Funding, [funding.pk])))
        now = read_alone(funding) if is_alone(telling) else read(funding)
        reconciled = reconcile({}, now, telling.told, sets=SETS)
        is_joining = not is_alone(telling) and not funding.project
        if is_joining:
            funding.project = Project.objects.get(identifier=telling.record.identifier)
        if reconciled.changes or is_joining:
            save(Writer().fill(funding, reconciled.changes), reconciled.changes)
        telling.funding, telling.is_undecided, telling.values = funding, False, reconciled.imported
        telling.save()


def decide_other(telling):
    """Somebody said that the telling is about a grant that nobody knew."""
    with turn(DECISION):
        made = grant_alone(telling) if is_alone(telling) else grant_of_project(telling)
        telling.funding = save(made, telling.told)
        telling.is_undecided, telling.values = False, telling.told
        telling.save()


def grant_alone(telling):
    return Writer().fill(Funding(), telling.told)


def grant_of_project(telling):
    project = Project.objects.get(identifier=telling.record.identifier)
    return Writer().grant(project, telling.told, only_holder([project]))
