"""The calls that are open, on the page of anything: `{% load calls %}`."""

from django import template

from calls.models import Round

register = template.Library()

SHOWN = 3


@register.inclusion_tag("calls/_open_rounds.html")
def open_rounds():
    """{% open_rounds %}: what one may apply to today, the nearest deadline first; what opens next when nothing is."""
    known = Round.objects.published().real().select_related("call")
    open_now = list(known.open().order_by_deadline()[:SHOWN])
    return {"rounds": open_now or list(known.upcoming().order_by("opens_at", "key")[:SHOWN]), "any_open": open_now}
