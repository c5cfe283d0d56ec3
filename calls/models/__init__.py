from .axis import Axis
from .call import Call, CallImage
from .document import Document
from .item import Item
from .milestone import Milestone
from .round import Round

__all__ = ["Axis", "Call", "CallImage", "Document", "Item", "Milestone", "Round"]
