"""What the rows of a file of grants make: aids to a place or a structure, of which no project is known."""

from actors.imports.lookups import actor_keys, current_actors
from actors.imports.newcomers import welcome
from actors.imports.questions import questions_about
from actors.models import Actor
from calls.imports.importers import current_calls
from curation.imports.cells import YES_OR_NO
from curation.imports.corrections import NEW, Trace
from curation.imports.entries import rank_of, records_of
from curation.imports.importer import Importer
from curation.imports.report import Outcome
from directory.models import SourceRecord
from french.folding import fold

from ..grants import UNTOLD, in_words, money_of, read_alone
from ..models import Funding
from .grant_rows import DATASET, KIND, MONEY, OPTIONAL, REQUIRED, GrantRows, Numbers, Repeats
from .headings import GRANT_EXAMPLE, GRANTS
from .tellings import Row, Tellings, grants_with_tellings


class GrantImporter(Importer):
    """Grants, one a row, of one list: the key of the row alone says which. They are as public as those they name."""

    title = "Subventions"
    required, optional = REQUIRED, OPTIONAL
    headings, always, example = GRANTS, ("nomBeneficiaire", "objet"), GRANT_EXAMPLE
    money = ("montant",)
    stays = "l’aide reste comme elle est"

    def allowed(self):
        return {
            "nature": [KIND, MONEY, f"{MONEY};{KIND}"],
            "conditionsVersement": ["unique", "échelonné", "autre"],
            "notificationUE": [*YES_OR_NO],
        }

    def parse(self, sheet, report):
        self.actors, self.index = actor_keys(), current_actors(self.decided)
        self.records = records_of(self.source_list, DATASET)
        amounts = {key: record.told.get("amount") for key, record in self.records.items()}
        repeats = Repeats(amounts, {line for line, answer in self.answers.items() if answer == NEW})
        return GrantRows(self.index, current_numbers(), current_calls(), repeats).read(sheet, report)

    def prepare(self, rows):
        self.here = {row.key for row in rows}
        self.actors |= welcome(self.index, self.source_list, self.writes)
        grants = [row.grant for row in rows]
        pairs = [(grant["funder"], grant["beneficiary"]) for grant in grants]
        self.tellings = Tellings(self, grants, pairs, DATASET)
        self.told = grants_told(self.tellings.known)

    def bring(self, row, plan):
        record = self.records.get(row.key) or SourceRecord(source_list=self.source_list, dataset=DATASET, key=row.key)
        planned = plan.row(row.line, DATASET, row.key, row.identifier)
        if GrantAlone(self, record, row, planned, plan.report).bring():
            planned.outcome = Outcome.UPDATED if record.pk else Outcome.CREATED
        self._remember(record, row)
        return planned.outcome

    def _remember(self, record, row):
        told = {**row.grant, **row.values}
        unplaced = {column: list(texts) for column, texts in row.unplaced.items()}
        remembered = (row.key, row.identifier, told, unplaced)
        if remembered != (record.key, record.identifier, record.told, record.unplaced):
            record.key, record.identifier, record.told, record.unplaced = remembered
            self.writes.save(record)

    @property
    def known(self):
        return self.records

    def left(self):
        return [record for key, record in self.records.items() if key not in self.here]

    def name_of(self, record):
        return in_words(record.told, record.told.get("purpose", ""))

    def traces(self, rows):
        return {row.line: trace(row.key, row.grant) for row in rows}

    def traces_of_known(self, records):
        return {record.pk: trace(record.key, record.told) for record in records}

    def questions(self, plan):
        return questions_about(self.index, plan.report)

    def end(self, record, plan):
        planned = plan.row(0, DATASET, record.key, record.identifier)
        row = GrantAlone(self, record, None, planned, plan.report)
        for telling in [*row.known]:
            row.end(telling)
            planned.outcome = Outcome.UPDATED
        return planned.outcome


class GrantAlone(Row):
    """A row that is a grant: it goes on, is that of another list, is new, or is asked about."""

    column = "montant"
    read = staticmethod(read_alone)

    def __init__(self, importer, record, row, planned, report):
        self.tellings, self.writer = importer.tellings, importer.tellings.writer
        self.source_list, self.writes, self.rules = importer.source_list, importer.writes, importer.rules
        self.known = importer.tellings.known[record.pk] if record.pk else []
        self.project, self.record, self.row, self.planned, self.report = None, record, row, planned, report
        self.amendments = {}
        self.names = row.names if row else {}
        self.rank = rank_of(self.source_list, DATASET, record.key)
        there = [*self.tellings.between[row.grant["funder"], row.grant["beneficiary"]]] if row else []
        there += [importer.told[telling.funding_id] for telling in self.known if telling.funding_id in importer.told]
        self.fundings = {funding.pk: funding for funding in there}

    def bring(self):
        grant = {**UNTOLD, "source_url": self.row.values["source_url"], **self.row.grant}
        return self._tell(next(iter(self.known), None), grant)

    def _there(self, grant):
        return self.fundings.values()

    def _made(self, grant):
        return self.writer.fill(Funding(), grant)

    def _seed(self, telling):
        return self.source_list.seed(DATASET, self.row.key) if self.row.may_be_named else ""


def trace(key, grant):
    """What a row that is a grant is recognised by, were its object or its date corrected."""
    return Trace(fold(grant["purpose"]), key, frozenset([grant["beneficiary"]]), money_of([grant]))


def current_numbers():
    """The official numbers of the actors of today."""
    rows = Actor.objects.filter(merged_into=None).exclude(siren="", siret="", rna="")
    return Numbers({actor: numbers for actor, *numbers in rows.values_list("identifier", "siren", "siret", "rna")})


def grants_told(known):
    """Return `{pk: grant}` of those that the rows of the list told before."""
    told = {telling.funding_id for tellings in known.values() for telling in tellings}
    return grants_with_tellings().in_bulk(told - {None})
