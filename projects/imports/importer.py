"""What the rows of a file of projects make."""

from collections import defaultdict

from django.db.models import Prefetch
from django.db.models.fields.json import KT

from actors.imports import questions as actors
from actors.imports.lookups import actor_keys, current_actors, current_gazetteer, territory_keys
from actors.imports.newcomers import welcome
from calls.imports.importers import current_calls
from calls.models import Call
from curation.imports.corrections import Trace
from curation.imports.entries import EntryTable
from curation.imports.fields import Attribute, Links
from curation.imports.importer import Importer
from curation.imports.report import Outcome
from curation.imports.terms import names_of, term_keys
from directory.models import SourceRecord, Term
from french.folding import fold

from ..grants import money_of
from ..models import FundingTelling, Participation, Place, Project
from .fundings import EVIDENCE
from .headings import PROJECT_EXAMPLE, PROJECTS
from .questions import questions_about, twin_question
from .related import Participations, Places
from .rows import DATASET, HOLDER, OPTIONAL, REQUIRED, Earlier, ProjectRows
from .tellings import Tellings, grants_with_tellings, only_holder

COLUMNS = {
    "name": "title",
    "summary": "summary_fr",
    "website": "url",
    "starts": "start_year",
    "total_cost": "total_budget_eur",
    "places": "commune",
    "participations": "holder, partners",
    "fundings": "amount_eur, funder_named_fr",
    "funding_text": "funder_named_fr",
}


VOCABULARIES = {
    "metiers": Term.Vocabulary.METIER,
    "disciplines": Term.Vocabulary.DISCIPLINE,
    "technologies": Term.Vocabulary.TECHNOLOGY,
}


class ProjectImporter(Importer):
    """Projects, one a row, with their places, the actors that carry them and the money that they were granted."""

    title = "Projets"
    required, optional = REQUIRED, OPTIONAL
    headings, always, example = PROJECTS, REQUIRED, PROJECT_EXAMPLE
    money = ("amount_eur", "total_budget_eur", "amount_paid_eur", "amended_amount_eur")

    def allowed(self):
        calls = Call.objects.filter(merged_into=None, is_example=False).order_by("slug")
        return {
            "call_slug": [*calls.values_list("slug", flat=True)],
            "evidence_level": [*EVIDENCE],
            **{column: names_of(vocabulary) for column, vocabulary in VOCABULARIES.items()},
        }

    def parse(self, sheet, report):
        self.actors, self.index = actor_keys(), current_actors(self.decided)
        self.sectors = term_keys(Term.Vocabulary.SECTOR)
        self.cited = {}
        self.table = EntryTable(self.source_list, projects_with_rows(), DATASET, self._fields(), COLUMNS)
        there = (self.table.identifiers, *projects_there(), self.source_list.seed)
        earlier = Earlier(*there, self.decided.entries, self.decided.together, self._votes())
        reader = ProjectRows(self.index, current_calls(), current_gazetteer(), earlier)
        rows = reader.read(sheet, report)
        self.twins, self.joined = reader.twins.asked, reader.twins.joined
        return rows

    def _votes(self):
        """The grants that each row of the list told: pairs (funder, amount) by key."""
        votes = defaultdict(list)
        told = FundingTelling.objects.filter(record__source_list=self.source_list.pk, record__dataset=DATASET)
        for key, grant in told.values_list("record__key", "told"):
            votes[key].append((grant["funder"], grant.get("amount")))
        return votes

    def prepare(self, rows):
        self.actors |= welcome(self.index, self.source_list, self.writes)
        self.table.load(rows, self)
        told = [(row, grant) for row in rows for grant in row.values["fundings"]]
        pairs = [(grant["funder"], only_holder(row.cited)) for row, grant in told]
        self.tellings = Tellings(self, [grant for _, grant in told], pairs)
        self.titles = {fold(row.values["name"]) for row in rows}
        self.rows = rows

    def bring(self, row, plan):
        self.cited.clear()
        self.cited.update(row.cited)
        values = {name: value for name, value in row.values.items() if name != "fundings"}
        status = {} if row.names_a_person else self.status
        project, outcome = self.table.bring(row, {**values, **status}, plan)
        record = self.table.records.get(row.key)
        if project.merged_into_id or not record:
            return outcome
        planned = plan.row(row.line, DATASET, row.key, row.identifier)
        if self.tellings.bring(project, record, row, planned, plan.report) and outcome == Outcome.UNCHANGED:
            planned.outcome = Outcome.UPDATED
        return planned.outcome

    def questions(self, plan):
        yield from actors.questions_about(self.index, plan.report)
        yield from map(twin_question, self.twins)
        yield from questions_about(self.rows, self.table.there.__contains__, self.decided.entries)

    def end(self, record, plan):
        project, planned = self.table.end(record, plan)
        if project and self.tellings.end(project, record, planned, plan.report):
            planned.outcome = Outcome.UPDATED
        return planned.outcome

    def traces(self, rows):
        return {row.line: trace(row.key, row.values, row.values["fundings"]) for row in rows}

    def traces_of_known(self, records):
        grants = defaultdict(list)
        for telling in FundingTelling.objects.filter(record__in=[record.pk for record in records]):
            grants[telling.record_id].append(telling.told)
        return {record.pk: trace(record.key, record.told, grants[record.pk]) for record in records}

    def leans_on(self, touched):
        """A project that no row made, that no row names and that was not renamed so changes nothing."""
        label = Project._meta.label_lower
        if touched.keys() != {label} or None in touched[label]:
            return True
        known = {entry.pk for entry in self.table.entries.values()}
        others = Project.objects.filter(pk__in=touched[label] - known).values_list("key", flat=True)
        return bool(touched[label] & known) or len(others) < len(touched[label]) or not self.titles.isdisjoint(others)

    def _fields(self):
        plain = "name summary website source_url starts total_cost cost_scope status"
        return [
            *(Attribute(name) for name in plain.split()),
            Attribute("funding_text", is_derived=True),
            Links("metiers", term_keys(Term.Vocabulary.METIER)),
            Links("disciplines", term_keys(Term.Vocabulary.DISCIPLINE)),
            Links("technologies", term_keys(Term.Vocabulary.TECHNOLOGY)),
            Places("places", territory_keys()),
            Participations("participations", self.actors, self.sectors, self.cited),
        ]


def trace(key, values, grants):
    """What a row that is a project is recognised by, were its title corrected."""
    holders = (told for told in values.get("participations", ()) if told.startswith(HOLDER))
    return Trace(fold(values.get("name", "")), key, frozenset(holders), money_of(grants))


def projects_there():
    """The projects by folded title, of today or of an import, and by title and holder: examples are none of them."""
    titles, held = defaultdict(set), defaultdict(set)
    projects = Project.objects.filter(merged_into=None).real()
    keys = dict(projects.values_list("identifier", "key"))
    for identifier, key in keys.items():
        titles[key].add(identifier)
    imported = SourceRecord.objects.filter(dataset=DATASET).exclude(told__name=None)
    for identifier, name in imported.values_list("identifier", KT("told__name")):
        if identifier in keys:
            titles[fold(name)].add(identifier)
    holders = defaultdict(list)
    parts = Participation.objects.holders().order_by()
    for identifier, holder in parts.values_list("project__identifier", "actor__identifier"):
        holders[identifier].append(holder)
    for title, identifiers in titles.items():
        for identifier in identifiers:
            for holder in holders[identifier]:
                held[title, holder].add(identifier)
    return titles, held


def projects_with_rows():
    """Projects with all that a file may tell of them.

    Foreign keys come with their rows: prefetched apart, SQLite refuses a thousand of them (« expression tree »).
    """
    rows = [
        Prefetch("places", Place.objects.select_related("territory")),
        Prefetch("participations", Participation.objects.select_related("actor")),
        Prefetch("fundings", grants_with_tellings()),
    ]
    return Project.objects.prefetch_related("metiers", "disciplines", "technologies", *rows)
