"""Where a request comes from on the network, behind our own proxies and no other."""

from ipaddress import ip_address, ip_network

from django.conf import settings

HOUSE = 64  # bits of an IPv6 address: what all the machines of a house have in common


def address(request):
    """The address that a request comes from: a proxy of ours adds it at the end of a header that anybody may begin.

    What the proxy adds may be no address (« unknown »): it says nothing. Wrong passwords are counted by it: with the
    address of a proxy, all staff would share one.
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
