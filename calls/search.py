"""How calls are found."""

from finding.documents import Source
from finding.kinds import register

from .filters import CallFilterSet
from .models import Round


@register
class CallSource(Source):
    """Published calls, in the state of the round that matters now: it changes with time alone."""

    name = "calls"
    label, plural = "appel", "appels"
    section = "Appels à projets"
    views = "calls:"
    filterset_class = CallFilterSet
    reached_by = {"actors.actor": ("leads", "partners"), "calls.round": ("rounds",)}

    def entries(self):
        return super().entries().with_current_state()

    def next_transition(self, now):
        return min(filter(None, [super().next_transition(now), *Round.objects.transitions(now)]))

    def passed(self, since, now):
        """Rounds are few: all of them are read again when one of them may have changed."""
        changed = any(moment <= now for moment in Round.objects.transitions(since))
        return super().passed(since, now) | ({"calls.round": {None}} if changed else {})
