"""Whose site an address is on, and what a link to it is called."""

from types import SimpleNamespace

import pytest

from directory.web import page_label

REGION = SimpleNamespace(sites=["https://www.nouvelle-aquitaine.fr", "https://culture-nouvelle-aquitaine.fr/magazine"])


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://nouvelle-aquitaine.fr/appels", "Page officielle"),
        ("http://les-aides.nouvelle-aquitaine.fr/fiche/1", "Page officielle"),
        ("https://www.culture-nouvelle-aquitaine.fr/numerique", "Page officielle"),
        ("https://fausse-nouvelle-aquitaine.fr/", "Source : fausse-nouvelle-aquitaine.fr"),
        ("https://nouvelle-aquitaine.fr.exemple.org/", "Source : nouvelle-aquitaine.fr.exemple.org"),
        ("javascript://nouvelle-aquitaine.fr/%0aalert(1)", "Source : nouvelle-aquitaine.fr"),
    ],
)
def test_a_page_is_official_on_the_own_site_of_the_body_alone(url, label):
    assert page_label(url, [REGION]).replace("\u00a0", " ") == label


def test_a_source_is_called_by_its_name():
    assert page_label("https://presse.exemple/x", [REGION], "La Gazette") == "Source\u00a0: La Gazette"


@pytest.mark.parametrize(
    ("url", "is_own"), [("https://facebook.com/lieu/posts/1", True), ("https://facebook.com/autre", False)]
)
def test_a_site_where_everybody_has_pages_is_nobodys_own(url, is_own):
    lieu = SimpleNamespace(sites=["https://facebook.com/lieu"])

    assert (page_label(url, [lieu]) == "Page officielle") is is_own
