"""How long deposited files are kept: they may name persons, and the report says what they brought."""

from ..models import Deposit


def erase_stale():
    """Erase the files that nobody touched for long, and what was planned of them; return how many."""
    stale = list(Deposit.objects.stale())
    for deposit in stale:
        deposit.file.delete(save=False)
        Deposit.objects.filter(pk=deposit.pk).update(file="", plan={})
    return len(stale)
