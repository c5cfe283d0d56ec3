from .funding import BudgetLine, Funding
from .participation import Participation
from .project import Place, Project, ProjectImage
from .story import Deliverable, Lesson, Reuse, Step

__all__ = [
    "BudgetLine",
    "Deliverable",
    "Funding",
    "Lesson",
    "Participation",
    "Place",
    "Project",
    "ProjectImage",
    "Reuse",
    "Step",
]
