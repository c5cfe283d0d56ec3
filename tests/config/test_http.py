"""What a reader sends over the network never changes what another one gets."""

from gzip import decompress

import pytest

from tests.config.served import Site
from tests.factories import ActorFactory, ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)

ODD = [
    {"SCRIPT_NAME": "/projets"},
    {"SCRIPT_NAME": "/ailleurs"},
    {"Script-Name": "/projets"},
    {"X-Script-Name": "/projets"},
    {"HTTP_SCRIPT_NAME": "/projets"},
    {"PATH_INFO": "/acteurs/"},
    {"X-Forwarded-Prefix": "/projets"},
    {"X-Forwarded-Path": "/acteurs/"},
    {"X-Original-URL": "/acteurs/"},
    {"X-Rewrite-URL": "/acteurs/"},
    {"X-Forwarded-Host": "ailleurs.test", "X-Host": "ailleurs.test"},
    {"Forwarded": "host=ailleurs.test;proto=https"},
    {"X-Forwarded-Ssl": "on"},
    {"X-Forwarded-Protocol": "ssl"},
    {"X-Forwarded-Proto": "https"},
    {"X-Forwarded-Proto": "http", "X-Forwarded-Ssl": "on"},
    {"X-HTTP-Method-Override": "DELETE"},
    {"X-Requested-With": "XMLHttpRequest"},
    {"Accept": "application/json"},
    {"Accept-Language": "en"},
    {"Accept-Encoding": "gzip"},
    {"Authorization": "Basic YTpi"},
    {"Cookie": "sessionid=abc; csrftoken=abc; messages=abc; django_language=en"},
    {"Range": "bytes=0-9", "If-Range": "abc"},
    {"If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT"},
    {"If-Match": '"abc"'},
    {"Host": "TESTSERVER:81"},
    {"Host": "ailleurs.test"},
]


@pytest.fixture
def site(tmp_path, settings):
    settings.INDEX_ROOT = tmp_path / "index"
    ProjectFactory(name="Fresque")
    ActorFactory(name="La Fabrique")
    served = Site(tmp_path)
    yield served
    served.stop()


def test_odd_header_leaves_nothing_to_other_readers(site, client):
    addresses = [f"/projets/?v={number}" for number in range(len(ODD))]
    addresses += [f"{address}&format=json" for address in addresses]

    odd = [site.ask(address, **headers) for address, headers in zip(addresses, ODD * 2, strict=True)]
    heads = [site.ask(address, "HEAD", **headers) for address, headers in zip(addresses, ODD * 2, strict=True)]
    plain = [site.ask(address) for address in addresses]

    ours = [200 if headers.get("Host") != "ailleurs.test" else 400 for headers in ODD * 2]
    assert [status for status, _headers, _body in odd] == [status for status, _headers, _body in heads] == ours
    assert [body for _status, _headers, body in plain] == [client.get(one).content for one in addresses]


def test_tag_holds_the_representation(site):
    plain, packed = site.ask("/projets/"), site.ask("/projets/", **{"Accept-Encoding": "gzip"})
    known = {"If-None-Match": plain[1]["ETag"]}

    def status(path, method="GET", **headers):
        return site.ask(path, method, **known | headers)[0]

    assert (status("/projets/"), status("/projets/", "HEAD")) == (304, 304)
    assert (status("/acteurs/"), status("/projets/?v=1"), status("/introuvable/")) == (200, 200, 404)
    assert status("/projets/", **{"Accept-Encoding": "gzip"}) == 200
    assert status("/projets/", **{"X-Forwarded-Proto": "https"}) == 200
    assert site.ask("/projets/", "HEAD")[1]["ETag"] == plain[1]["ETag"] != packed[1]["ETag"]
    assert decompress(packed[2]) == plain[2]
