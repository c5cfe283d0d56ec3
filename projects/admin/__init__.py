from .funding import FundingAdmin
from .project import ProjectAdmin
from .telling import FundingTellingAdmin

__all__ = ["FundingAdmin", "FundingTellingAdmin", "ProjectAdmin"]
