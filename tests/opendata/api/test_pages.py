"""The pages that explain the API: all of it, in examples that work."""

from html import unescape

import pytest

from opendata.api.registry import RESOURCES
from tests.factories import MetierFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def test_page_leads_to_every_resource_and_its_first_example_answers(client):
    project = ProjectFactory(name="Son", starts="2025", metiers=[MetierFactory(name="médiation")])

    page = client.get("/donnees/api/").content.decode()

    assert all(f'href="/donnees/api/{name}/"' in page for name in RESOURCES)
    asked = unescape(page.partition("curl &quot;")[2] or page.partition('curl "')[2]).partition('"')[0]
    answer = client.get(asked.removeprefix("http://testserver")).json()
    assert answer["results"] == [{"identifier": project.identifier, "title": "Son", "year": 2025}]


@pytest.mark.parametrize("resource", RESOURCES.values(), ids=RESOURCES)
def test_page_of_a_resource_tells_its_parameters_and_its_fields(client, resource):
    page = client.get(f"/donnees/api/{resource.name}/").content.decode()

    told = [*resource.parameters, *(one.name for one in (*resource.columns, *resource.details))]
    assert [name for name in told if f'<th scope="row">{name}</th>' not in page] == []
    assert client.get("/donnees/api/rien/").status_code == 404
