"""The page of the columns of files."""

import pytest

from directory.registry import KINDS
from tests.factories import factory_of

pytestmark = pytest.mark.django_db

SEARCHED = KINDS.searched()


@pytest.mark.parametrize("kind", SEARCHED.values(), ids=SEARCHED)
def test_each_list_leads_to_its_columns(client, kind):
    factory_of(kind.name)()

    page = client.get(f"{kind.list_url}?tri=titre").content.decode()
    told = client.get(kind.columns_url)

    assert f'href="{kind.columns_url}"' in page
    assert told.context["kind"] is kind
    assert told.content.decode().count('<th scope="row"><code>') == len(kind.columns)
    assert ("GeoJSON" in told.context["files"]) == bool(kind.points)


def test_address_of_all_leads_to_the_first(client):
    assert client.get("/donnees/colonnes/", follow=True).context["kind"] in SEARCHED.values()


def test_list_that_does_not_exist_has_no_columns(client):
    assert client.get("/donnees/colonnes/gestion/").status_code == 404
