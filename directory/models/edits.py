"""When an entry was last written, and last edited by staff: its date for readers is never the day of an import."""

from django.apps import apps
from django.dispatch import receiver
from django.utils import timezone

from .change import MANY, written
from .entry import Entry
from .recorded import batched

# What staff do to entries by hand, as `turn` is told of it; an import or a loading is none of these.
FORM, ACTION, MERGE, DECISION, RESTORATION = BY_HAND = (
    "formulaire",
    "action sur plusieurs fiches",
    "fusion",
    "décision",
    "retour à une version",
)


@receiver(written, dispatch_uid="directory.date_edits")
def date_edits(sender, cause, touched, began, **kwargs):
    """Store the moment in the entries that a write touched, in its transaction: of any write, and of that of a hand.

    Not one by one in the forms: a grant has a form of its own, and its project is edited with it.
    """
    for label, rows in touched.items():
        model = apps.get_model(label)
        if not issubclass(model, Entry):
            continue
        for some in batched(rows - {None}, MANY):
            # a plain manager, which records nothing: the log already tells that these rows changed
            entries = model._base_manager.filter(pk__in=some)
            entries.filter(updated_at__lt=began).update(updated_at=timezone.now())  # those that it did not save itself
            if cause in BY_HAND:
                entries.update(edited_at=timezone.now())
