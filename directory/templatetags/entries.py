"""Names of entries in a sentence, as links when they may be: `{% load entries %}`."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from french.typography import typographic

from .texts import web

register = template.Library()


@register.simple_tag
def entry_link(entry):
    """{% entry_link actor %}: a link when anyone may read its page, else the name alone, neutral if it is masked."""
    title = typographic(entry.title)
    return format_html('<a href="{}">{}</a>', entry.get_absolute_url(), title) if entry.is_published else title


@register.simple_tag
def entry_links(entries):
    """{% entry_links call.leads.all %}: « a, b et c »."""
    *first, last = [(entry_link(entry),) for entry in entries] or [("",)]
    return format_html("{}{}{}", format_html_join(", ", "{}", first), mark_safe(" et ") if first else "", *last)


@register.simple_tag
def entry_names(entries, otherwise=""):
    """{% entry_names project.funders "à préciser" %}: « a, b », in a line of a list or a cell; else what is said."""
    return format_html_join(", ", "{}", ((entry_link(entry),) for entry in entries)) or otherwise


@register.filter
def told_of(entry, relation):
    """{% for lead in call|told_of:"leads" %}: the entries that it names, and that its page may tell."""
    return entry.told_of(relation)


@register.simple_tag
def web_link(url, label):
    """{% web_link thing.url thing.name %}: a link to another site, the label alone when it is no web address."""
    label = typographic(label)
    return format_html('<a href="{}" rel="external">{}</a>', url, label) if web(url) else label
