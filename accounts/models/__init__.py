"""What the program knows of an account besides its name and its groups."""

from .access import Access
from .limit import Limit
from .session import Session

__all__ = ["Access", "Limit", "Session"]
