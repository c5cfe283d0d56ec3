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


class Explained(template.Node):
    """What is between the two tags; templates that extend its own see the blocks in it, as in no simple block tag."""

    def __init__(self, entry, nodelist):
        self.entry, self.nodelist = entry, nodelist

    def render(self, context):
        entry = self.entry.resolve(context)
        return mark_safe(explain(self.nodelist.render(context), {entry.slug}))  # noqa: S308  # made and escaped here


@register.tag
def explained(parser, token):
    """{% explained entry %}…{% endexplained %}: words of the glossary, explained where the page first says them."""
    _tag, entry = token.split_contents()
    nodelist = parser.parse(["endexplained"])
    parser.delete_first_token()
    return Explained(parser.compile_filter(entry), nodelist)
