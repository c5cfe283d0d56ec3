"""What is declared of each kind of entry, and what the program refuses of a declaration."""

import pytest

from directory.registry import KINDS, Kinds
from finding.checks import calendars_have_an_address, kinds_say_all_that_is_asked
from finding.kinds import Kind


@pytest.fixture
def kinds(monkeypatch):
    """A registry of its own, where one more kind may be declared."""
    kinds = Kinds(KINDS)
    monkeypatch.setattr("finding.checks.KINDS", kinds)
    return kinds


class Unsaid(Kind):
    name = "unsaid"
    label, plural = "fiche", "fiches"
    model = object


def test_every_kind_says_all_that_is_asked():
    assert kinds_say_all_that_is_asked() == []


def test_kind_that_says_too_little_is_told(kinds):
    kinds.register(Unsaid)

    assert [error.msg for error in kinds_say_all_that_is_asked()] == [
        "Unsaid has no `path`.",
        "Unsaid has no `pages`.",
    ]


def test_kind_in_the_menu_names_its_whole_list(kinds):
    kinds.register(type("InMenu", (Unsaid,), {"path": "fiches/", "pages": "fiches:", "menu": "Fiches"}))

    assert [error.msg for error in kinds_say_all_that_is_asked()] == ["InMenu has no `every`."]


def test_calendar_needs_an_address_and_a_list_that_gives_it(kinds):
    projects = KINDS["projects"]
    values = {"name": "dated", "model": projects.model, "calendar": "dates.ics"}
    kinds.register(type("Dated", (type(projects),), values))

    assert [error.obj.__name__ for error in calendars_have_an_address()] == ["Dated"]


def test_two_kinds_of_one_name_are_refused(kinds):
    with pytest.raises(ValueError, match="two kinds of entries are called « projects »"):
        kinds.register(type("Copied", (Unsaid,), {"name": "projects"}))
