"""What a page costs: its files too, each once and as it is sent."""

from gzip import compress

import pytest
from django.contrib.staticfiles import finders

from operations import weight

STYLE = '<link rel="stylesheet" href="/static/css/site.css">'


def cost(page):
    return weight.Cost(compress(page.encode()))


def test_file_counts_once():
    assert cost(STYLE).files == cost(STYLE * 2).files
    assert cost(STYLE).requests == 2


@pytest.mark.parametrize(
    "page",
    [
        '<a href="/static/css/site.css">',
        '<link rel="canonical" href="http://testserver/static/css/site.css">',
        '<img src="/static/../config/settings.py">',
    ],
)
def test_what_the_browser_does_not_fetch_is_no_request(page):
    assert cost(page).requests == 1


def test_all_that_is_transferred_counts(monkeypatch, tmp_path):
    (tmp_path / "light.css").write_bytes(b"x" * 90_000)
    monkeypatch.setattr(finders, "find", lambda name: tmp_path / name)

    assert cost('<link href="/static/light.css">').kilobytes == 92  # with what each answer says of itself


def test_compressed_copy_is_the_one_that_counts(monkeypatch, tmp_path):
    (tmp_path / "light.css").write_bytes(b"x" * 900)
    (tmp_path / "light.css.br").write_bytes(b"x" * 90)
    monkeypatch.setattr(finders, "find", lambda name: tmp_path / name)

    assert weight.transferred("/static/", "light.css") == 90


def test_missing_file_weighs_nothing():
    assert weight.transferred("/media/", "absent.webp") == 0


def test_drawing_is_one_element():
    assert cost('<ul><li>a<br><li><svg><g><path d=""/></g></svg><b>c</b></ul>').elements == 6
