"""The erasure of a person: what would go, then its going, all of it or nothing."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection

from accounts.journal import What, note
from directory.models import turn

from . import people
from .columns import found_in_tables, write
from .files import erase_file, files_that_name, make_again
from .texts import Person

CAUSE = "effacement d’une personne"


@dataclass
class Reach:
    """Where a person is: rows that are it, rows and files that name it."""

    person: Person
    actors: list
    accounts: list
    rows: list = field(default_factory=list)
    files: list = field(default_factory=list)

    @classmethod
    def of(cls, texts):
        """Raise ValueError when a text is too short to name somebody."""
        actors = people.actors_who_are(Person(texts))
        person = Person([*texts, *people.numbers_of(actors)])
        rows, files = list(found_in_tables(person)), list(files_that_name(person))
        return cls(person, actors, people.accounts_of(person), rows, files)

    @property
    def counts(self):
        """`{name of a table: rows that name the person}`."""
        return Counter(str(row.model._meta.verbose_name_plural) for row in self.rows)

    def __bool__(self):
        return bool(self.actors or self.accounts or self.rows or self.files)


def erase(texts):
    """Erase a person; return how many rows and files named it. What is kept of that is a line of the journal."""
    with overwritten(), turn(CAUSE):
        reach = Reach.of(texts)
        for actor in reach.actors:
            people.forget_actor(actor)
        for account in reach.accounts:
            people.forget_account(account)
        for row, of_file in reach.files:
            erase_file(row, of_file)
        people.forget_searches(texts)
        write(list(found_in_tables(reach.person)))  # read again: what was just forgotten is there no more
        told = f"{len(reach.rows)} lignes, {len(reach.files)} fichiers"
        note(What.ERASED, detail=told)
    make_again()
    return reach


@contextmanager
def overwritten():
    """Let SQLite write zeros over what goes, in its file and in its journal, rather than leave it in free pages."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA secure_delete = OFF")
