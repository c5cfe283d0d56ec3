"""What staff bring in through the pages of imports: the files, what was decided of them, the work, what it wrote."""

from .deposit import Decision, Deposit
from .double import Double
from .job import Job
from .move import Move
from .trace import Trace

__all__ = ["Decision", "Deposit", "Double", "Job", "Move", "Trace"]
