"""Reading any list as it was published: what comes out is a table as understood, which importers take.

`book` holds what a file is, `texts` opens CSV and `workbooks` spreadsheets, `vocabulary` knows the columns that an
importer reads and how people head them, `headings` finds the line that names them, `table` makes rows of the rest and
tells what it leaves aside. Nothing here knows the database.
"""

from .book import Book, Tab, UnreadableError
from .headings import Choices
from .opening import open_book, read_sheet
from .table import understand
from .vocabulary import Vocabulary, key_of_heading

__all__ = [
    "Book",
    "Choices",
    "Tab",
    "UnreadableError",
    "Vocabulary",
    "key_of_heading",
    "open_book",
    "read_sheet",
    "understand",
]
