"""The drawings in templates: `{% load drawings %}`."""

from django import template
from django.utils.safestring import mark_safe

import drawings

register = template.Library()


def _svg(drawing):
    return mark_safe(drawing)  # noqa: S308  # made of our own classes and numbers; a label is escaped where it is drawn


@register.simple_tag
def cover(slug, metiers, width=160, height=120, wide=False):
    """{% cover project.slug project.metiers.all 640 400 wide=True %}: the cover of an entry."""
    slugs = [metier.slug for metier in metiers]
    return _svg(drawings.cover(slug, slugs, width, height, wide=wide))


@register.simple_tag
def unlit(seed, width=480, height=360):
    """{% unlit "404" %}: a tube that is not lit, for what does not exist."""
    return _svg(drawings.cover(seed, (), width, height, wide=True))


@register.simple_tag
def tube(metier, share, width=420):
    """{% tube term.slug 0.7 %}: the motif of a métier over that share of the width."""
    return _svg(drawings.tube(metier, share, width))


@register.simple_tag
def bar(segments, label="", total=None, css="fund"):
    """{% bar shares label="Région 44 %, …" %}: a stacked bar of `(class, value)`; the label says it aloud."""
    return _svg(drawings.bar(segments, label, total, css))


@register.simple_tag
def lifeline(places, now):
    """{% lifeline places lineage.place_of_now %}: the life of a call, `(start, end, rounds)` from 0 to 100."""
    return _svg(drawings.lifeline(*places, now))


@register.filter
def heat(count, top):
    """{{ n|heat:top }}: the class of a cell of the matrix."""
    return drawings.heat(count, top)
