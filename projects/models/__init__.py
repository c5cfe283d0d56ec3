from .amendment import Amendment
from .funding import BudgetLine, Funding
from .participation import Participation
from .project import Place, Project, ProjectImage
from .story import Deliverable, Lesson, Reuse, Step
from .telling import FundingTelling

__all__ = [
    "Amendment",
    "BudgetLine",
    "Deliverable",
    "Funding",
    "FundingTelling",
    "Lesson",
    "Participation",
    "Place",
    "Project",
    "ProjectImage",
    "Reuse",
    "Step",
]
