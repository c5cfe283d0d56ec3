"""The database of either engine: copied while it is in use, put back at once, opened aside to be looked at."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from copy import deepcopy
from hashlib import blake2b
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.apps import apps
from django.db import ConnectionHandler, connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import FileField

from directory.models.change import reading

from .problems import RefusedError

# who was signed in when the copy was made signs in again: an old archive opens no session
FLEETING = {"accounts_session", "django_session"}  # of this program, of older ones
# where the tools of PostgreSQL read what settings say
ENVIRONMENT = {
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "host": "PGHOST",
    "port": "PGPORT",
    "service": "PGSERVICE",
    "passfile": "PGPASSFILE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}
EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"


def copy(path):
    """Copy the database into a file, as it is at one moment, whoever writes meanwhile; return the digest of it.

    SQLite is copied by its backup API (a copy of the file would miss what its journal holds), PostgreSQL by pg_dump.
    """
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as file:
            connection.connection.backup(file)
        with aside(path) as copied:
            return digest(copied)
    with reading(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        (moment,) = cursor.fetchone()
        plain = ("--format=custom", "--no-owner", "--no-privileges")
        run("pg_dump", *plain, f"--snapshot={moment}", f"--file={path}")
        return digest(connection)


def put_back(path):
    """Replace what the database holds by what a copy holds: all of it or nothing, while the site answers.

    SQLite is written through its backup API into the live file; PostgreSQL in one transaction, for which readers wait.
    """
    if connection.vendor == "sqlite":
        connection.close()
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as file:
            file.backup(connection.connection)
    else:
        connection.close()
        load(path, connection)
    with connection.cursor() as cursor:
        for table in FLEETING & set(connection.introspection.table_names(cursor)):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608, names of ours


@contextmanager
def rehearsed(path):
    """Open what a copy holds, beside the database of the site, which nothing touches."""
    if connection.vendor == "sqlite":
        with TemporaryDirectory() as folder, aside(shutil.copy(path, folder)) as copied:
            yield copied
        return
    name = f"repetition_{uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        with aside(name) as copied:
            load(path, copied)
            yield copied
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")


@contextmanager
def aside(name):
    """A connection to another database of the same server, or file; closed afterwards."""
    settings = deepcopy(connection.settings_dict) | {"NAME": str(name), "CONN_MAX_AGE": 0}
    settings["OPTIONS"].pop("pool", None)
    other = ConnectionHandler({"default": settings})["default"]
    try:
        yield other
    finally:
        other.close()


def load(path, database):
    """Write the dump of a PostgreSQL in the place of what a database holds, in one transaction."""
    with TemporaryDirectory() as folder:
        script = f"{folder}/script.sql"
        run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path), to=None)
        run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-1", "-c", EMPTY, "-f", script, to=database)


def run(tool, *parameters, to=connection):
    """Run a tool of PostgreSQL, on a database unless `to` is None; its password is in no list of processes."""
    if not shutil.which(tool):
        raise RefusedError(f"{tool} manque : installez les outils de PostgreSQL (postgresql-client) sur cette machine")
    told = to.get_connection_params() if to else {}
    environment = {variable: str(told[name]) for name, variable in ENVIRONMENT.items() if told.get(name)}
    done = subprocess.run(  # noqa: S603, a tool of PostgreSQL and our own parameters
        [tool, *parameters], env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RefusedError(f"{tool} a refusé : {done.stderr.strip()[:2000]}")


def digest(database):
    """A digest of every row of every table but the fleeting ones: two databases that hold the same have the same."""
    found = blake2b(digest_size=16)
    for table in sorted(set(database.introspection.table_names()) - FLEETING):
        if table.startswith("sqlite_"):  # what the engine notes of the others, such as how they are spread
            continue
        found.update(table.encode())
        for row in rows(database, table):
            found.update(repr(row).encode())
    return found.hexdigest()


def rows(database, table):
    """The rows of a table in the order of its key, a chunk at a time."""
    name = database.ops.quote_name
    with database.cursor() as cursor:
        key = database.introspection.get_primary_key_column(cursor, table)
    with database.chunked_cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name(table)} ORDER BY {name(key)}")  # noqa: S608, names of the database
        yield from cursor


def migrations(database):
    """The migrations that made its tables, as `app.name`, in order."""
    with database.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return sorted(f"{app}.{name}" for app, name in cursor.fetchall())


def unknown(applied):
    """Those of some migrations that this release does not have: they come from a later one."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    return sorted(set(applied) - known)


def faults(database):
    """What the engine itself finds wrong in a copy. PostgreSQL has checked every constraint by loading it."""
    if database.vendor != "sqlite":
        return []
    with database.cursor() as cursor:
        found = [row[0] for row in cursor.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        orphans = cursor.execute("PRAGMA foreign_key_check").fetchall()
        return found + [f"ligne orpheline de {row[0]}" for row in orphans]


def named_files(database):
    """The names of the files that its rows name."""
    tables, quote = set(database.introspection.table_names()), database.ops.quote_name
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField) and model._meta.db_table in tables:
                column, table = quote(field.column), quote(model._meta.db_table)
                with database.cursor() as cursor:
                    cursor.execute(f"SELECT {column} FROM {table} WHERE {column} <> ''")  # noqa: S608, names of ours
                    yield from (name for (name,) in cursor.fetchall())
