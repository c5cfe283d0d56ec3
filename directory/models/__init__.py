from .change import Change, Recorded, RecordedQuerySet, record
from .entry import Entry, EntryQuerySet, FormerSlug
from .image import EntryImage
from .provenance import SourceRecord
from .term import Term, TermLabel

__all__ = [
    "Change",
    "Entry",
    "EntryImage",
    "EntryQuerySet",
    "FormerSlug",
    "Recorded",
    "RecordedQuerySet",
    "SourceRecord",
    "Term",
    "TermLabel",
    "record",
]
