"""All the resources of the API, by name: each kind that has a list, then what has none."""

from directory.registry import KINDS

from .resources import KindResource
from .tables import GrantTable, RoundTable, TermTable

RESOURCES = {
    one.name: one for one in (*map(KindResource, KINDS.searched().values()), RoundTable(), TermTable(), GrantTable())
}
