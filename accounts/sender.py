"""Who sends a form or asks the API, told apart for an hour without being known."""

from django.utils import timezone
from django.utils.crypto import salted_hmac

from .address import address, network


def fingerprint(request, purpose):
    """Return what is the same all day for an address of the network, another the next day, and does not give it back.

    It is of one purpose, of the day in Paris and of the secret key: who has the key could still try every address,
    hence the hour after which it is erased.
    """
    salt = f"{purpose}.{timezone.localdate()}"
    return salted_hmac(salt, network(address(request)), algorithm="sha256").hexdigest()[:32]
