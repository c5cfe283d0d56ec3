"""When staff last edited an entry: what readers take for its date is never the day of an import."""

from django.apps import apps
from django.dispatch import receiver
from django.utils import timezone

from .change import written
from .entry import Entry

# What staff do to entries by hand, as `turn` is told of it; an import or a loading is none of these.
FORM, MERGE, DECISION = BY_HAND = "formulaire", "fusion", "décision"


@receiver(written, dispatch_uid="directory.date_edits")
def date_edits(sender, cause, touched, **kwargs):
    """Store the moment in the entries that a hand touched, in the transaction of its write.

    Not one by one in the forms: a grant has a form of its own, and its project is edited with it.
    """
    if cause not in BY_HAND:
        return
    for label, rows in touched.items():
        model = apps.get_model(label)
        if issubclass(model, Entry) and None not in rows:
            # a plain manager, which records nothing: the log already tells that these rows changed
            model._base_manager.filter(pk__in=rows).update(edited_at=timezone.now())
