"""No address costs out of proportion: a few that cost seconds would stop the site."""

import pytest
from django.test import Client

from tests.hostile import LONGEST, addresses
from tests.work import Work, forget

pytestmark = pytest.mark.any_engine

TIMES = 1  # addresses of each page
MOST = 4  # plain lists

# What did cost seconds: « ﷺ » is 18 letters once folded, « ation » may be taken away from « ationation… » many times.
FOUND = [
    f"/tiers-lieux/?autour={'ﷺ' * 120}&lieu={'ﷺ' * 120}",
    f"/tiers-lieux/?autour={'ﬃ' * 400}&lieu={'ﬃ' * 400}",
    f"/projets/?q={'ation' * 800}",
    f"/recherche/?q={'abcdefghij' * 99}",
    f"/recherche/?q={'+'.join('abcdefghijkl'[n:] + 'mnopqrstuvwx'[:n] for n in range(12))}",
    f"/recherche/?q={'a.' * 2000}",
    f"/projets/?{'&'.join(f'{name}=v{n}' for name in ('metier', 'annee', 'zone', 'preuve') for n in range(50))}",
]


def work(address):
    """What an address costs who is the first to ask for it."""
    forget()
    with Work() as counted:
        assert Client().get(address).status_code in (200, 404)  # no format but the page shows examples
    return counted.done


def test_no_address_costs_much_more_than_the_plain_list(content, db):
    """The promise is twenty times, in seconds; it is held in work, which can be counted: see `Work`.

    Calls are not all alike, hence a limit well below twenty. `tests/benchmarks/costs.py` measures the seconds.
    """
    asked = [*FOUND, *addresses(TIMES)]
    for address in ("/projets/", *FOUND, *addresses(1, seed="other")):
        Client().get(address)  # templates are compiled, options are read
    plain = work("/projets/?x=plain")

    costs = {address: work(address) / plain for address in asked}

    assert {address: round(cost, 1) for address, cost in costs.items() if cost > MOST} == {}


def test_addresses_are_as_long_as_the_server_reads():
    lengths = {len(address.encode()) for address in addresses(TIMES)}

    assert max(lengths) <= LONGEST
    assert max(lengths) > LONGEST - 50
