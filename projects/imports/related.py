"""The rows that depend on a project, as an importer reads and writes them."""

from decimal import Decimal

from actors.models import Actor
from calls.models import Axis, Call, Round
from curation.imports.fields import Rows, named
from curation.imports.merge import as_json
from french.typography import NBSP, euros
from territories.models import Territory

from ..models import Funding, Participation, Place
from .rows import HOLDER


class Places(Rows):
    """Where a project acts, told by territories: the main one, then the others whatever their order."""

    def __init__(self, name, territories):
        super().__init__(name)
        self.territories = territories

    def shown(self, model, value):
        return ", ".join(named(Territory, "identifier", value))

    def arrange(self, elements):
        main, *others = elements or [None]
        return [main, *sorted(others)] if main else []

    def read(self, entry):
        return self.arrange(super().read(entry))

    def read_row(self, row):
        return row.territory.identifier

    def add_row(self, entry, told, position):
        Place.objects.create(project=entry, territory_id=self.territories[told], is_main=position == 0)

    def move_row(self, row, position):
        if row.is_main != (position == 0):
            row.is_main = position == 0
            row.save()


class Participations(Rows):
    """Who takes part, told by role and actor: « porteur:a1234 »."""

    def __init__(self, name, actors, sectors, cited):
        """`cited` says, for the row being written, what the file tells of each of them."""
        super().__init__(name)
        self.actors = actors
        self.sectors = sectors
        self.cited = cited

    def shown(self, model, value):
        """« porteur : Atelier du Fleuve », and not the identifier of the actor."""
        roles, keys = zip(*(told.split(":") for told in value), strict=True)
        return ", ".join(
            f"{role}{NBSP}: {name}" for role, name in zip(roles, named(Actor, "identifier", keys), strict=True)
        )

    def read_row(self, row):
        return f"{row.role}:{row.actor.identifier}"

    def add_row(self, entry, told, position):
        role, _, actor = told.partition(":")
        citation = self.cited[told]
        sector = "" if role == HOLDER else citation.actor.sector
        Participation.objects.create(
            project=entry,
            actor_id=self.actors[actor],
            role=role,
            position=position,
            sector_id=self.sectors.get(sector),
            note=citation.note,
        )


class Fundings(Rows):
    """The money, told by funder, call, round, axis and amount. Staff add dates and references, which stay."""

    is_set = False

    def __init__(self, name, actors, cited):
        super().__init__(name)
        self.actors = actors
        self.cited = cited
        self.calls = dict(Call.objects.values_list("identifier", "pk"))
        self.rounds = dict(Round.objects.values_list("identifier", "pk"))
        self.axes = {(it.round_id, it.name): it.pk for it in Axis.objects.all()}

    def shown(self, model, value):
        names = named(Actor, "identifier", [told["funder"] for told in value])
        amounts = (euros(Decimal(told["amount"])) if told["amount"] else "montant inconnu" for told in value)
        return "; ".join(f"{name} {amount}" for name, amount in zip(names, amounts, strict=True))

    def read(self, entry):
        return sorted(super().read(entry), key=str)

    def read_row(self, row):
        return {
            "funder": row.funder.identifier,
            "call": row.call.identifier if row.call else "",
            "round": row.round.identifier if row.round else "",
            "axis": row.axis.name if row.axis else "",
            "amount": as_json(row.amount_voted),
        }

    def write(self, entry, value):
        """A decision is known again by its funder: its figures change, what staff wrote beside them stays."""
        here = {row.funder.identifier: row for row in entry.fundings.all()}
        for told in value:
            self._write_row(here.pop(told["funder"], None) or Funding(project=entry), entry, told)
        for row in here.values():
            self.remove_row(row)

    def _write_row(self, row, entry, told):
        row.funder_id = self.actors[told["funder"]]
        row.call_id = self.calls.get(told["call"])
        row.round_id = self.rounds.get(told["round"])
        row.axis_id = self.axes.get((row.round_id, told["axis"]))
        row.amount_voted = told["amount"]
        if not row.pk:
            row.beneficiary_id = self._beneficiary(row)
            row.source_url = entry.source_url
        row.save()

    def _beneficiary(self, row):
        """The holder, when the project has only one, and when it is not its own funder."""
        holders = [it.actor.identifier for told, it in self.cited.items() if told.startswith(f"{HOLDER}:")]
        only = self.actors[holders[0]] if len(holders) == 1 else None
        return only if only != row.funder_id else None
