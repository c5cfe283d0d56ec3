"""All the resources of the API, by name: each kind that has a list, then what has none."""

from directory.registry import KINDS

from .resources import KindResource
from .tables import GrantTable, RoundTable, TermTable

LISTED = [KindResource(kind) for kind in KINDS.ranked() if kind.has_list]
RESOURCES = {one.name: one for one in (*LISTED, RoundTable(), GrantTable(), TermTable())}
