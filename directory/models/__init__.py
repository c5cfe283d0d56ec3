from .acting import acting
from .change import Change, because, is_busy, reading, record, take_turn, turn, written
from .edits import ACTION, BY_HAND, DECISION, FORM, MERGE, RESTORATION
from .entry import Entry, EntryQuerySet, FormerSlug, told
from .image import EntryImage
from .provenance import Sourced, SourceList, SourceRecord
from .recorded import Recorded, RecordedQuerySet, holders, record_holders, relations_to
from .scheduled import Scheduled
from .term import Term, TermLabel
from .version import LOADING, Layout, Revision, Version

__all__ = [
    "Version",
    "Revision",
    "Layout",
    "RESTORATION",
    "LOADING",
    "ACTION",
    "BY_HAND",
    "DECISION",
    "FORM",
    "MERGE",
    "Change",
    "Entry",
    "EntryImage",
    "EntryQuerySet",
    "FormerSlug",
    "Recorded",
    "RecordedQuerySet",
    "Scheduled",
    "SourceList",
    "SourceRecord",
    "Sourced",
    "Term",
    "TermLabel",
    "acting",
    "because",
    "holders",
    "is_busy",
    "reading",
    "record",
    "record_holders",
    "relations_to",
    "take_turn",
    "told",
    "turn",
    "written",
]
