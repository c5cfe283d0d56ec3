"""What the master of gunicorn opened is not shared by its children, and there are threads for all who may wait."""

from importlib import reload
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import gunicorn


@pytest.mark.parametrize(
    ("vendor", "closed"),
    [("sqlite", ["close"]), ("postgresql", ["close", "close_pool"])],
)
def test_connections_are_closed_before_each_fork(monkeypatch, vendor, closed):
    calls = []
    connection = SimpleNamespace(
        vendor=vendor,
        close=lambda: calls.append("close"),
        close_pool=lambda: calls.append("close_pool"),
    )
    monkeypatch.setattr(gunicorn.connections, "all", lambda initialized_only: [connection])

    gunicorn.pre_fork(server=None, worker=None)

    assert calls == closed


def test_pages_to_make_never_take_all_the_threads():
    assert gunicorn.threads > 2 * settings.PAGES_AT_ONCE  # as many wait as are made


def test_path_given_to_gunicorn_is_refused_at_start(monkeypatch):
    monkeypatch.setenv("SCRIPT_NAME", "/numerique")

    with pytest.raises(ImproperlyConfigured, match="sans chemin"):
        reload(gunicorn)
