from .axis import Axis
from .call import Call, CallImage
from .item import Item
from .milestone import Milestone
from .round import Round

__all__ = ["Axis", "Call", "CallImage", "Item", "Milestone", "Round"]
