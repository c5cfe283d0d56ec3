"""The harness of every test: a known environment, one of the two engines, no network.

The settings are read when `pytest_configure` ends, hence what is done here and not in a fixture.
"""

import gc
import os
import socket
import tempfile
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests.postgresql import PRIVATE_URL, start_postgresql

ROOT = Path(__file__).resolve().parent.parent


# examples for each property; `make test ARGS=--hypothesis-profile=thorough` tries many more
hypothesis_settings.register_profile("usual", deadline=None, max_examples=40)
hypothesis_settings.register_profile("thorough", deadline=None, max_examples=400)
hypothesis_settings.load_profile("usual")


def pytest_configure(config):
    scratch = tempfile.TemporaryDirectory(prefix="directory-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(scratch.cleanup)
    set_environment(Path(scratch.name))
    if os.environ.get("TEST_ENGINE") == "postgresql":
        use_postgresql(config, Path(scratch.name))
    adapt_settings()


def pytest_collection_finish():
    """Leave what is loaded by now out of the rounds of the garbage collector: they took a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_collection_modifyitems(config, items):
    """Run on PostgreSQL what touches the database, and may say something else there; begin with the browser.

    Its files are the longest, and a file goes whole to one worker: last, they would leave the other without work.
    """
    items.sort(key=lambda item: "browser" not in item.fixturenames)
    if os.environ.get("TEST_ENGINE") == "postgresql":
        kept = [item for item in items if touches_the_database(item) and not says_the_same(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def touches_the_database(item):
    return bool(item.get_closest_marker("django_db")) or "django_db_setup" in item.fixturenames


def says_the_same(item):
    return "browser" in item.fixturenames or bool(item.get_closest_marker("any_engine"))


def set_environment(scratch):
    """Forget the installation that the tests run in."""
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines():
        os.environ.pop(line.lstrip("#").partition("=")[0], None)
    (scratch / "static").mkdir()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "a key that is only good for tests, and long enough",
        "SITE_URL": "http://testserver",
        "API_REQUESTS": "100000",  # of all the tests, which come from one address
        "STATIC_ROOT": str(scratch / "static"),
        "MEDIA_ROOT": str(scratch / "media"),
        "DEPOSITS_ROOT": str(scratch / "deposits"),
        "INDEX_ROOT": str(scratch / "index"),
        "DUMPS_ROOT": str(scratch / "dumps"),
    }


def use_postgresql(config, scratch):
    """Start one server for the run; the workers of pytest-xdist find its address and make a database each."""
    if PRIVATE_URL not in os.environ:
        os.environ[PRIVATE_URL], stop = start_postgresql(scratch)
        config.add_cleanup(stop)
    os.environ["DATABASE_URL"] = os.environ[PRIVATE_URL]


def adapt_settings():
    from django.conf import settings
    from django.core.files.storage import storages

    if os.environ.get("TEST_ENGINE") != "postgresql":  # a loop of queries is one on both
        settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "zeal"]
        settings.MIDDLEWARE = ["zeal.middleware.zeal_middleware", *settings.MIDDLEWARE]
    settings.ZEAL_ALLOWLIST = [{"model": "auth.User", "field": "get()"}]  # staff may look at their own account
    # the manifest knows only what collectstatic has seen
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages.backends["staticfiles"] = settings.STORAGES["staticfiles"]  # read already, by a model that names its own
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """Refuse a connection to anything but this machine."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address[0]):
            raise OSError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


def is_loopback(host):
    return host == "localhost" or ip_address(host).is_loopback


@pytest.fixture
def django_assert_num_queries(django_assert_num_queries):
    """Count the queries of a page once this process knows what the test has written."""
    from finding.memory.library import library

    def counted(number, **kwargs):
        library.catch_up()
        return django_assert_num_queries(number, **kwargs)

    return counted


@pytest.fixture(autouse=True)
def _no_archive_of_another_test():
    """What a test published of its data is not what the next one offers."""
    yield
    for archive in Path(os.environ["DUMPS_ROOT"]).glob("*.zip"):
        archive.unlink()
