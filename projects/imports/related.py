"""The rows that depend on a project, as an importer reads and writes them."""

from actors.models import Actor
from curation.imports.fields import RelatedRows, named
from curation.imports.writes import point
from french.typography import NBSP
from territories.models import Territory

from ..models import Participation, Place
from .rows import HOLDER


class Places(RelatedRows):
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

    def new_row(self, entry, told, position):
        return Place(project=entry, territory_id=self.territories[told], is_main=position == 0)

    def move_row(self, row, position):
        is_moved, row.is_main = row.is_main != (position == 0), position == 0
        return is_moved


class Participations(RelatedRows):
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

    def new_row(self, entry, told, position):
        role, _, actor = told.partition(":")
        citation = self.cited[told]
        sector = "" if role == HOLDER else citation.actor.sector
        row = Participation(project=entry, role=role, position=position, note=citation.note)
        row.sector_id = self.sectors.get(sector)
        point(row, "actor", self.actors[actor])
        return row
