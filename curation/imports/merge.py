"""Three values of a field: what the last import wrote, what the entry says now, what the file says.

Staff edit what an import brought. A value that they changed is theirs: the file no longer touches it. A value that
they left as it was follows the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Values = Mapping[str, Any]  # JSON

EMPTY: tuple[Any, ...] = ("", None, False, [])


@dataclass(frozen=True)
class Merge:
    """What to write into the entry, what to leave to staff, and what to remember as imported."""

    changes: dict[str, Any]
    kept: dict[str, Any]
    imported: dict[str, Any]


def merge(before: Values, now: Values, told: Values) -> Merge:
    """Compare an entry with a row. A field that was never imported is only filled where it is empty."""
    changed = {name: value for name, value in told.items() if now[name] != value}
    changes = {name: value for name, value in changed.items() if _is_untouched(before, now, name)}
    kept = {name: now[name] for name in changed if name not in changes}
    settled = {name: value for name, value in told.items() if name not in kept}
    return Merge(changes, kept, {**before, **settled})


def _is_untouched(before: Values, now: Values, name: str) -> bool:
    return bool(now[name] == before[name]) if name in before else now[name] in EMPTY


def as_json(value: Any) -> Any:
    """A value that JSON holds, written as the database gives it back: amounts with their cents."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value) if isinstance(value, str) else value
