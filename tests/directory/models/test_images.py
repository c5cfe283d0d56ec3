from io import BytesIO
from struct import pack

import numpy as np
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from directory.models import encoding as images
from directory.models.encoding import TOO_HEAVY, TOO_LARGE, UNREADABLE, check_image, variants
from tests.factories import ProjectFactory, ProjectImageFactory

ORIENTATION, GPS = 0x0112, 0x8825
RED, BLUE = (255, 0, 0), (0, 0, 255)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


def encoded(image, form="JPEG", **options):
    content = BytesIO()
    image.save(content, form, **options)
    return content.getvalue()


def picture(width=12, height=8, form="JPEG", mode="RGB", **options):
    return encoded(Image.new(mode, (width, height)), form, **options)


def upload(content, name="photo.jpg"):
    return SimpleUploadedFile(name, content)


def stored(content):
    """The images that would be stored for a file."""
    return [Image.open(file) for file in variants(upload(content))]


def taken_sideways():
    """A picture red above and blue below, which the camera saw lying on its side, and whose place it noted."""
    scene = Image.new("RGB", (80, 40), BLUE)
    scene.paste(RED, (0, 0, 40, 40))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[GPS] = {1: "N", 2: (45.0, 38.0, 55.0), 3: "E", 4: (0.0, 9.0, 23.0)}
    return encoded(scene, quality=95, exif=exif, comment=b"Camille Exemple", icc_profile=b"profile")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_accepted_formats_become_webp(form):
    [image] = stored(picture(form=form))

    assert (image.format, image.size) == ("WEBP", (12, 8))


@pytest.mark.parametrize(
    ("width", "widths"), [(480, [480]), (481, [481, 480]), (1200, [1200, 480, 960]), (2000, [1600, 480, 960])]
)
def test_widths_are_bounded_and_never_enlarged(width, widths):
    assert [image.width for image in stored(picture(width, 10))] == widths


def test_proportions_are_kept():
    assert [image.size for image in stored(picture(2400, 1200))] == [(1600, 800), (480, 240), (960, 480)]


@pytest.mark.parametrize("size", [(100, 20_000), (1600, 20_000), (20_000, 4)])
def test_long_image_is_brought_to_what_can_be_encoded(size):
    full, *_ = stored(picture(*size, form="PNG", mode="1"))

    assert full.width <= 1600
    assert full.height <= 16_383


def test_metadata_are_dropped():
    [image] = stored(taken_sideways())

    assert dict(image.getexif()) == {}
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)


def test_nothing_of_the_metadata_remains_in_the_bytes():
    [file] = variants(upload(taken_sideways()))
    content = file.read()

    assert all(trace not in content for trace in (b"EXIF", b"Exif", b"ICCP", b"XMP", b"Camille"))


def test_orientation_is_applied():
    [image] = stored(taken_sideways())

    assert image.size == (40, 80)
    above, below = image.getpixel((20, 10)), image.getpixel((20, 70))
    assert above[0] > 200 > above[2]
    assert below[2] > 200 > below[0]


@pytest.mark.parametrize(("mode", "transparent"), [("RGBA", True), ("LA", True), ("RGB", False), ("L", False)])
def test_transparency_is_kept_where_there_is_some(mode, transparent):
    [image] = stored(picture(form="PNG", mode=mode))

    assert (image.mode == "RGBA") is transparent


@pytest.mark.parametrize("mode", ["CMYK", "YCbCr", "L"])
def test_colours_of_printers_are_read(mode):
    [image] = stored(picture(mode=mode))

    assert image.mode == "RGB"


# The primaries of Display P3, in a profile of 524 bytes written by hand: those of phones differ in their name only.
P3 = {
    "desc": b"mluc\0\0\0\0\0\0\0\1\0\0\0\x0cfrFR\0\0\0\4\0\0\0\x1c\0P\x003",
    "wtpt": (0.9642, 1.0, 0.8249),
    "rXYZ": (0.5151, 0.2412, -0.0011),
    "gXYZ": (0.2920, 0.6922, 0.0419),
    "bXYZ": (0.1571, 0.0666, 0.7841),
}


def profile_of(tags):
    """A display profile: a gamma of 2.2, and the tags given, as ICC.1 lays them out."""
    bodies = {"cprt": tags["desc"]}
    for name, value in tags.items():
        bodies[name] = value if isinstance(value, bytes) else b"XYZ \0\0\0\0" + fixed(*value)
    bodies |= dict.fromkeys(["rTRC", "gTRC", "bTRC"], b"curv\0\0\0\0\0\0\0\1\x02\x33\0\0")
    table, content, start = [], b"", 128 + 4 + 12 * len(bodies)
    for name, body in bodies.items():
        table.append(name.encode() + pack(">II", start + len(content), len(body)))
        content += body
    size = start + len(content)
    header = pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x04000000, b"mntr", b"RGB ", b"XYZ ") + bytes(12) + b"acsp"
    header = header.ljust(68, b"\0") + fixed(0.9642, 1.0, 0.8249)
    return header.ljust(128, b"\0") + pack(">I", len(bodies)) + b"".join(table) + content


def fixed(*numbers):
    return b"".join(pack(">i", round(number * 65536)) for number in numbers)


def steps(count, most):
    """A ramp from black to white, wide enough for its ends to be flat once encoded."""
    return np.repeat(np.linspace(0, most, count).astype(np.uint16), 16)[None].repeat(16, axis=0)


@pytest.mark.parametrize("most", [0xFFFF, 0x7FFF])
def test_greys_of_sixteen_bits_keep_their_tones(most):
    [image] = stored(encoded(Image.fromarray(steps(5, most)), "PNG"))

    tones = [image.getpixel((16 * step + 8, 8))[0] for step in range(5)]

    assert tones == pytest.approx([tone >> 8 for tone in np.linspace(0, most, 5).astype(int)], abs=4)


@pytest.mark.parametrize(
    ("form", "mode", "colour"),
    [("PNG", "RGB", (120, 200, 120)), ("PNG", "RGBA", (120, 200, 120, 90)), ("HEIF", "RGB", (120, 200, 120))],
)
def test_wide_gamut_becomes_what_screens_show(form, mode, colour):
    """A green of Display P3 is more vivid than the same numbers in sRGB: brought there, it has less red and blue."""
    wide = encoded(Image.new(mode, (16, 16), colour), form, icc_profile=profile_of(P3))

    [image] = stored(wide)

    red, green, blue, *alpha = image.getpixel((8, 8))
    assert (red, green, blue) == pytest.approx((85, 203, 110), abs=12)
    assert alpha == [*colour[3:]]


def test_profile_of_greys_is_no_trouble():
    [image] = stored(picture(form="PNG", mode="L", icc_profile=profile_of(P3)))

    assert image.getpixel((2, 2)) == (0, 0, 0)


def test_photograph_of_fifty_megapixels_is_decoded_small():
    photograph = upload(picture(8000, 6000))

    assert check_image(photograph) is None
    assert images._read(photograph).size == (4000, 3000)


def broken_exif():
    return picture(form="PNG", exif=b"Exif\0\0nonsense that is no TIFF header")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ceci n'est pas une image",
        SVG,
        picture(form="GIF"),
        picture(form="BMP"),
        picture(form="TIFF"),
        picture(form="PDF"),
        picture(200, 200)[:-80],
        picture(200, 200, form="PNG")[:-60],
        picture(200, 200, form="WEBP")[:-10],
        picture(200, 200, form="HEIF")[:-60],
        broken_exif(),
    ],
    ids=[
        "empty",
        "text",
        "svg",
        "gif",
        "bmp",
        "tiff",
        "pdf",
        "jpeg cut",
        "png cut",
        "webp cut",
        "heic cut",
        "broken exif",
    ],
)
def test_unsound_file_is_refused(content):
    with pytest.raises(ValidationError) as refusal:
        list(variants(upload(content)))

    assert refusal.value.messages == [UNREADABLE]


def test_name_and_declared_type_are_not_believed():
    disguised = SimpleUploadedFile("photo.jpg", SVG, content_type="image/jpeg")

    with pytest.raises(ValidationError, match="n’est pas une image"):
        check_image(disguised)


def test_heavy_file_is_refused_before_it_is_read():
    with pytest.raises(ValidationError) as refusal:
        check_image(upload(b"\0" * (15 * 1024 * 1024 + 1)))

    assert refusal.value.messages == [TOO_HEAVY]


@pytest.mark.parametrize("size", [(8000, 6251), (16_000, 12_000)])
def test_image_of_too_many_pixels_is_refused(size):
    with pytest.raises(ValidationError) as refusal:
        check_image(upload(picture(*size, form="PNG", mode="1")))

    assert refusal.value.messages == [TOO_LARGE]


def test_limits_are_those_that_staff_are_told():
    sentences = f"{TOO_HEAVY} {TOO_LARGE}"

    assert f"{images.MAX_BYTES // 1024**2} Mo" in sentences
    assert f"{images.MAX_PIXELS // 10**6} mégapixels" in sentences


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "images"


@pytest.mark.django_db
def test_saved_image_is_stored_at_its_widths(media):
    image = ProjectImageFactory(file=upload(picture(1000, 500), "Photo de Camille.jpg"))

    stem = image.file.name.removeprefix("images/").removesuffix(".webp")
    assert sorted(path.name for path in media.iterdir()) == [f"{stem}-480.webp", f"{stem}-960.webp", f"{stem}.webp"]
    assert (image.width, image.height) == (1000, 500)
    assert "Camille" not in stem


@pytest.mark.django_db
def test_srcset_names_the_widths_that_exist(media):
    image = ProjectImageFactory(file=upload(picture(700, 500)))

    smaller, full = image.srcset.split(", ")

    assert smaller == f"{image.url.removesuffix('.webp')}-480.webp 480w"
    assert full == f"{image.url} 700w"


@pytest.mark.django_db
def test_image_saved_again_is_not_encoded_again(media):
    image = ProjectImageFactory()
    name = image.file.name

    image.alt = "Un autre texte"
    image.save()

    assert image.file.name == name
    assert [path.name for path in media.iterdir()] == [name.removeprefix("images/")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "message"), [(SVG, UNREADABLE), (picture(8000, 6251, form="PNG", mode="1"), TOO_LARGE)]
)
def test_staff_are_told_why_an_image_is_refused(content, message):
    image = ProjectImageFactory.build(entry=ProjectFactory(), file=upload(content))

    with pytest.raises(ValidationError) as refusal:
        image.full_clean()

    assert message in refusal.value.message_dict["file"]


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["alt", "credit"])
def test_image_needs_a_text_and_a_credit(field):
    image = ProjectImageFactory.build(entry=ProjectFactory(), **{field: ""})

    with pytest.raises(ValidationError) as refusal:
        image.full_clean()

    assert list(refusal.value.message_dict) == [field]
