"""A form in which a list is given."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Format:
    """A form in which a list is given: a line of a table, whose name is what addresses say (`format=csv`).

    `render` makes the response from an `EntryListView`: its listing, its request, what it tells of an entry.
    """

    label: str
    content_type: str
    render: Callable
    is_file: bool = False  # all the entries in their order, to be kept: offered at the end of the list
    most: float = inf  # entries that it can hold
