"""The name of the program that makes the pages."""

import pytest

from config.release import release, sources, told_by_settings


@pytest.fixture
def folder(tmp_path, settings):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    (tmp_path / "page.html").write_text("avant")
    return tmp_path


def test_release_is_the_same_for_every_process(folder):
    assert release.__wrapped__() == release.__wrapped__()


def test_release_is_the_same_wherever_the_site_is_installed(settings):
    assert str(settings.REGION["data"]).startswith(str(settings.BASE_DIR))

    told = told_by_settings()

    assert str(settings.BASE_DIR) not in told


@pytest.mark.parametrize(
    "module", ["engine/analysis.py", "french/typography.py", "projects/kind.py", "config/urls.py"]
)
def test_release_is_told_by_the_code_of_every_package(settings, module):
    """What knows no Django is no app, and makes pages all the same."""
    assert settings.BASE_DIR / module in sources()


def test_release_changes_with_a_template(folder):
    before = release.__wrapped__()

    (folder / "page.html").write_text("après")

    assert release.__wrapped__() != before


def test_release_changes_with_what_the_settings_tell(folder, settings):
    before = release.__wrapped__()

    settings.SITE_NAME = "Un autre site"

    assert release.__wrapped__() != before


def test_release_tells_nothing_of_secrets(settings):
    settings.SECRET_KEY = "clé-très-secrète"
    settings.EMAIL_HOST_PASSWORD = "mot-de-passe-du-courriel"  # noqa: S105

    told = told_by_settings()

    assert not [word for word in ("clé-très", "du-courriel", "DATABASES") if word in told]
