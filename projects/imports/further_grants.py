"""A further table of a list of projects: a grant of each funder, one a row, when the source tells each apart."""

from dataclasses import dataclass
from typing import Any

from actors.imports.lookups import actor_keys, current_actors
from actors.imports.names import NOBODY
from actors.imports.newcomers import welcome
from curation.imports.reconcile import as_json
from curation.imports.report import Outcome
from directory.models import SourceRecord

from .importer import projects_with_rows
from .story import OfProjects
from .tellings import Row, Tellings, only_holder

AGREEING = ("amount", "decided_on", "decision_reference")


@dataclass(frozen=True)
class FunderRow:
    """What a row tells of the money of a project, in the words of `Row`."""

    line: int
    key: str
    values: dict[str, Any]
    cited: dict[str, Any]
    funders: dict[str, str]


class FurtherGrantImporter(OfProjects):
    """Grants of projects, one a row; each completes what the list tells of that funder beside the project."""

    title, dataset = "Aides", "aides"
    required = ("project", "funder", "amount_eur")
    optional = OfProjects.optional | {
        "decision_date": "date de la décision",
        "decision_reference": "référence de la décision",
    }
    keys = ("funder", "decision_date", "decision_reference")

    def begin(self):
        self.actors, self.index = actor_keys(), current_actors(self.decided)

    def read(self, cells):
        name = cells.line_of_text("funder", required=True)
        citation = self.index.cite(cells, "funder", name)
        if name and not self.index.called(name) and self.index.is_nobody(name):
            cells.refuse("funder", NOBODY)
        grant = {
            "funder": citation.actor.identifier if citation else "",
            "amount": as_json(cells.amount("amount_eur")),
            "decided_on": str(cells.date("decision_date")),
            "decision_reference": cells.line_of_text("decision_reference", 100),
        }
        return {"fundings": [grant], "source_url": cells.url("source_url")}

    def prepare(self, rows):
        self.actors |= welcome(self.index, self.source_list, self.writes)
        self.projects = projects_with_rows().in_bulk({row.identifier for row in rows}, field_name="identifier")
        told = [(row, grant) for row in rows for grant in row.values["fundings"]]
        pairs = [(grant["funder"], only_holder(cited(self.projects[row.identifier]))) for row, grant in told]
        self.tellings = Tellings(self, [grant for _, grant in told], pairs, self.dataset)

    def bring(self, row, plan):
        planned = plan.row(row.line, self.dataset, row.key, row.identifier)
        record = self.records.get(row.key) or SourceRecord(
            source_list=self.source_list, dataset=self.dataset, key=row.key
        )
        if (row.identifier, row.values) != (record.identifier, record.told):
            record.identifier, record.told = row.identifier, row.values
            self.writes.save(record)
        project, (grant,) = self.projects[row.identifier], row.values["fundings"]
        names = {grant["funder"]: self.index.get(grant["funder"]).name}
        told = FunderRow(row.line, row.key, row.values, cited(project), names)
        if FurtherGrant(self.tellings, project, record, told, planned, plan.report).bring():
            is_new = any(before is None for before, _ in planned.changes.values())
            planned.outcome = Outcome.CREATED if is_new else Outcome.UPDATED
        return planned.outcome


def cited(project):
    """Those who take part in a project, as its row would cite them."""
    return {f"{part.role}:{part.actor.identifier}": part for part in project.participations.all()}


class FurtherGrant(Row):
    """A row that is a grant: the one that the list tells of its funder beside the project, if nothing differs."""

    column = "funder, amount_eur"

    def _alike(self, grant):
        beside = [one for one in self.fundings.values() if self._is_beside(one) and self._agrees(one, grant)]
        return (beside, []) if len(beside) == 1 else super()._alike(grant)

    def _is_beside(self, funding):
        records = [telling.record for telling in funding.tellings.all()]
        return any(it.source_list_id == self.source_list.pk and it.dataset != self.record.dataset for it in records)

    def _agrees(self, funding, grant):
        now = self.read(funding)
        is_said = (now[name] and grant[name] and now[name] != grant[name] for name in AGREEING)
        return now["funder"] == grant["funder"] and not any(is_said)
