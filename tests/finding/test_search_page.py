"""Pages that words of a search ask for, although no entry holds them."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("Quel appel pour mon projet ?", {"/appels/trouver/"}),
        ("date limite", {"/appels/"}),
        ("prochaine échéance", {"/appels/"}),
        ("appel ouvert", {"/appels/"}),
        ("rappel", set()),
        ("date de naissance", set()),
    ],
)
def test_words_lead_to_the_pages_that_answer_them(client, words, pages):
    page = client.get("/recherche/", {"q": words}).content.decode()

    assert {url for url in ("/appels/", "/appels/trouver/") if f'class="go" href="{url}"' in page} == pages
