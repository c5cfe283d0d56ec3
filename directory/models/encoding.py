"""Re-encoding of uploaded images: WebP at a few widths, without any metadata."""

import secrets
import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000  # 160 MB of memory once decoded, at four bytes each
MAX_WIDTH = 1600
MAX_HEIGHT = 16383  # a WebP is no taller
WIDTHS = (480, 960)
QUALITY = 78  # WebP: no visible loss on photographs, a third of the JPEG's weight

UNREADABLE = "Ce fichier n’est pas une image JPEG, PNG ou WebP lisible."
TOO_HEAVY = "Cette image pèse plus de 5 Mo : la réduire d’abord."
TOO_LARGE = "Cette image dépasse 40 mégapixels : la réduire d’abord."


def check_image(upload):
    """Validator: refuse in the form what `variants` would refuse when the row is saved."""
    if not getattr(upload, "_committed", False):
        _read(upload)


def variants(upload):
    """The image at its full width then the smaller ones, as files to store; refuse what is not a sound image.

    Raise ValidationError, with a sentence for staff, on a format, a weight or a size that is not accepted.
    """
    image = _read(upload)
    stem = secrets.token_hex(8)
    full = _resized(image, MAX_WIDTH)
    yield _encoded(full, f"{stem}.webp")
    for width in WIDTHS:
        if width < full.width:
            yield _encoded(_resized(full, width), f"{stem}-{width}.webp")


def _read(upload):
    if upload.size > MAX_BYTES:
        raise ValidationError(TOO_HEAVY)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _decoded(upload)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(TOO_LARGE) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError(UNREADABLE) from error


def _decoded(upload):
    """The picture upright, as the camera meant it."""
    upload.seek(0)
    image = Image.open(upload, formats=FORMATS)
    if image.width * image.height > MAX_PIXELS:
        raise ValidationError(TOO_LARGE)
    image.load()
    upright = ImageOps.exif_transpose(image)
    return upright.convert("RGBA" if upright.has_transparency_data else "RGB")


def _resized(image, width):
    """A copy that is no wider, nor taller than can be encoded."""
    smaller = image.copy()
    smaller.thumbnail((width, MAX_HEIGHT))
    return smaller


def _encoded(image, name):
    out = BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=5)
    return ContentFile(out.getvalue(), name=name)
