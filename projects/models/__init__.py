from .amendment import Amendment
from .funding import BudgetLine, Funding
from .participation import Participation
from .project import Place, Project, ProjectImage
from .story import Aim, Deliverable, Lesson, OutsideReuse, Reuse, Step
from .telling import FundingTelling

__all__ = [
    "Amendment",
    "Aim",
    "BudgetLine",
    "Deliverable",
    "Funding",
    "FundingTelling",
    "Lesson",
    "OutsideReuse",
    "Participation",
    "Place",
    "Project",
    "ProjectImage",
    "Reuse",
    "Step",
]
