"""A round is no more public than its call."""

import pytest

from calls.models import Round
from tests.factories import CallFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("trait", ["draft", "scheduled", "withdrawn"])
def test_round_of_a_call_that_is_not_public_is_not_public(client, trait):
    edition = RoundFactory(call=CallFactory(**{trait: True}))

    assert not Round.objects.published().exists()
    assert not edition.is_published
    assert client.get(edition.get_absolute_url()).status_code != 200
