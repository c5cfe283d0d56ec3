"""What pages say to programs: `{% load opendata %}`."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from ..linked import linked_data as told_of

register = template.Library()
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


@register.simple_tag
def linked_data(entry):
    """{% linked_data entry %}: the data of an entry, read with `for_detail`, in the head of its page."""
    text = json.dumps(told_of(entry), ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
