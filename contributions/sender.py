"""Who sends a form, told apart for an hour without being known."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

HOUSE = 64  # bits of an IPv6 address: what all the machines of a house have in common


def fingerprint(request):
    """Return what is the same all day for an address of the network, another the next day, and does not give it back.

    It is of the day in Paris and of the secret key: who has the key could still try every address, hence the hour
    after which it is erased.
    """
    salt = f"contributions.sender.{timezone.localdate()}"
    return salted_hmac(salt, network(address(request)), algorithm="sha256").hexdigest()[:32]


def address(request):
    """The address that a request comes from: a proxy of ours adds it at the end of a header that anybody may begin.

    What the proxy adds may be no address (« unknown »): it says nothing. Wrong passwords are counted by it, too
    (`AXES_CLIENT_IP_CALLABLE`): behind a proxy, all staff would share its own.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return told if is_address(told) and is_proxy(peer) else peer


def is_address(text):
    try:
        ip_address(text)
    except ValueError:
        return False
    return "%" not in text  # the name of a network card, which the database refuses


def is_proxy(peer):
    if "*" in settings.PROXIES or not peer:  # a socket of this machine has no address
        return True
    return any(ip_address(peer) in ip_network(proxy) for proxy in settings.PROXIES)


def network(text):
    """The address; of IPv6, the part that a machine cannot change by itself."""
    try:
        found = ip_address(text)
    except ValueError:
        return ""
    if found.version == 6 and found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((found, HOUSE), strict=False)) if found.version == 6 else str(found)
