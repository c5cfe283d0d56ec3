"""What staff bring in through the pages of imports: the files, what was decided of them, the work, what it wrote."""

from .deposit import Decision, Deposit
from .double import Double
from .job import Job
from .move import Move
from .notice import Notice
from .trace import Trace

__all__ = ["Decision", "Deposit", "Double", "Job", "Move", "Notice", "Trace"]
