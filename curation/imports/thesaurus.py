"""Bringing the thesaurus of a region: terms in two levels, with their other writings.

A term that staff edited since is theirs, like everything that an import brings.
"""

from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import slugify

from directory.models import SourceRecord, Term, TermLabel
from french.folding import fold

from .cells import Keys, each_row
from .entries import records_of
from .importer import Importer
from .reconcile import reconcile
from .report import Heading, Outcome

DATASET = "thésaurus"
PLAIN = ("name", "definition", "position", "is_protected", "is_public_body")
LINKS = ("parent", "default_sector")
COLUMNS = {"name": "term", "label": "labels", NON_FIELD_ERRORS: ""}
VOCABULARIES = {fold(vocabulary): vocabulary.value for vocabulary in Term.Vocabulary}


@dataclass(frozen=True)
class TermRow:
    """A term of the file; `labels` are its other writings, « a|b »."""

    line: int
    vocabulary: str
    slug: str
    values: dict
    labels: list

    @property
    def key(self):
        return f"{self.vocabulary}/{self.slug}"


class ThesaurusImporter(Importer):
    """Terms, one a row, each after its general term; their order in the file is the one that people see."""

    title = "Thésaurus"
    required = tuple("vocabulary term slug parent labels definition protected default_sector public_body".split())
    ends = False

    def parse(self, sheet, report):
        keys = Keys()
        return [self._row(cells, keys) for cells in each_row(sheet, report)]

    def _row(self, cells, keys):
        vocabulary = cells.one_of("vocabulary", VOCABULARIES)
        name = cells.line_of_text("term", 120, required=True)
        keys.check(cells, f"{vocabulary}/{fold(name)}", "term")
        values = {
            "name": name,
            "parent": slugify(fold(cells.raw("parent"))),
            "definition": cells.text("definition"),
            "position": cells.line,
            "is_protected": cells.yes("protected"),
            "default_sector": slugify(fold(cells.raw("default_sector"))),
            "is_public_body": cells.yes("public_body"),
        }
        labels = [label.strip() for label in cells.raw("labels").split("|") if label.strip()]
        return TermRow(cells.line, vocabulary, cells.raw("slug") or slugify(fold(name)), values, labels)

    def prepare(self, rows):
        terms = Term.objects.select_related("parent", "default_sector")
        self.terms = {(term.vocabulary, term.slug): term for term in terms}
        self.labels = {(label.vocabulary, label.key): label.term_id for label in TermLabel.objects.all()}
        self.records = records_of(self.source_list, DATASET)

    def bring(self, row, plan):
        record = self.records.get(row.key)
        record = record or SourceRecord(source_list=self.source_list, dataset=DATASET, key=row.key)
        term = self.terms.get((row.vocabulary, row.slug))
        if not term and record.pk:
            plan.tell(Heading.KEPT, row.line, "slug", row.slug, "terme supprimé ou déplacé à la main, laissé de côté")
            return Outcome.UNCHANGED
        try:
            return self._bring(row, term or Term(vocabulary=row.vocabulary, slug=row.slug), record, plan)
        except ValidationError as error:
            _refuse(row, error, plan.report)
            return Outcome.UNCHANGED

    def _bring(self, row, term, record, plan):
        planned, now = plan.row(row.line, DATASET, row.key, ""), self._now(term)
        reconciled = reconcile(record.values, now, row.values)
        if reconciled.changes:
            planned.outcome = Outcome.UPDATED if term.pk else Outcome.CREATED
            planned.changes = {name: (now[name], value) for name, value in reconciled.changes.items()}
            self._change(term, reconciled.changes, row, plan.report)
        self._add_labels(term, row, record)
        imported = {**reconciled.imported, "labels": row.labels}
        if imported != record.values:
            record.values = imported
            self.writes.save(record)
        return planned.outcome

    def _now(self, term):
        now = {name: getattr(term, name) for name in PLAIN}
        return now | {name: getattr(term, name).slug if getattr(term, name) else "" for name in LINKS}

    def _change(self, term, changes, row, report):
        for name, value in changes.items():
            setattr(term, name, self._target(name, value, row, report) if name in LINKS else value)
        term.full_clean(exclude=["key", *LINKS])
        key = (term.vocabulary, fold(term.name))
        if self.labels.get(key, term) not in (term, term.pk):
            raise ValidationError({"name": "C’est déjà une autre écriture d’un terme de ce vocabulaire."})
        self.rules.check(term)
        self.writes.save(term)
        self.terms[term.vocabulary, term.slug] = term

    def _target(self, name, slug, row, report):
        """The general term, or the sector, which stands above in the file."""
        vocabulary = row.vocabulary if name == "parent" else Term.Vocabulary.SECTOR
        target = self.terms.get((vocabulary, slug))
        if slug and not target:
            report.tell(Heading.REFUSED, row.line, name, slug, "terme inconnu, ou placé plus bas dans le fichier")
        return target

    def _add_labels(self, term, row, record):
        """Add the writings that are new in the file; those that staff removed stay removed."""
        for label in (label for label in row.labels if label not in record.values.get("labels", [])):
            writing = TermLabel(term=term, vocabulary=term.vocabulary, label=label)
            writing.full_clean(exclude=["key", "term"])
            self._check_that_it_is_new(writing)
            self.writes.save(writing)

    def _check_that_it_is_new(self, writing):
        """Refuse a writing of a term that stands above in the file: the table does not hold it yet."""
        key = (writing.vocabulary, fold(writing.label))
        if any((term.vocabulary, fold(term.name)) == key for term in self.terms.values()):
            raise ValidationError({"label": "C’est déjà un terme de ce vocabulaire."})
        if self.labels.setdefault(key, writing.term) is not writing.term:
            raise ValidationError({"label": "Cette écriture désigne déjà un terme de ce vocabulaire."})


def _refuse(row, error, report):
    """What the thesaurus would not take, in its own words."""
    for name, messages in error.message_dict.items():
        column = COLUMNS.get(name, name)
        value = ", ".join(row.labels) if column == "labels" else row.values.get(name, "")
        report.tell(Heading.REFUSED, row.line, column, str(value), " ".join(messages).rstrip("."))
