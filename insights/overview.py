"""What the territories of the region are, and who does what where, before anything is asked of their list."""

from functools import cached_property

from finding.parameters import SettingField
from french.typography import number, plural
from territories.models import Territory

from .maps import project_map
from .matrix import SCALES, Matrix
from .profile import with_project_count


class Overview:
    """The counts, the pôles, the map and the matrix. `par` is its own setting: it changes no list, and no format."""

    def __init__(self, query):
        self._field = SettingField(label="Tableau des métiers", choices=SCALES, default="departement")
        self.matrix = Matrix(self._field.clean(query.get("par")))
        self.map = project_map()
        self._territories = Territory.objects.published().real().current()

    @property
    def notice(self):
        """What is told of a scale that does not exist."""
        return self._field.notice

    @cached_property
    def numbers(self):
        """How many territories of each kind there are, the widest first."""
        return {kind: self._territories.of_kind(kind).count() for kind in Territory.WIDENING[:0:-1]}

    @property
    def counts(self):
        """Pairs of a kind of territory and how many there are, in words: « 12 départements »."""
        return [(kind, f"{number(count)} {plural(count, kind.label)}") for kind, count in self.numbers.items()]

    @property
    def departements(self):
        return self.numbers[Territory.Kind.DEPARTEMENT]

    @property
    def heading(self):
        """What is written after the number of départements: « départements, 3 pôles »."""
        poles = f"{len(self.poles)} {plural(len(self.poles), 'pôle')}"
        return f"{plural(self.departements, 'département')}, {poles}"

    @cached_property
    def poles(self):
        return [with_project_count(pole) for pole in self._territories.poles().order_by("key")]
