"""The files of images: each is as public as its entry.

Whatever storage holds them, readers get them here: a folder or a bucket that answered by itself would not know that an
entry was withdrawn.
"""

from django.apps import apps
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from .models import EntryImage
from .models.encoding import WIDTHS

ROUTE = r"^media/(?P<name>images/[A-Za-z0-9_-]+\.webp)$"
ASK_AGAIN = "public, no-cache"  # a cache may keep it, and asks each time whether it may still show it


@require_safe
def image(request, name):
    """Serve a file of an image of a published entry; of any other name, do not tell whether the file exists."""
    if not is_stored(name, is_published=True):
        raise Http404
    response = served(request, name)
    response.headers["Cache-Control"] = ASK_AGAIN
    return response


@require_safe
def image_for_staff(request, name):
    """Serve a file of an image of any entry: staff look at a draft before anyone may. The site of staff guards it."""
    if not is_stored(name):
        raise Http404
    return served(request, name)


def is_stored(name, **where):
    """Whether an image of some entry has a file of that name, at one of its widths: one query over all kinds."""
    originals = {name, *(name.replace(f"-{width}.webp", ".webp") for width in WIDTHS)}
    first, *others = (images(model, file__in=originals, **where) for model in image_models())
    return first.union(*others, all=True).exists()


def image_models():
    return [model for model in apps.get_models() if issubclass(model, EntryImage)]


def images(model, is_published=False, **where):
    """Return a subquery of the keys of some images of one kind of entry."""
    if is_published:
        where["entry__in"] = model.owner_kind()._default_manager.published()
    return model._base_manager.filter(**where).order_by().values("pk")


def served(request, name):
    """Return the file, or 304: a name drawn by lot never gets another content, so it is its own tag."""
    tag = f'"{name}"'
    try:
        response = get_conditional_response(request, etag=tag) or FileResponse(
            default_storage.open(name), content_type="image/webp"
        )
    except OSError:
        raise Http404 from None
    response.headers["ETag"] = tag
    return response
