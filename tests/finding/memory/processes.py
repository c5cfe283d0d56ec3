"""Processes of the site beside that of the test: forked as gunicorn forks its own, on one database."""

import os
import sqlite3
from multiprocessing import get_context
from signal import SIGKILL

from django.db import connection

from config.gunicorn import pre_fork

FORK = get_context("fork")
PATIENCE = 20  # seconds


class Process:
    """One process, that does what it is told and says what it found."""

    def __init__(self, database):
        pre_fork(None, None)
        self._orders, theirs = FORK.Pipe()
        self._process = FORK.Process(target=serve, args=(theirs, database), daemon=True)
        self._process.start()
        theirs.close()

    def __call__(self, task, *args):
        self.begin(task, *args)
        return self.answer()

    def begin(self, task, *args):
        self._orders.send((task, args))

    def answer(self):
        assert self._orders.poll(PATIENCE), "no answer"
        return self._orders.recv()

    def dies(self, task, *args):
        """Have it do what it will not survive."""
        self.begin(task, *args)
        self._process.join(PATIENCE)
        assert self._process.exitcode == -SIGKILL

    def kill(self):
        self._process.kill()
        self._process.join()


def serve(orders, database):
    connection.settings_dict["NAME"] = database  # first: a database in memory is never closed
    connection.close()
    while True:
        task, args = orders.recv()
        orders.send(task(*args))


def die(*_args):
    """What the system does to a process that takes too much memory: no line of it runs any more."""
    os.kill(os.getpid(), SIGKILL)


def shared_database(folder):
    """A database that other processes can open: on SQLite, that of the tests is in the memory of one alone."""
    if connection.vendor == "postgresql":
        return connection.settings_dict["NAME"]
    path = folder / "shared.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    return str(path)
