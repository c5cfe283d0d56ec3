"""Entries that may be one: looked for every day, shown until somebody says that they are two, or merges them."""

from .models import Double


def keep(prefix, found):
    """Store the pairs that were found of a kind, instead of those that nobody answered; return how many wait.

    `found` gives `{(identifier, identifier): (score, reason)}`, `prefix` begins the identifiers of the kind.
    """
    waiting = Double.objects.filter(one__startswith=prefix, is_apart=False)
    waiting.delete()
    apart = set(Double.objects.filter(one__startswith=prefix).values_list("one", "other"))
    told = {tuple(sorted(pair)): answer for pair, answer in found.items()}
    pairs = [
        Double(one=one, other=other, score=score, reason=reason)
        for (one, other), (score, reason) in told.items()
        if (one, other) not in apart
    ]
    Double.objects.bulk_create(pairs, batch_size=500)
    return len(pairs)
