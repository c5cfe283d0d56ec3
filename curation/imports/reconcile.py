"""What a row of a list does to an entry that other lists, and hands, told too.

A value follows the row where nobody else told the one that is there. Elsewhere it stays, and why is told. A blank
cell says nothing. A value made of elements (métiers, places, participations) is compared element by element. Of the
addresses that lists give as the source of one thing none is wrong: that of the first list stays, whichever came in
first.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Values = Mapping[str, Any]  # JSON
Elements = list[Any]

BLANK: tuple[Any, ...] = ("", None, [])
EMPTY: tuple[Any, ...] = (*BLANK, False)

BY_HAND = "modifié à la main"
REMOVED_BY_HAND = "retiré à la main"
ALREADY = "déjà dit autrement"
OF_THE_FIRST = ("source_url",)

Rank = tuple[str, ...]  # of a row: its list, its table, its key


@dataclass(frozen=True)
class Teller:
    """A row, of this list or of another one, that told values of the same entry."""

    name: str  # « la liste « Drac 2025 » »
    values: Values
    rank: Rank = ()


@dataclass(frozen=True)
class Reconciled:
    """What to write into the entry, what stays in spite of the row and why, and what to remember as imported."""

    changes: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    imported: dict[str, Any] = field(default_factory=dict)

    def keep(self, name: str, value: Any, reason: str) -> None:
        self.kept[name], self.reasons[name] = value, reason


def reconcile(
    before: Values,
    now: Values,
    told: Values,
    others: Sequence[Teller] = (),
    sets: Mapping[str, Callable[[Elements], Elements]] | None = None,
    erasing: Collection[str] = (),
    rank: Rank = (),
) -> Reconciled:
    """Compare what a row brought before, what the entry says now and what the row says.

    `others` are the other rows that told of the entry; `sets` gives, for each value made of elements, how these are
    put in order; `erasing` names the values for which a blank is told on purpose; `rank` is that of the row.
    """
    reconciled = Reconciled(imported=dict(before))
    for name, value in told.items():
        if sets and name in sets:
            _reconcile_elements(reconciled, name, before, now[name] or [], value, others, sets[name])
        elif value in BLANK and name not in erasing:
            _say_nothing(reconciled, name, now[name], value)
        elif name in OF_THE_FIRST and _is_told(name, before, now[name], value, others):
            told_by = {one.rank: one.values[name] for one in others if one.values.get(name)}
            reconciled.imported[name] = value
            _, first = min({**told_by, rank: value}.items())
            if first != now[name]:
                reconciled.changes[name] = first
        else:
            _reconcile_value(reconciled, name, before, now[name], value, others)
    return reconciled


def take(
    reconciled: Reconciled,
    names: Collection[str],
    told: Values,
    now: Values,
    sets: Mapping[str, Callable[[Elements], Elements]],
) -> None:
    """Let the row have its way where something else was to stay: somebody chose « prendre le fichier »."""
    for name in names:
        if name in sets:
            here: Elements = reconciled.changes.get(name) or now[name] or []
            reconciled.changes[name] = sets[name]([*here, *(it for it in told[name] if it not in here)])
        else:
            reconciled.changes[name] = told[name]
        reconciled.imported[name] = told[name]
        del reconciled.kept[name], reconciled.reasons[name]


def _say_nothing(reconciled: Reconciled, name: str, now: Any, blank: Any) -> None:
    """Remember that nothing was there: what a hand writes later is then known as its own."""
    if now in BLANK:
        reconciled.imported.setdefault(name, blank)


def _reconcile_value(
    reconciled: Reconciled, name: str, before: Values, now: Any, value: Any, others: Sequence[Teller]
) -> None:
    tellers = [one for one in others if now not in BLANK and one.values.get(name) == now]
    was_told = name in before or any(name in one.values for one in others)
    is_own = name in before and before[name] == now
    if value == now:
        if is_own or tellers or now in EMPTY:  # otherwise it is the value of a hand, which the row repeats
            reconciled.imported[name] = value
    elif (is_own and not tellers) or _is_vacant(name, before, now, others):
        reconciled.changes[name] = reconciled.imported[name] = value
    elif value in BLANK:
        pass  # the row takes back its own words only
    elif tellers:
        reconciled.keep(name, now, f"dit autrement par {tellers[0].name}")
    else:
        reconciled.keep(name, now, BY_HAND if was_told else ALREADY)


def _is_told(name: str, before: Values, now: Any, value: Any, others: Sequence[Teller]) -> bool:
    """A row told what is there, and not a hand, or nothing is there yet."""
    told = (value, before.get(name), *(one.values.get(name) for one in others))
    return _is_vacant(name, before, now, others) or (now not in BLANK and now in told)


def ended(
    now: Values, told: Values, others: Sequence[Teller], sets: Mapping[str, Callable[[Elements], Elements]]
) -> tuple[dict[str, Elements], dict[str, Elements]]:
    """Return (what is left of each value made of elements, what goes) when a row that told `told` leaves its list."""
    left, gone = {}, {}
    for name, arrange in sets.items():
        elsewhere = [element for one in others for element in one.values.get(name) or []]
        gone[name] = [it for it in told.get(name) or [] if it in now[name] and it not in elsewhere]
        left[name] = arrange([it for it in now[name] if it not in gone[name]])
    return left, {name: elements for name, elements in gone.items() if elements}


def _is_vacant(name: str, before: Values, now: Any, others: Sequence[Teller]) -> bool:
    """Nothing is there, and nobody emptied it."""
    rows = (before, *(one.values for one in others))
    return now in EMPTY and all(row.get(name) in EMPTY for row in rows)


def _reconcile_elements(
    reconciled: Reconciled,
    name: str,
    before: Values,
    now: Elements,
    told: Elements,
    others: Sequence[Teller],
    arrange: Callable[[Elements], Elements],
) -> None:
    """Add what the row tells, remove what it told before and nobody else tells; a hand's removals stay removed."""
    own: Elements = before.get(name) or []
    elsewhere = [element for one in others for element in one.values.get(name) or []]
    if not told:
        return _say_nothing(reconciled, name, now, told)
    removed = [it for it in told if it not in now and (it in own or it in elsewhere)]
    told_alone = [it for it in now if it in own and it not in told and it not in elsewhere]
    added = [it for it in told if it not in now and it not in removed]
    stays = [it for it in now if it not in told_alone]
    if now == own:  # nobody else gave the elements their order
        order = [it for it in told if it not in removed]
        final = arrange([*order, *(it for it in stays if it not in order)])
    else:
        final = arrange([*stays, *added])
    by_hand = [it for it in told if it in now and it not in own and it not in elsewhere]
    reconciled.imported[name] = [it for it in told if it not in by_hand]
    if final != now:
        reconciled.changes[name] = final
    if removed:
        reconciled.keep(name, removed, REMOVED_BY_HAND)
    return None


def as_json(value: Any) -> Any:
    """A value that JSON holds, written as the database gives it back: amounts with their cents."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value) if isinstance(value, str) else value
