"""Who sends is told apart, and not known."""

from datetime import UTC, datetime

import pytest

from accounts.sender import address, fingerprint


@pytest.fixture
def asked(rf):
    """A request from an address, by a proxy or not."""

    def request(peer, forwarded=None):
        told = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
        return rf.get("/contact/", REMOTE_ADDR=peer, **told)

    return request


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("192.0.2.1", None, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.9", "192.0.2.1"),  # not a proxy of ours: it may say anything
        ("127.0.0.1", "198.51.100.9", "198.51.100.9"),
        ("127.0.0.1", "203.0.113.5, 198.51.100.9", "198.51.100.9"),
        ("::1", "2001:db8::1", "2001:db8::1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "fe80::1%eth0", "127.0.0.1"),
        ("", "198.51.100.9", "198.51.100.9"),
    ],
)
def test_proxy_of_ours_is_believed_and_nobody_else(asked, peer, forwarded, expected):
    assert address(asked(peer, forwarded)) == expected


def test_network_of_proxies_is_believed(asked, settings):
    settings.PROXIES = ["10.0.0.0/8"]

    assert address(asked("10.1.2.3", "198.51.100.9")) == "198.51.100.9"
    assert address(asked("127.0.0.1", "198.51.100.9")) == "127.0.0.1"


def test_every_proxy_is_believed_when_it_is_so_set(asked, settings):
    settings.PROXIES = ["*"]

    assert address(asked("192.0.2.1", "198.51.100.9")) == "198.51.100.9"


@pytest.mark.parametrize(
    ("one", "other", "are_the_same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),  # machines of one house
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("nonsense", "unknown", True),
    ],
)
def test_fingerprint_tells_addresses_apart(asked, one, other, are_the_same):
    assert (fingerprint(asked(one), "any") == fingerprint(asked(other), "any")) is are_the_same


def test_fingerprint_changes_each_day_and_with_the_secret(asked, monkeypatch, settings):
    prints = set()
    for day, secret in ((2, "a"), (3, "a"), (3, "b")):
        monkeypatch.setattr("django.utils.timezone.now", lambda day=day: datetime(2026, 3, day, 8, tzinfo=UTC))
        settings.SECRET_KEY = secret * 50
        prints.add(fingerprint(asked("192.0.2.1"), "any"))

    assert len(prints) == 3
    assert not any("192" in one for one in prints)
