"""Re-encoding of uploaded images: WebP at a few widths, in the colours of the web, without any metadata."""

import secrets
import warnings
from io import BytesIO

import numpy as np
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

register_heif_opener(thumbnails=False)

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 50_000_000  # what phones take; 200 MB of memory once decoded, at four bytes each
MAX_WIDTH = 1600
MAX_HEIGHT = 16383  # a WebP is no taller
WIDTHS = (480, 960)
QUALITY = 78  # WebP: no visible loss on photographs, a third of the JPEG's weight
SRGB = ImageCms.createProfile("sRGB")

UNREADABLE = "Ce fichier n’est pas une image JPEG, PNG, WebP ou HEIC lisible."
TOO_HEAVY = "Cette image pèse plus de 15 Mo : la réduire d’abord."
TOO_LARGE = "Cette image dépasse 50 mégapixels : la réduire d’abord."


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
    full = _in_srgb(_resized(_in_eight_bits(image), MAX_WIDTH), image.info.get("icc_profile"))
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
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, RuntimeError, EOFError) as error:
        raise ValidationError(UNREADABLE) from error


def _decoded(upload):
    """The picture upright, as the camera meant it; a JPEG no larger than it takes to fill the widths."""
    upload.seek(0)
    image = Image.open(upload, formats=FORMATS)
    if image.width * image.height > MAX_PIXELS:
        raise ValidationError(TOO_LARGE)
    image.draft(None, (MAX_WIDTH, MAX_WIDTH))
    image.load()
    return ImageOps.exif_transpose(image)


def _in_eight_bits(image):
    """Pillow clips greys of sixteen bits where it should divide them; a palette becomes its colours."""
    if image.mode.startswith("I"):
        return Image.fromarray((np.asarray(image).clip(0, 0xFFFF) >> 8).astype(np.uint8))
    return _in_rgb(image) if image.mode in ("1", "P", "PA") or image.has_transparency_data else image


def _in_rgb(image):
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _in_srgb(image, profile):
    """The colours that a profile means, as screens show those of a picture without any."""
    try:
        return _converted(image, profile) if profile else _in_rgb(image)
    except (ImageCms.PyCMSError, OSError):  # a profile that is none, or of other channels
        return _in_rgb(image)


def _converted(image, profile):
    """Transparency is no colour: it stays as it is."""
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    opaque = image.convert("RGB") if image.mode == "RGBA" else image
    converted = ImageCms.profileToProfile(opaque, source, SRGB, outputMode="RGB")
    if image.mode == "RGBA":
        converted.putalpha(image.getchannel("A"))
    return converted


def _resized(image, width):
    """A copy that is no wider, nor taller than can be encoded."""
    smaller = image.copy()
    smaller.thumbnail((width, MAX_HEIGHT))
    return smaller


def _encoded(image, name):
    out = BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=5)
    return ContentFile(out.getvalue(), name=name)
