"""The footer tells what the page weighs, files included, each once and as it is sent."""

import re
from gzip import decompress

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse

from config import weight

pytestmark = pytest.mark.django_db

STYLE = '<link rel="stylesheet" href="/static/css/site.css">'


@pytest.mark.parametrize("address", ["/", "/contact/", "/introuvable/"])
def test_page_tells_its_weight(client, address):
    response = client.get(address, headers={"Accept-Encoding": "gzip"})

    told = re.search(r"pèse environ (\d+)&nbsp;ko", decompress(response.content).decode())

    assert 10 < int(told[1]) < 200


def test_file_counts_once():
    once, twice = (weight.weight(STYLE.encode() * times, str(times)) for times in (1, 2))

    assert 0 < twice - once < 100


@pytest.mark.parametrize(
    "page",
    [
        '<a href="/static/css/site.css">',
        '<link rel="canonical" href="http://testserver/static/css/site.css">',
        '<img src="/static/../config/settings.py">',
        '<img src="/media/absent.webp">',
    ],
)
def test_what_the_browser_does_not_fetch_weighs_nothing(page):
    assert weight.weight(page.encode()) < 1500


def test_compressed_copy_is_the_one_that_counts(monkeypatch, tmp_path):
    (tmp_path / "light.css").write_bytes(b"x" * 900)
    (tmp_path / "light.css.br").write_bytes(b"x" * 90)
    monkeypatch.setattr(finders, "find", lambda name: tmp_path / name)

    assert weight.transferred("/static/", "light.css") == 90


def test_answer_without_a_mark_is_left_alone():
    answer = HttpResponse(STYLE)

    assert weight.page_weight(lambda request: answer)(None).content == STYLE.encode()


def test_page_that_tells_its_weight_has_the_length_it_says(client):
    response = client.get("/contact/")

    assert int(response["Content-Length"]) == len(response.content)


def test_longer_page_of_a_view_weighs_more():
    light, heavy = (b"".join(b"%d" % number for number in range(count)) for count in (1000, 9000))

    assert weight.weight(light, "view") < weight.weight(heavy, "view")
