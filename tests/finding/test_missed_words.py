"""Searches that find nothing are counted by word, for staff."""

from datetime import date
from unittest.mock import patch

import pytest

from finding import models
from finding.models import MissedWord
from tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


def counted():
    return dict(MissedWord.objects.values_list("word", "times"))


def test_words_that_no_entry_holds_are_counted_each_time(client, admin_client):
    ProjectFactory(name="Fresque")

    for words in ("Fresque zorglub", "quel Zorglub ?", "quel Zorglub ?"):
        assert client.get("/recherche/", {"q": words}).status_code == 200

    assert counted() == {"zorglub": 3}
    assert "zorglub" in admin_client.get("/gestion/finding/missedword/").content.decode()


def test_words_that_no_entry_holds_together_are_all_counted(client):
    for name in ("Fresque", "Danse"):
        ProjectFactory(name=name)

    client.get("/recherche/?q=fresque+danse")

    assert counted() == {"fresque": 1, "danse": 1}


@pytest.mark.parametrize(
    "query", ["q=fresque", "q=zorglub&page=2", "q=zorglub&format=json", "q=appel+ouvert", "q=comment", "q=0612345678"]
)
def test_what_finds_is_a_filter_or_was_not_typed_is_not_counted(client, query):
    ProjectFactory(name="Fresque")

    client.get(f"/recherche/?{query}")

    assert counted() == {}


def test_robot_fills_no_more_than_a_bound_and_a_year_old_count_is_forgotten(client):
    MissedWord.objects.create(word="ancien", month=date(2020, 1, 1))

    with patch.object(models, "MOST", 2):
        for word in ("bla", "ble", "bli", "ble"):
            MissedWord.objects.count_words([word])

    assert counted() == {"bla": 1, "ble": 2}
