"""Who writes, and by what: told where a request or a job begins, read where a version is kept."""

import sys
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_author = ContextVar("author", default=None)


def author_now():
    """Return the account that writes; None for a program."""
    return _author.get()


@contextmanager
def acting(author):
    """Say which account writes in the block. It may be lazy: it is looked at only when something is written."""
    token = _author.set(author)
    try:
        yield
    finally:
        _author.reset(token)


def command_now():
    """Return by what a program writes, when nobody says it: « commande load_content »; blank outside of commands."""
    program, *words = [*sys.argv, ""]
    return f"commande {words[0]}" if Path(program).name == "manage.py" and words[0] else ""
