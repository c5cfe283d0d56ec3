"""Pictures for the examples, drawn from a word: tubes of light on a night background."""

import random
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1280, 860
TUBES = 9
NIGHT = (20, 22, 40)
LIGHTS = ((255, 94, 120), (255, 196, 84), (96, 214, 255), (140, 255, 170), (206, 140, 255))


def picture(word):
    """A PNG file; the same word always gives the same picture."""
    chance = random.Random(word)  # noqa: S311 no secret is drawn
    tubes = Image.new("RGB", (WIDTH, HEIGHT))
    for _ in range(TUBES):
        _draw_tube(ImageDraw.Draw(tubes), chance)
    halo = tubes.reduce(4).filter(ImageFilter.GaussianBlur(7)).resize(tubes.size)
    image = ImageChops.lighter(ImageChops.lighter(Image.new("RGB", tubes.size, NIGHT), halo), tubes)
    out = BytesIO()
    image.save(out, "PNG", compress_level=1)
    return ContentFile(out.getvalue(), name=f"{word}.png")


def _draw_tube(draw, chance):
    left, top = chance.randrange(-200, WIDTH - 100), chance.randrange(-200, HEIGHT - 100)
    size, start = chance.randrange(200, 900), chance.randrange(360)
    box, end = (left, top, left + size, top + size), start + chance.randrange(60, 300)
    draw.arc(box, start, end, fill=chance.choice(LIGHTS), width=14)
