from .queryset import TerritoryQuerySet
from .territory import Territory, TiersLieu
from .told import Fact, FormerName, TerritoryImage

__all__ = ["Fact", "FormerName", "Territory", "TerritoryImage", "TerritoryQuerySet", "TiersLieu"]
