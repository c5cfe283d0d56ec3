"""A version of each entry that a transaction touched, at its end and in it: no line of the log without a version."""

from datetime import timedelta

from django.apps import apps
from django.db.models import Exists, OuterRef
from django.dispatch import receiver
from django.utils import timezone

from ..models.acting import author_now, command_now
from ..models.change import written
from ..models.recorded import Recorded, batched
from ..models.version import LOADING, Revision, Version
from .layouts import stored
from .snapshots import snapshots

KEPT_ONCE_GONE = timedelta(days=365)  # of an entry that was deleted: somebody may want it back
CHUNK = 1000  # entries read and written together: SQLite takes some 32,000 values in a query


@receiver(written, dispatch_uid="directory.keep_versions")
def keep_versions(sender, cause, why, touched, **kwargs):
    """Store the versions of `touched`, `{label of a model: keys}`; None among the keys stands for all its rows."""
    keep(touched, cause, why)


def keep_missing():
    """Store the versions of entries that have none, or that SQL by hand changed; return how many.

    A grant without a project has its first version when it is first written.
    """
    whole = [one for one in apps.get_models() if issubclass(one, Recorded) and not (one.BELONGS_TO or one._meta.proxy)]
    return keep({one._meta.label_lower: {None} for one in whole})


def keep(touched, cause="", why=""):
    """Store the versions of `touched`, of one revision; return how many."""
    author, number = author_now(), 0
    cause = cause or ("" if author else command_now())
    revision = Revision(author_id=author and author.pk, cause=cause[:300], why=why, layout_id=stored())
    for label, keys in touched.items():
        model = apps.get_model(label)
        found = unlike_the_last(model, keys) if None in keys else read(model, sorted(keys))
        for some in batched(found, CHUNK):
            if cause == LOADING:
                forget_loaded(label, [key for key, _ in some])
            if revision.pk is None:
                revision.save()
            rows = [Version(revision=revision, kind=label, row=key, rows=rows) for key, rows in some]
            number += len(Version.objects.bulk_create(rows))
    return number


def read(model, keys):
    """Yield pairs (key, snapshot)."""
    for some in batched(keys, CHUNK):
        yield from snapshots(model, some).items()


def unlike_the_last(model, touched):
    """Yield pairs (key, snapshot) of the entries of a model that are not what their last version says."""
    versions = Version.objects.filter(kind=model._meta.label_lower)
    keys = {*versions.values_list("row", flat=True), *model._base_manager.values_list("pk", flat=True)}
    for some in batched(sorted(keys), CHUNK):
        last = dict(versions.filter(row__in=some).newest().values_list("row", "rows"))
        for key, rows in snapshots(model, some).items():
            if key in touched or last.get(key) != rows:
                yield key, rows


def forget_loaded(label, keys):
    """Delete the last versions of entries that a loading kept, and that another loading is about to follow.

    Those that something else followed stay: they tell what it changed.
    """
    gone = Version.objects.filter(kind=label, row__in=keys).newest().filter(revision__cause=LOADING)
    emptied = {*gone.values_list("revision", flat=True)}
    Version.objects.filter(pk__in=[*gone.values_list("pk", flat=True)]).delete()
    held = Exists(Version.objects.filter(revision=OuterRef("pk")))
    Revision.objects.filter(pk__in=emptied).exclude(held).delete()


def forget_gone():
    """Delete the versions of entries that were deleted more than a year ago; return how many went."""
    number = 0
    for label in Version.objects.order_by().values_list("kind", flat=True).distinct():
        there = apps.get_model(label)._base_manager.values("pk")
        gone = Version.objects.filter(kind=label).exclude(row__in=there)
        recent = gone.filter(revision__at__gt=timezone.now() - KEPT_ONCE_GONE).values("row")
        number += gone.exclude(row__in=recent).delete()[0]
    Revision.objects.exclude(Exists(Version.objects.filter(revision=OuterRef("pk")))).delete()
    return number
