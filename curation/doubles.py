"""Entries that may be one: looked for every day, shown until somebody says that they are two, or merges them."""

from django.db.models import Exists, OuterRef

from .models import Double


def keep(model, found):
    """Store the pairs that were found of a kind, instead of those that nobody answered; return how many wait.

    `found` gives `{(identifier, identifier): (score, reason)}`. An answer about an entry that is gone goes with it.
    """
    known = Double.objects.filter(one__startswith=model.IDENTIFIER_PREFIX)
    there = [Exists(model._default_manager.filter(identifier=OuterRef(name)).order_by()) for name in ("one", "other")]
    known.filter(is_apart=False).delete()
    known.exclude(*there).delete()
    apart = set(known.values_list("one", "other"))
    told = {tuple(sorted(pair)): answer for pair, answer in found.items()}
    pairs = [
        Double(one=one, other=other, score=score, reason=reason)
        for (one, other), (score, reason) in told.items()
        if (one, other) not in apart
    ]
    Double.objects.bulk_create(pairs, batch_size=500)
    return len(pairs)
