"""What the rows of the files of calls and of rounds make."""

from actors.imports.lookups import actor_keys, current_actors
from actors.imports.newcomers import welcome
from actors.imports.questions import questions_about
from curation.imports.cells import key_of
from curation.imports.entries import EntryTable
from curation.imports.fields import Attribute, Link, Links, RelatedRows
from curation.imports.importer import Importer
from curation.imports.terms import current_thesaurus, term_keys
from directory.models import SourceRecord, Term

from ..models import Axis, Call, Round
from .headings import CALL_EXAMPLE, ROUND_EXAMPLE
from .headings import CALLS as CALLS_HEADINGS
from .headings import ROUNDS as ROUNDS_HEADINGS
from .index import CallIndex, KnownCall, KnownRound
from .rows import CALL_COLUMNS, CALLS, LINK_COLUMNS, LINKS, ROUND_COLUMNS, ROUNDS, read_calls, read_links, read_rounds


def current_calls():
    """The index of all the calls, with their rounds and axes."""
    calls = Call.objects.filter(merged_into=None).prefetch_related("leads", "partners", "rounds__axes")
    imported = SourceRecord.objects.filter(dataset=CALLS).values_list("key", "identifier")
    return CallIndex([_known(call) for call in calls], imported)


def _known(call):
    return KnownCall(
        identifier=call.identifier,
        slug=call.slug,
        leads=tuple(actor.identifier for actor in call.leads.all()),
        partners=tuple(actor.identifier for actor in call.partners.all()),
        rounds=tuple(_known_round(round) for round in call.rounds.all() if not round.merged_into_id),
    )


def _known_round(round):
    axes = tuple(axis.name for axis in round.axes.all())
    return KnownRound(round.identifier, round.slug, round.year, axes, round.name)


def call_keys():
    return dict(Call.objects.values_list("identifier", "pk"))


class CallImporter(Importer):
    """Calls, one a row, under the slug that the other files name."""

    title = "Dispositifs"
    required = CALL_COLUMNS
    headings, example = CALLS_HEADINGS, CALL_EXAMPLE

    def parse(self, sheet, report):
        self.actors, self.index = actor_keys(), current_actors(self.decided)
        queryset = Call.objects.prefetch_related("leads", "partners")
        self.table = EntryTable(self.source_list, queryset, CALLS, self._fields(), self._columns())
        there = dict(Call.objects.values_list("slug", "identifier")) | self.table.identifiers
        return read_calls(sheet, report, self.index, there, self.source_list.seed)

    def prepare(self, rows):
        self.actors |= welcome(self.index, self.source_list, self.writes)
        self.table.load(rows, self)

    def bring(self, row, plan):
        return self.table.bring(row, {**row.values, **self.status}, plan)[1]

    def questions(self, plan):
        return questions_about(self.index, plan.report)

    def _fields(self):
        plain = ("slug", "name", "summary", "website", "source_url", "status")
        return [
            *(Attribute(name) for name in plain),
            Links("leads", self.actors, "identifier"),
            Links("partners", self.actors, "identifier"),
        ]

    def _columns(self):
        return {"summary": "description_fr", "website": "url", "leads": "lead_org"}


class RoundImporter(Importer):
    """Rounds, one a row, each of a call that is already there."""

    title = "Éditions"
    required = ROUND_COLUMNS
    headings, example = ROUNDS_HEADINGS, ROUND_EXAMPLE
    money = ("budget_eur", "max_grant_eur")

    def parse(self, sheet, report):
        queryset = Round.objects.select_related("call").prefetch_related("axes")
        self.table = EntryTable(self.source_list, queryset, ROUNDS, self._fields(), self._columns())
        there = {
            key_of(call, name): it for call, name, it in Round.objects.values_list("call__slug", "name", "identifier")
        }
        there |= self.table.identifiers
        return read_rounds(sheet, report, current_calls(), there, self.source_list.seed)

    def prepare(self, rows):
        self.table.load(rows, self)

    def bring(self, row, plan):
        return self.table.bring(row, {**row.values, **self.status}, plan)[1]

    def _fields(self):
        plain = "name year opens_at closes_at budget max_grant max_rate eligibility website source_url status"
        return [*(Attribute(name) for name in plain.split()), Link("call", call_keys(), "identifier"), Axes("axes")]

    def _columns(self):
        columns = {"call": "call_slug", "opens_at": "opens_on", "closes_at": "closes_on", "budget": "budget_eur"}
        return columns | {
            "max_grant": "max_grant_eur",
            "max_rate": "max_rate_percent",
            "eligibility": "eligibility_fr",
            "website": "url",
        }


class Axes(RelatedRows):
    """The axes of a round, told by their names."""

    def read_row(self, row):
        return row.name

    def new_row(self, entry, told, position):
        return Axis(round=entry, name=told, position=position)


class LinkImporter(Importer):
    """Which calls succeed to which, of which programmes they are parts, and the objectives that they serve."""

    title = "Généalogie des dispositifs"
    required = LINK_COLUMNS
    optional = {"part_of": "le programme dont il est un volet"}

    def parse(self, sheet, report):
        fields = [
            Links("succeeds", call_keys(), "identifier"),
            Link("part_of", call_keys(), "identifier"),
            Links("objectives", term_keys(Term.Vocabulary.OBJECTIVE)),
        ]
        queryset = Call.objects.select_related("part_of").prefetch_related("succeeds", "objectives")
        self.table = EntryTable(self.source_list, queryset, LINKS, fields, {})
        return read_links(sheet, report, current_calls(), current_thesaurus())

    def prepare(self, rows):
        self.table.load(rows, self)

    def bring(self, row, plan):
        return self.table.bring(row, row.values, plan)[1]
