"""What pages of any kind show of support: `{% load support %}`."""

from django import template
from django.utils.safestring import mark_safe

from support.about import support_of
from support.explained import explain

register = template.Library()


@register.inclusion_tag("support/_of_entry.html")
def support_for(entry):
    """{% support_for entry %}: the events and the resources that concern it, if any do."""
    return {"support": support_of(entry)}


@register.simple_block_tag(end_name="endexplained")
def explained(content, entry):
    """{% explained entry %}…{% endexplained %}: words of the glossary, explained where the page first says them."""
    return mark_safe(explain(content, {entry.slug}))  # noqa: S308  # what the template made, and escaped words
