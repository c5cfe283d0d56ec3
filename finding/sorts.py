"""The orders in which readers may ask for results."""

from dataclasses import dataclass

from django.db.models import F

from .criteria import Setting

RELEVANCE, DISTANCE = "pertinence", "distance"


@dataclass(frozen=True)
class Sort:
    """An order of results: by numbers, « -year » for the largest first, or by folded texts.

    What is not known comes last; equals follow their primary keys.
    """

    label: str
    fields: tuple = ()
    criterion: str = ""  # to which it says how well entries answer

    @property
    def ordering(self):
        """The same order, for the database."""
        return (*map(unknown_last, self.fields), "pk")


def unknown_last(field):
    column = F(field.removeprefix("-"))
    return column.desc(nulls_last=True) if field.startswith("-") else column.asc(nulls_last=True)


BY_ANSWER = {
    RELEVANCE: Sort("les plus pertinents", criterion="q"),
    DISTANCE: Sort("les plus proches", criterion="autour"),
}


class SortSetting(Setting):
    """The sort asked for."""

    def leans_on(self, value):
        return BY_ANSWER[value].criterion if value in BY_ANSWER else ""
