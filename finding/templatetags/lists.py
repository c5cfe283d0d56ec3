"""What lists are made of: rows, boxes, pages: `{% load lists %}`."""

from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from directory.registry import KINDS
from finding.cards import cards
from french.typography import joined, number

register = template.Library()

BOX = '<label class="opt"><input type="checkbox" name="{}" value="{}"{}>{} <span class="n">{}</span></label>\n'
CHECKED = {True: " checked", False: ""}


@register.simple_tag
def rows(shown, template, name):
    """{% rows listing.shown "projects/_row.html" "project" %}: the entries of a page, each drawn by the template."""
    return cards.html(shown, template, name)


@register.simple_tag
def boxes(name, choices):
    """{% boxes facet.name facet.first %}: values to be ticked, each with the number of results it would give now."""
    told = ((name, escape(one.value), CHECKED[one.selected], escape(one.label), number(one.count)) for one in choices)
    return mark_safe("".join(BOX.format(*box) for box in told))  # noqa: S308  # what comes from data is escaped


@register.simple_tag(takes_context=True)
def page_links(context, page):
    """{% page_links page as links %}: 1 … 4 5 6 … 12, each with its address, but where we are and what is left out.

    `links.previous` and `links.next` are addresses too, empty at both ends.
    """
    kept = context.request.GET.copy()
    kept.pop("page", None)
    start = f"?{kept.urlencode()}&page=" if kept else "?page="
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "previous": f"{start}{page.number - 1}" if page.has_previous() else "",
        "numbers": [page_link(start, number, page.number) for number in numbers],
        "next": f"{start}{page.number + 1}" if page.has_next() else "",
    }


def page_link(start, number, current):
    if not isinstance(number, int):
        return None, ""
    return number, "" if number == current else f"{start}{number}"


@register.inclusion_tag("components/hidden_fields.html", takes_context=True)
def hidden_fields(context, *names):
    """{% hidden_fields "tri" "page" %}: the address as it is, kept by a form that asks for these."""
    parameters = context.request.GET.lists()
    return {"fields": [(name, value) for name, values in parameters if name not in names for value in values]}


@register.simple_tag
def either(chips):
    """{% either value.meant %}: « a, b ou c », each with the list that it gives."""
    links = [format_html('<a href="{}" rel="nofollow">{}</a>', chip.url, chip.label) for chip in chips]
    return mark_safe(joined(links, "ou"))  # noqa: S308  # links that are escaped, and a word of ours


@register.simple_tag
def lists():
    """{% lists as kinds %}: the kinds of entries that have a link in the menu, in its order."""
    return KINDS.in_menu()
