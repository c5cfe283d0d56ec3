"""How staff curate entries, terms and imported rows, in the stock Django admin."""

from .doubles import Doubles
from .entry import EntryAdmin
from .fields import StaffForms
from .history import History
from .images import ImageInline
from .lists import StaffList
from .records import SourceListAdmin, SourceRecordAdmin
from .rows import RowInline, TabularRowInline
from .searches import MissedWordAdmin
from .succession import SuccessionForm
from .tasks import Gap, Task
from .terms import TermAdmin

__all__ = [
    "Doubles",
    "EntryAdmin",
    "Gap",
    "History",
    "ImageInline",
    "MissedWordAdmin",
    "RowInline",
    "SourceListAdmin",
    "SourceRecordAdmin",
    "StaffForms",
    "StaffList",
    "SuccessionForm",
    "TabularRowInline",
    "Task",
    "TermAdmin",
]
