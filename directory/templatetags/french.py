"""Template filters for French texts: `{% load french %}`."""

from django import template

from french import typography

register = template.Library()


@register.filter
def plural(n, words):
    """{{ n|plural:"projet" }}, {{ n|plural:"tiers-lieu,tiers-lieux" }}: the word alone, without the number."""
    singular, _, several = words.partition(",")
    return typography.plural(n or 0, singular, several or None)


@register.filter
def euros(amount):
    """{{ funding.amount|euros }}: « 22 000 € »; nothing when the amount is unknown."""
    return "" if amount in (None, "") else typography.euros(amount)


@register.filter
def number(n):
    """{{ territory.population|number }}: « 12 345 »; nothing when it is unknown."""
    return "" if n in (None, "") else typography.number(n)


@register.filter
def joined(items):
    """{{ names|joined }}: « a, b et c »."""
    return typography.joined(str(item) for item in items)


@register.filter
def typo(text):
    """{{ project.summary|typo }}: French typography for a text that comes from data; not for HTML."""
    return typography.typographic(str(text or ""))
