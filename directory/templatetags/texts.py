"""Texts, dates, rates and addresses that come from data: `{% load texts %}`."""

from django import template
from django.utils.safestring import mark_safe

from directory import markdown as writing
from directory import web as addresses
from french import typography
from french.dates import PartialDate

register = template.Library()


@register.filter
def markdown(text):
    """{{ project.body|markdown }}: the long text of an entry."""
    return mark_safe(writing.render(text))  # noqa: S308  # cleaned by nh3


@register.filter(expects_localtime=True)
def day(date):
    """{{ thing.checked_on|day }}: « 1er octobre 2026 », of a moment its day in Paris; nothing without a date."""
    return PartialDate(f"{date:%Y-%m-%d}").display if date else ""


@register.filter
def percent(rate):
    """{{ round.max_rate|percent }}: « 60 % », « 62,5 % »."""
    return typography.percent(rate)


@register.filter
def web(url):
    """{% with url=project.website|web %}: the address if it is one of the web, nothing otherwise."""
    return addresses.web(url)


@register.filter
def host(url):
    """{{ url|host }}: « lieumultiple.org », the name of a link whose site has none."""
    return addresses.host(url)
