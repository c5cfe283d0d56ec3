import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import Env

ENGINES = {
    "django.db.backends.sqlite3": {"OPTIONS": {"timeout": 20}},
    "django.db.backends.postgresql": {"OPTIONS": {"pool": True}},
}


@pytest.fixture
def env(monkeypatch):
    """An environment that holds one value, and the variable that it is in."""

    def with_value(value):
        monkeypatch.setenv("VALUE", value)
        return Env()

    return with_value


@pytest.mark.parametrize(
    ("value", "expected"), [("on", True), ("ON", True), ("1", True), ("off", False), ("0", False)]
)
def test_switch_reads_on_and_off(env, value, expected):
    assert env(value).switch("VALUE", not expected) is expected


@pytest.mark.parametrize("value", ["0", "-1", "trois", "2.5", "²"])
def test_number_refuses_what_counts_nothing(env, value):
    with pytest.raises(ImproperlyConfigured, match="d’au moins 1"):
        env(value).positive("VALUE", 4)


@pytest.mark.parametrize(("value", "expected"), [("3", 3), (" 12 ", 12), ("", 4)])
def test_number_is_read_or_left_to_its_default(env, value, expected):
    assert env(value).positive("VALUE", 4) == expected


def test_switch_left_empty_keeps_its_default(env):
    assert env("").switch("VALUE", True) is True


@pytest.mark.parametrize("value", ["oui", "yse", "2"])
def test_switch_refuses_another_word(env, value):
    with pytest.raises(ImproperlyConfigured, match=f"VALUE : « {value} »"):
        env(value).switch("VALUE", True)


def test_secret_comes_from_the_environment_first(env, tmp_path):
    file = tmp_path / "key"
    file.write_text("f" * 50)

    assert env("e" * 50).secret("VALUE", file) == "e" * 50


def test_secret_comes_from_its_file_when_the_environment_has_none(env, tmp_path):
    file = tmp_path / "key"
    file.write_text("f" * 50 + "\n")

    assert env("").secret("VALUE", file) == "f" * 50


@pytest.mark.parametrize("value", ["", "short", "x" * 49])
def test_secret_refuses_what_can_be_guessed(env, tmp_path, value):
    with pytest.raises(ImproperlyConfigured, match="50 caractères"):
        env(value).secret("VALUE", tmp_path / "missing")


@pytest.mark.parametrize(
    "value", ["exemple.fr", "https://exemple.fr/", "https://exemple.fr/chemin", "ftp://exemple.fr", ""]
)
def test_origin_refuses_what_is_not_scheme_and_host(env, value):
    with pytest.raises(ImproperlyConfigured, match="https://exemple.fr"):
        env(value).origin("VALUE", "http://127.0.0.1:8000")


def test_level_refuses_an_unknown_level(env):
    with pytest.raises(ImproperlyConfigured, match="LOUD"):
        env("loud").level("VALUE", "WARNING")


@pytest.mark.parametrize("value", ["smtp.exemple.fr", "ftp://exemple.fr", "smtp://exemple.fr:port"])
def test_mail_refuses_what_is_not_a_mail_server(env, value):
    with pytest.raises(ImproperlyConfigured, match="smtp"):
        env(value).mail("VALUE", "consolemail://")


def test_database_of_sqlite_is_relative_to_the_project(env, tmp_path):
    config = env("sqlite:///var/db.sqlite3").database("VALUE", "", tmp_path, ENGINES)

    assert config["NAME"] == tmp_path / "var" / "db.sqlite3"
    assert config["OPTIONS"] == {"timeout": 20}


def test_database_of_postgresql_keeps_the_options_of_its_address(env, tmp_path):
    config = env("postgres://u:p@h/b?sslmode=require").database("VALUE", "", tmp_path, ENGINES)

    assert config["NAME"] == "b"
    assert config["OPTIONS"] == {"pool": True, "sslmode": "require"}


@pytest.mark.parametrize("value", ["mysql://u:p@h/b", "postgres://h:port/b"])
def test_database_refuses_an_engine_that_is_not_tested(env, tmp_path, value):
    with pytest.raises(ImproperlyConfigured, match="sqlite:///chemin"):
        env(value).database("VALUE", "", tmp_path, ENGINES)


def test_tiles_come_with_the_site_they_are_on(env):
    tiles = env("https://exemple.fr:8443/plan/{z}/{x}/{y}.png").tiles("VALUE")

    assert (tiles["host"], tiles["origin"]) == ("exemple.fr:8443", "https://exemple.fr:8443")


def test_no_tiles_is_no_other_site(env):
    assert env("").tiles("VALUE") == {"url": "", "host": "", "origin": ""}


@pytest.mark.parametrize(
    "value", ["http://exemple.fr/{z}/{x}/{y}.png", "https://exemple.fr/{z}.png", "https://{s}.exemple.fr/{z}/{x}/{y}"]
)
def test_tiles_refuse_what_is_not_an_address_of_tiles(env, value):
    with pytest.raises(ImproperlyConfigured, match="VALUE"):
        env(value).tiles("VALUE")


@pytest.mark.parametrize(
    ("value", "expected"), [("10.0.0.1,10.1.0.0/16", ["10.0.0.1", "10.1.0.0/16"]), ("::1, *", ["::1", "*"])]
)
def test_proxies_are_addresses_and_networks(env, value, expected):
    assert env(value).proxies("VALUE", []) == expected


@pytest.mark.parametrize("value", ["proxy.exemple.fr", "10.0.0.1/8", "10.0.0.1:80"])
def test_proxies_refuse_what_is_no_address(env, value):
    with pytest.raises(ImproperlyConfigured, match="VALUE"):
        env(value).proxies("VALUE", [])
