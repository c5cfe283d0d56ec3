"""What a deposit would do, with all that was decided of it: made again after each decision."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from django.utils.text import slugify

from directory.models import SourceList, SourceRecord
from directory.models.recorded import batched
from directory.models.slugs import first_free
from french.folding import fold

from ..imports.corrections import NEW, OPTION
from ..imports.decided import Decided
from ..imports.plan import Plan
from ..imports.questions import Candidate, Question
from ..imports.reading import UnreadableError
from ..imports.reading.sheet import Row
from ..imports.reading.told import Sort
from ..imports.report import Heading, Outcome
from ..models import Decision
from ..sorts import importer_of
from .understanding import choices_of, read
from .words import Words

TRIES = 5  # rounds of rows that are refused: those that are left may be refused in their turn
NOTHING_ENDS = "tant que des lignes sont refusées ou laissées de côté, rien ne finit de ce qui est absent du fichier"
ERASED = "Ce fichier n’est plus gardé : le déposer de nouveau."
CHUNK = 500  # keys asked for at once
LEFT = "laissée"
FROM_THE_FILE, KEPT = "fichier", "garder"
FOR_COMMANDS = re.compile(rf"\s*[:;,]?\s*si (?:c’est[^.]*{OPTION}|ce sont[^.]*row_id).*$")
MENDED = (Heading.REFUSED.name, Heading.ASKED.name, Heading.DOUBT.name, Heading.UNPLACED.name)
NAMING = ("title", "name", "objet", "call_slug")
Subject = Decision.Subject
# whoever may be a person is masked until somebody answers: that keeps nothing from being written
BLOCKING = (Subject.ACTOR, Subject.PROJECT, Subject.CORRECTION, Subject.TWIN)


@dataclass
class Prepared:
    """A plan of the rows that can be written; why the others cannot; what is asked."""

    importer: object
    plan: Plan
    refused: list = field(default_factory=list)  # remarks of rows that are not in the plan
    questions: list = field(default_factory=list)

    @property
    def is_blocked(self):
        """Nothing at all can be written: a column is missing, say."""
        return self.plan.is_refused


class Desk:
    """A deposit, the file as it is understood, and the decisions of people."""

    def __init__(self, deposit):
        self.deposit = deposit
        self.importer_class = importer_of(deposit.table)
        self.decisions = list(deposit.decisions.all()) if deposit.pk else []

    @cached_property
    def understanding(self):
        if not self.deposit.file or not Path(self.deposit.file.path).exists():
            raise UnreadableError(ERASED)
        return read(Path(self.deposit.file.path), self.importer(), self.deposit.choices)

    @cached_property
    def sheet(self):
        """The rows with the cells that somebody mended, rows left aside included."""
        mended = {(one.line, one.about): one.answer for one in self.of(Subject.CELL)}
        rows = self.understanding.sheet.rows
        lines = {line for line, _ in mended}
        rows = tuple(mend(row, mended) if row.line in lines else row for row in rows)
        told = (one for one in self.understanding.sheet.told if (one.line, one.column) not in mended)
        return replace(self.understanding.sheet, rows=rows, told=tuple(told))

    def known_lists(self):
        """The lists that already told rows of the file, with how many: pairs, the most first."""
        plan = self.prepared.plan
        tables, keys = {table for table, _ in plan.rows}, [key for _, key in plan.rows]
        records = SourceRecord.objects.filter(dataset__in=tables, source_list__is_shipped=False)
        found = Counter()
        for some in batched(keys, CHUNK):
            found.update(records.filter(key__in=some).values_list("source_list", flat=True))
        lists = SourceList.objects.in_bulk(found)
        return [(lists[pk], number) for pk, number in found.most_common(3)]

    def of(self, subject):
        return [one for one in self.decisions if one.subject == subject]

    @cached_property
    def left(self):
        """The lines that somebody left aside, by themselves or with a name that they hold."""
        return {one.line for one in self.of(Subject.ROW) if one.answer == LEFT}

    @cached_property
    def decided(self):
        """The answers, as an importer reads them."""
        values = {(one.line, one.about): one.answer for one in self.of(Subject.VALUE)}
        return Decided(
            spellings={one.about: one.answer for one in self.of(Subject.ACTOR) if one.answer not in ("", NEW)},
            persons={one.about: one.answer for one in self.of(Subject.PERSON) if one.answer},
            entries={one.line: one.answer for one in self.of(Subject.PROJECT) if one.answer},
            together={(one.line, one.about): one.answer for one in self.of(Subject.TWIN) if one.answer},
            taken=frozenset(key for key, answer in values.items() if answer == FROM_THE_FILE),
        )

    def importer(self):
        deposit = self.deposit
        source_list = deposit.source_list or new_list(deposit.new_list)
        said = {one.line: one.answer for one in self.of(Subject.CORRECTION)}
        answers = {line: int(answer) if answer.isdecimal() else answer for line, answer in said.items()}
        choices = choices_of(deposit.choices)
        whole = deposit.choices.get("whole", "")
        sure = {"is_whole": bool(whole), "is_sure": whole == "sure"}
        importer = self.importer_class(source_list, deposit.publishes, answers=answers, choices=choices, **sure)
        importer.decided = self.decided
        return importer

    def prepare(self, without=()):
        """Plan what can be written; a row that is refused is told, and keeps no other from being planned."""
        aside, refused = {*self.left, *without}, []
        for _ in range(TRIES):
            importer = self.importer()
            importer.is_part = bool(aside)
            importer.is_whole = importer.is_whole and not aside  # a row set aside is no row that left
            plan = importer.plan(self._without(aside))
            wrong = [one for one in plan.report.of(Heading.REFUSED) if one.line > self.sheet.line]
            if not wrong or len(wrong) < len(plan.report.of(Heading.REFUSED)):
                break
            refused += wrong
            aside |= {one.line for one in wrong}
        asked = [] if plan.is_refused else [*importer.questions(plan), *corrections(importer, plan)]
        return Prepared(importer, plan, refused, self._unanswered(asked))

    @cached_property
    def prepared(self):
        return self.prepare()

    def chosen(self):
        """Plan what is to be written: the rows about which nothing is asked any more."""
        asked = {line for one in self.prepared.questions if one.subject in BLOCKING for line in one.lines}
        return self.prepare(asked) if asked else self.prepared

    def _without(self, lines):
        """The table without some lines, nor what makes one refuse them."""
        told = (one for one in self.sheet.told if one.line not in lines or one.sort is not Sort.REFUSED)
        rows = (row for row in self.sheet.rows if row.line not in lines)
        return replace(self.sheet, rows=tuple(rows), told=tuple(told))

    def _unanswered(self, questions):
        answered = {(one.subject, one.line, one.about) for one in self.decisions if one.answer}
        return [one for one in questions if (one.subject, one.line, one.about) not in answered]

    def picture(self):
        """Return all that the pages show, as JSON holds it, so that they plan nothing."""
        plan, asked = self.prepared.plan, [one.as_data() for one in self.prepared.questions]
        rows = self._rows(asked)
        kept = (one for row in rows.values() for one in row["fields"] if "kept" in one)
        return {
            "rows": [*rows.values()],
            "asked": asked,
            "notes": [*plan.report.notes, *self._of_the_whole()],
            "blocked": [str(one) for one in plan.report.of(Heading.REFUSED)] if self.prepared.is_blocked else [],
            "gone": [str(one) for one in plan.report.of(Heading.LEFT)],
            "ended": sum(row.outcome == Outcome.UPDATED for row in plan.rows.values() if not row.line),
            "counts": Counter(row["state"] for row in rows.values()),
            "kept": Counter(f"{one['label']}|{one['name']}" for one in kept),
        }

    def _of_the_whole(self):
        """What is told of a file that is the whole of its list, when it cannot be taken so."""
        if self.deposit.choices.get("whole") and not self.prepared.importer.is_whole:
            yield NOTHING_ENDS

    def _rows(self, asked):
        """Return `{line: what the row does, what is told of it, what may be mended}`."""
        plan, words = self.prepared.plan, Words(self.prepared.plan)
        rows = {row.line: new_picture(row, self._name(row)) for row in self.sheet.rows}
        for row in (row for row in plan.rows.values() if row.line in rows):
            add_plan(rows[row.line], row, words)
        for one in (*plan.report.remarks, *self.prepared.refused):
            if one.line not in rows or (one.heading is Heading.KEPT and is_kept(rows[one.line])):
                continue  # what is kept is shown with its two answers
            rows[one.line]["remarks"].append(told_of(one) | {"label": self._label(one.column)})
        self._state(rows, self.prepared, asked)
        for row in self.sheet.rows:
            rows[row.line]["cells"] = self._to_mend(row, rows[row.line]["remarks"])
        return rows

    @cached_property
    def vocabulary(self):
        return self.importer().vocabulary()

    def _label(self, columns):
        """Our French headings of columns."""
        return ", ".join(self.vocabulary.heading(one) for one in columns.split(", ")) if columns else ""

    def _name(self, row):
        """What tells a row from the others: its first column that names it."""
        named = (row.cells.get(column, "") for column in (*NAMING, *self.importer_class.required))
        return next(filter(None, named), f"ligne {row.line}")

    def _to_mend(self, row, remarks):
        """The cells that something is told of, which may be mended on the spot."""
        told = (column for one in remarks if one["heading"] in MENDED for column in one["column"].split(", "))
        columns = (it for it in dict.fromkeys(told) if it in row.cells)
        cells = ((it, row.cells[it]) for it in columns)
        return [
            {"column": it, "label": self._label(it), "text": text, "lines": text.count("\n") + 1} for it, text in cells
        ]

    def _state(self, rows, prepared, asked):
        for row in (row for row in rows.values() if row["state"] == "same" and is_kept(row)):
            row["state"] = "kept"
        for line in prepared.importer.joined.keys() & rows.keys():
            rows[line]["state"] = "joined"
        for line in (line for one in asked if one["subject"] in BLOCKING for line in one["lines"]):
            rows[line]["state"] = "asked"
        for one in (one for one in prepared.plan.report.of(Heading.ASKED) if one.line in rows):
            rows[one.line]["state"] = "asked"
        for one in prepared.refused:
            rows[one.line]["state"] = "refused"
        for line in self.left & rows.keys():
            rows[line]["state"] = "left"


def corrections(importer, plan):
    """Whether new rows of the list are known ones, corrected, and rows that repeat others are other things."""
    for line, record in importer.asked.items():
        known = Candidate(str(record.pk), importer.name_of(record), "la même ligne, corrigée ?")
        yield Question(Subject.CORRECTION, "", known.name, (line,), line, (known,))
    for one in plan.report.of(Heading.ASKED):
        if OPTION in one.message and one.line not in importer.asked:
            yield Question(Subject.CORRECTION, "", without_option(one.message), (one.line,), one.line)


def without_option(message):
    """What is told of a row, without what to type for a command."""
    return FOR_COMMANDS.sub("", message)


def is_kept(row):
    return any("kept" in one for one in row["fields"])


def new_picture(row, name):
    return {"line": row.line, "name": name, "state": "same", "is_new": False, "fields": [], "remarks": []}


def told_of(remark):
    told = {"heading": remark.heading.name, "column": remark.column, "value": remark.value}
    return told | {"message": without_option(remark.message)}


def add_plan(told, row, words):
    """Tell what a row of a plan does: one row of a file may make two entries."""
    if row.outcome == Outcome.CREATED:
        told["state"], told["is_new"] = "create", True
    elif row.outcome == Outcome.UPDATED and told["state"] == "same":
        told["state"] = "change"
    fields = (words.field(row, name, *values) for name, values in row.changes.items())
    told["fields"] += [one for one in fields if one["before"] != one["after"]]
    for name, kept in row.kept.items():
        told["fields"].append(words.field(row, name, kept.stays, kept.said) | {"kept": kept.reason})
    told["identifier"] = told.get("identifier") or row.identifier


def mend(row, mended):
    return Row(row.line, {column: mended.get((row.line, column), text) for column, text in row.cells.items()})


def new_list(name):
    """A list that is not there yet, to be written with its rows."""
    slug = first_free(slugify(fold(name)) or "liste", lambda it: SourceList.objects.filter(slug=it).exists(), 120)
    return SourceList(name=name, slug=slug)
