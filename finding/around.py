"""The criterion of a circle around a commune."""

from dataclasses import dataclass

from django.db.models import F

from directory.models import Entry
from engine.geography import distance

from . import parameters
from .criteria import Criterion, Setting


@dataclass(frozen=True)
class Centre:
    """A commune that one may look around: where it is, its name in « près de Bordeaux », its addresses."""

    point: tuple
    genitive: str
    code: str
    slug: str


class AroundFilter(Criterion):
    """Around a commune, by its official code or its name.

    `centres` gives the known ones, by code and by slug; `facet` has them too, and knows their names.
    """

    field_class = parameters.TypedField

    def __init__(self, centres, facet, **kwargs):
        self.centres, self.facet = centres, facet
        super().__init__(label="Autour de", **kwargs)

    def filter(self, qs, value):
        """Narrow to the entries that have a point in the circle, measured one by one."""
        centre, radius = self.parent.centre, float(self.parent.chosen("rayon"))
        if not centre:
            return qs
        points = points_of(self.parent.kind, qs)
        near = [pk for pk, point in points if distance(point, centre.point) <= radius]
        return qs.filter(pk__in=near)

    def pair(self, name, value):
        """What an address says for a value of the facet, when it is a commune whose place is known."""
        centre = self.centres().get(value)
        return (name, centre.code) if centre else None

    def named(self, text, options):
        """The centre that a text means: a code, or a name that means one commune; None when none or several do."""
        centres = self.centres()
        if text in centres and text == centres[text].code:
            return centres[text]
        named = [centres[option.value] for option in options.named(text) if option.value in centres]
        return named[0] if len(named) == 1 else None


def points_of(kind, entries):
    """Yield pairs (pk, point) of where entries are, at each territory that may be told beside them."""
    for path in kind.points:
        prefix = f"{path}__" if path else ""
        is_told = {f"{prefix}is_example__lte": F("is_example"), f"{prefix}status": Entry.Status.PUBLISHED}
        rows = entries.filter(**{f"{prefix}latitude__isnull": False}, **is_told).order_by()
        for pk, *point in rows.values_list("pk", f"{prefix}latitude", f"{prefix}longitude"):
            yield pk, tuple(point)


class RadiusSetting(Setting):
    field_class = parameters.RadiusField

    def leans_on(self, value):
        return "autour"
