"""The steps of every import: read the file, plan what it does, apply all of it or nothing."""

import gc
from contextlib import contextmanager, nullcontext
from dataclasses import replace

from django.db import IntegrityError
from django.db.models import Count, Max
from django.utils import timezone
from tqdm import tqdm

from directory.models import LOADING, Entry, SourceList, SourceRecord, reading, turn
from finding.memory.journal import LogMark
from french.typography import NBSP

from .cells import check_columns
from .corrections import Correction
from .decided import NOTHING
from .plan import CHANGED, Plan
from .reading import Choices, Vocabulary, key_of_heading, open_book, understand
from .report import Heading, Outcome, Remark, Report
from .rules import Rules
from .writes import Writes

MOST_ENDED = 1 / 3  # of the rows of a list that a file may end without somebody being sure
TRIES = 3  # plans made without the lock: others write meanwhile; the last one is made while they wait


class Importer:
    """What one kind of file brings. A subclass names its columns, parses its rows and plans what each does.

    A plan only reads. What it would write is in `self.writes`, and is written by `apply` alone.
    """

    title = ""
    required = ()
    optional = {}  # and what each is for
    headings = {}  # how people head each column, our French heading first
    always = ()  # columns of which a row lacks none: otherwise it may be a total, or a title
    money = ()  # columns of amounts, of which merged cells tell nothing
    example = {}  # the row of the template
    table = None  # the `EntryTable` of the entries that the rows make
    stays = "la fiche reste comme elle est"  # what becomes of a row that the file lacks
    ends = True  # what a whole list lacks ends
    joined = {}  # by line of the file, the line that it goes with: what they tell is one entry
    decided = NOTHING  # what somebody answered to an earlier plan of the same file
    is_part = False  # of what its list tells: other files, or rows set aside, tell what is absent here
    tool = "import"  # as the history names it: « import 12 » of a file that was deposited
    is_bound = False  # to the plan that was agreed to: otherwise the rows that do something else are told, and written
    around = staticmethod(nullcontext)  # what is done with a plan while it is written, in the same transaction

    def __init__(self, source_list=None, publish=False, is_whole=False, is_sure=False, answers=None, choices=None):
        """With `publish` the entries come in published, otherwise as drafts.

        The rows are those of `source_list`, written with them when it is new; without one, of the shipped content.
        `is_whole`: the file is the whole list, and what it lacks ends; `is_sure`: be it much of the list.
        `answers` says, by line, which known row it corrects, by its number, or NEW; `choices`, what to read of a file.
        """
        self.source_list = source_list
        self.publish = publish
        self.is_whole, self.is_sure = is_whole, is_sure
        self.answers, self.choices = answers or {}, choices or Choices()
        self.waiting = set()  # keys of known rows that somebody has to be asked about
        self.asked = {}  # the same rows by line of the file
        self.writes, self.rules = Writes(), Rules()

    def parse(self, sheet, report):
        """The rows to bring, resolved; what is wrong in them is told to the report."""
        raise NotImplementedError

    def prepare(self, rows):
        """What must be known before the rows are brought."""

    def bring(self, row, plan):
        """Plan what one row does; return its `Outcome`."""
        raise NotImplementedError

    @property
    def known(self):
        """Return `{key: record}` of the rows that the list told before, as far as they are kept."""
        return self.table.records if self.table else {}

    def left(self):
        """The rows of the list that the file lacks."""
        return self.table.left()

    def name_of(self, record):
        """What a row is called in the report."""
        return record.told.get("name") or record.key

    def end(self, record, plan):
        """Plan the end of a row that left its list, of which the file is the whole; return its `Outcome`."""
        return self.table.end(record, plan)[1].outcome

    def questions(self, plan):
        """What a plan makes one ask of a person, as `Question`: nothing is lost without an answer."""
        return ()

    def followed(self, rows):
        """The rows, one after the other, shown as they go by."""
        return tqdm(rows, desc=self.title, unit=" ligne", disable=None, leave=False)

    def leans_on(self, touched):
        """Return whether what was written since, as `{label: pks}`, may change what the rows do."""
        return bool(touched)

    def traces(self, rows):
        """Return the `Trace` of each row, by line, of an importer whose rows may be known ones, corrected."""
        return {}

    def traces_of_known(self, records):
        """Return the `Trace` of rows that the list told, by number, as `traces` does."""
        return {}

    @property
    def status(self):
        """The value that publishes an entry, when asked to."""
        return {"status": Entry.Status.PUBLISHED.value} if self.publish else {}

    def run(self, path, dry_run=False):
        """Import the file; with `dry_run`, say what it would do."""
        plan = self.plan(self.sheet_of(path))
        return plan.report if dry_run else self.apply(plan).report

    def sheet_of(self, path):
        """Return the table of a file, of whatever shape people publish; raise UnreadableError when it has none."""
        return understand(open_book(path), self.vocabulary(), self.choices)

    def vocabulary(self):
        """What the importer reads, with what somebody chose for the headings of other files."""
        columns = (*self.required, *self.optional)
        taught = SourceList.objects.taught(self.title, self.source_list)
        return Vocabulary(columns, self.headings, self.always, self.money, self.example, taught)

    def allowed(self):
        """Return `{column: values}` of the columns that take a few values only, for those who fill a file in."""
        return {}

    def plan(self, sheet):
        """Return what a sheet would do to the directory as it is now. Nothing is written, and nobody waits."""
        sheet = sheet.called((*self.required, *self.optional))
        plan = Plan(Report(self.title, sheet.notes, remarks_of(sheet)), sheet)
        check_columns(sheet, self.required, self.optional, plan.report)
        if not plan.is_refused:
            with reading(), uncollected():
                plan.position = Position.now()
                self._plan_rows(sheet, plan)
        return plan

    def apply(self, plan):
        """Write a plan, all of it or nothing; return the plan that was written, or the one that is refused now.

        Where others wrote meanwhile what its rows lean on, it is made again, and the rows that do something else are
        told. The lock of writers is held while rows are written, not while they are planned.
        """
        try:
            return self._apply(plan)
        except IntegrityError as error:  # `Rules` foresees what rows may break; two of them together may break more
            plan.tell(Heading.REFUSED, 0, "", "", f"la base refuse ces lignes, rien n’est écrit{NBSP}: {error}")
            return plan

    def _apply(self, agreed):
        plan = agreed
        for _ in range(TRIES):
            if plan.is_refused:
                return plan
            with turn(self._cause):
                if self._is_current(plan):
                    return self._write(plan)
            plan = self._again(agreed)
        with turn(self._cause):
            return self._write(self._again(agreed))

    @property
    def _cause(self):
        """What the log of changes and the history are told of the import."""
        return LOADING if self.source_list.is_shipped else f"{self.tool} de « {self.source_list} », {self.title}"

    def _again(self, agreed):
        """Plan again, as the directory is now; tell the rows that do something else than in the plan agreed to."""
        plan = self.plan(agreed.sheet)
        for row in plan.unlike(agreed):
            plan.tell(Heading.REFUSED if self.is_bound else Heading.CHANGED, row.line, "", row.identifier, CHANGED)
        return plan

    def _write(self, plan):
        if not plan.is_refused:
            with uncollected(), self.around(plan):
                self.writes.apply()
        return plan

    def _is_current(self, plan):
        touched = plan.position.touched_since()
        return touched is not None and not (touched and self.leans_on(touched))

    def _tell_left(self, rows, report):
        """The rows of the list that the file lacks: it may be a part of the list, so that nothing of them ends."""
        here = {row.key for row in rows}
        left = [record for key, record in self.known.items() if key not in here and key not in self.waiting]
        left = [] if self.is_part else left
        self._mark_left([record for key, record in self.known.items() if key in here], left)
        if self.is_whole:
            self._check_ends(left, report)
            return
        for record in left:
            report.tell(Heading.LEFT, 0, "", self.name_of(record), self.stays)

    def _mark_left(self, here, left):
        """Remember the rows that are absent from their list, for staff to decide what becomes of their entries."""
        back = [record.pk for record in here if record.left_at]
        self.writes.mark(SourceRecord, back, left_at=None, is_absence_settled=False)
        gone = [record.pk for record in left if not record.left_at]
        self.writes.mark(SourceRecord, gone, left_at=timezone.now(), is_absence_settled=False)

    def _check_ends(self, left, report):
        """Refuse a file that may be a part of its list, said to be the whole of it."""
        if not self.ends:
            report.tell(Heading.REFUSED, 0, "", "", "une ligne de ce fichier ne finit pas, retirer --complet")
        elif len(left) > len(self.known) * MOST_ENDED and not self.is_sure:
            told = f"{len(left)} des {len(self.known)} lignes connues de la liste ne sont pas dans le fichier"
            asked = "si c’est bien toute la liste, relancer avec --complet --confirmer"
            report.tell(Heading.REFUSED, 0, "", "", f"{told}, plus d’un tiers finirait{NBSP}: {asked}")

    def _plan_rows(self, sheet, plan):
        self.writes, self.rules = Writes(), Rules()
        self.source_list = self.source_list or SourceList.objects.shipped_or_new()
        chosen = {key_of_heading(heading): column for heading, column in self.choices.columns.items()}
        if self.source_list.learn(self.title, chosen) or not self.source_list.pk:
            self.writes.save(self.source_list)
        rows = self._decided(sheet, plan)
        if plan.is_refused:
            return
        self._tell_left(rows, plan.report)
        if plan.is_refused:
            return
        self.prepare(rows)
        for row in self.followed(rows):
            plan.report.outcomes[self.bring(row, plan)] += 1
        left = (record for record in self.left() if record.key not in self.waiting) if self.is_whole else ()
        for record in left:
            if self.end(record, plan) == Outcome.UPDATED:
                plan.report.outcomes[Outcome.UPDATED] += 1
        plan.newcomers = {row.identifier: row.name for row in self.writes.rows() if is_new_entry(row)}

    def _decided(self, sheet, plan):
        """The rows to bring; of those that are perhaps known ones, corrected, nothing before somebody's answer."""
        self.source_list.corrected, self.waiting, self.asked = {}, set(), {}
        rows = self.parse(sheet, plan.report)
        if plan.is_refused or self.source_list.is_shipped:  # who ships a list keeps its keys
            return rows
        correction = Correction(self, sheet, rows)
        wrong = [*correction.wrong_answers()]
        for line, message in wrong:
            plan.tell(Heading.REFUSED, line, "", "", message)
        asked = correction.asked if not wrong else {}
        if wrong or not (asked or correction.keys):
            return rows
        self.source_list.corrected, self.waiting = correction.keys, {record.key for record in asked.values()}
        self.asked = asked
        plan.report.remarks = remarks_of(sheet)  # not what was told of rows read again
        sheet = replace(sheet, rows=tuple(row for row in sheet.rows if row.line not in asked))
        rows = self.parse(sheet, plan.report)
        for line, record in asked.items():
            plan.tell(Heading.ASKED, line, "", "", correction.question(line, record))
        return rows


class Position:
    """Where the directory was when a plan read it: the end of the log, and the rows of lists, which are not in it."""

    def __init__(self, mark, records):
        self.mark, self.records = mark, records

    @classmethod
    def now(cls):
        return cls(LogMark.now(), records_now())

    def touched_since(self):
        """Return `{label: pks}` of what was written since; None when it cannot be told row by row."""
        news = self.mark.news()
        return news[1] if news and self.records == records_now() else None


@contextmanager
def uncollected():
    """Have Python look for no garbage meanwhile: to go through all the rows that wait is a third of writing them."""
    is_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_enabled:
            gc.enable()


def remarks_of(sheet):
    """What was told of a file as it was understood, for its report."""
    told = (Remark(Heading[one.sort.name], one.line, one.column, one.value, one.message) for one in sheet.told)
    return dict.fromkeys(told)


def is_new_entry(row):
    return isinstance(row, Entry) and row.pk is None


def records_now():
    return SourceRecord.objects.aggregate(count=Count("pk"), last=Max("imported_at"))
