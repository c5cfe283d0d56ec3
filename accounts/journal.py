"""How the lines of the journal of accesses are written."""

from django.utils.crypto import salted_hmac

from directory.models.acting import author_now

from .address import address, network
from .devices import described
from .models import Access

What = Access.What


def note(what, account=None, request=None, by=None, **told):
    """Write a line: what happened to an account, and where from when a page was asked for.

    Whoever is signed in there did it, unless it is the account itself or somebody else is told.
    """
    if request is not None:
        told |= {"address": network(address(request)), "device": described(request)}
        asking = getattr(request, "user", None)
        by = by or (asking if asking is not None and asking.is_authenticated else None)
    by = by or author_now()
    if account is not None:
        told |= {"account": account, "name": account.get_username()}
    return Access.objects.create(what=what, by=None if by == account else by, **told)


def fingerprint(name):
    """What a name that was tried is counted by, whether an account has it or not."""
    return salted_hmac("accounts.journal", name.casefold(), algorithm="sha256").hexdigest()[:32]
