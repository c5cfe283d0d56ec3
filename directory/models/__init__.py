from .entry import Entry, EntryQuerySet, FormerSlug
from .image import EntryImage
from .provenance import SourceRecord
from .term import Term, TermLabel

__all__ = ["Entry", "EntryImage", "EntryQuerySet", "FormerSlug", "SourceRecord", "Term", "TermLabel"]
