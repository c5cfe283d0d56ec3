from .call import Call, CallImage
from .round import Axis, Milestone, Round

__all__ = ["Axis", "Call", "CallImage", "Milestone", "Round"]
