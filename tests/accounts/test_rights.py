"""The table of rights is the one that the team reads in its guide."""

from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User

from accounts.rights import (
    DJANGO,
    ENTRIES,
    OF_ENTRIES,
    STATELESS,
    STATES,
    Action,
    Role,
    Scope,
    Subject,
    allowed,
    may,
    move,
)
from directory.models import Entry
from tests.sources import ROOT

LETTERS = {"É": Role.EDITOR, "R": Role.MANAGER, "A": Role.ADMINISTRATOR}
GUIDE = (ROOT / "docs/guide-equipe.md").read_text("utf-8")


def tables():
    """The tables of the guide: `{heading: {label of a line: cells}}`."""
    found = {}
    for block in GUIDE.partition("# Qui peut quoi")[2].split("\n\n"):
        if block.lstrip().startswith("|"):
            lines = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in block.strip().splitlines()]
            found[lines[0][0]] = {cells[0]: cells[1:] for cells in (lines[0], *lines[2:])}
    return found


def told(cell):
    """The pairs (role, scope) that a cell of the guide means."""
    pairs = {(LETTERS[letter], scope) for letter in cell if letter in LETTERS for scope in Scope}
    pairs |= {(Role.CONTRIBUTOR, Scope.IN)} if "c" in cell or "C" in cell else set()
    return frozenset(pairs | ({(Role.CONTRIBUTOR, Scope.OUT)} if "C" in cell else set()))


@pytest.mark.parametrize("subject", OF_ENTRIES)
def test_guide_tells_what_may_be_done_to_entries(subject):
    lines = tables()[Subject.ENTRY.label] | tables()[subject.label]

    for action, rank in product(Action, range(len(STATES))):
        cell = lines[action.label][rank] if action in ENTRIES else "–"
        assert allowed(action, subject, STATES[rank]) == told(cell), (action, STATES[rank])


@pytest.mark.parametrize("subject", STATELESS)
def test_guide_tells_what_may_be_done_to_the_rest(subject):
    headings, cells = tables()[""][""], tables()[""][subject.label]

    for action in Action:
        cell = dict(zip(headings, cells, strict=True)).get(action.label, "–")
        assert allowed(action, subject) == told(cell), action


@pytest.mark.parametrize(
    ("before", "after", "action"),
    [
        ("brouillon", "a-relire", Action.ASK),
        ("a-relire", "brouillon", Action.SEND_BACK),
        ("a-relire", "publie", Action.PUBLISH),
        ("retire", "publie", Action.PUBLISH),
        ("publie", "brouillon", Action.WITHDRAW),
        ("publie", "a-relire", Action.WITHDRAW),
        ("brouillon", "retire", Action.WITHDRAW),
        ("retire", "brouillon", Action.SEND_BACK),
        ("publie", "publie", None),
    ],
)
def test_each_move_is_an_action(before, after, action):
    assert move(before, after) == action


def test_nobody_without_an_open_account_of_the_team_may_do_anything():
    closed = User(is_staff=True, is_superuser=True, is_active=False)

    for user in (AnonymousUser(), closed, User(is_superuser=True)):
        assert not may(user, Action.VIEW, Subject.ENTRY, Entry.Status.PUBLISHED)


@pytest.mark.django_db
def test_roles_add_up():
    user = User.objects.create_user("deux", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=[Role.CONTRIBUTOR, Role.ADMINISTRATOR]))

    assert may(user, Action.EDIT, Subject.ACCOUNT)
    assert may(user, Action.ASK, Subject.ENTRY, Entry.Status.DRAFT)
    assert not may(user, Action.PUBLISH, Subject.ENTRY, Entry.Status.REVIEW)


def test_accounts_without_a_role_are_given_nothing_that_publishes():
    assert not {Action.PUBLISH, Action.WITHDRAW, Action.MERGE, Action.WRITE} & set(DJANGO)
