"""Bringing the thesaurus of a region: terms in two levels, with their other writings.

A term that staff edited since is theirs, like everything that an import brings.
"""

from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import slugify

from directory.models import SourceRecord, Term, TermLabel
from french.folding import fold

from .cells import Keys, each_row
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
        self.records = {record.key: record for record in self.source_list.records.filter(dataset=DATASET)}

    def write(self, row, report):
        record = self.records.get(row.key)
        record = record or SourceRecord(source_list=self.source_list, dataset=DATASET, key=row.key)
        term = self.terms.get((row.vocabulary, row.slug))
        if not term and record.pk:
            report.tell(
                Heading.KEPT, row.line, "slug", row.slug, "terme supprimé ou déplacé à la main, laissé de côté"
            )
            return Outcome.UNCHANGED
        try:
            return self._write(row, term or Term(vocabulary=row.vocabulary, slug=row.slug), record, report)
        except ValidationError as error:
            _refuse(row, error, report)
            return Outcome.UNCHANGED

    def _write(self, row, term, record, report):
        outcome = Outcome.UNCHANGED if term.pk else Outcome.CREATED
        reconciled = reconcile(record.values, self._now(term), row.values)
        if reconciled.changes:
            self._apply(term, reconciled.changes, row, report)
            outcome = outcome if outcome == Outcome.CREATED else Outcome.UPDATED
        self._add_labels(term, row, record)
        imported = {**reconciled.imported, "labels": row.labels}
        if imported != record.values:
            record.values = imported
            record.save()
        return outcome

    def _now(self, term):
        now = {name: getattr(term, name) for name in PLAIN}
        return now | {name: getattr(term, name).slug if getattr(term, name) else "" for name in LINKS}

    def _apply(self, term, changes, row, report):
        for name, value in changes.items():
            setattr(term, name, self._target(name, value, row, report) if name in LINKS else value)
        term.full_clean(exclude=["key"])
        term.save()
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
            writing.full_clean(exclude=["key"])
            writing.save()


def _refuse(row, error, report):
    """What the thesaurus would not take, in its own words."""
    for name, messages in error.message_dict.items():
        column = COLUMNS.get(name, name)
        value = ", ".join(row.labels) if column == "labels" else row.values.get(name, "")
        report.tell(Heading.REFUSED, row.line, column, str(value), " ".join(messages).rstrip("."))
