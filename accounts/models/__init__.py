"""What the program knows of an account besides its name and its groups."""

from .access import Access
from .limit import Limit, limiting_entries
from .mailing import Mailing
from .session import Session

__all__ = ["Access", "Limit", "Mailing", "Session", "limiting_entries"]
