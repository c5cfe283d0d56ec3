from .funding import FundingAdmin
from .project import ProjectAdmin

__all__ = ["FundingAdmin", "ProjectAdmin"]
