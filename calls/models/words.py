"""What lists and pages say of a call or of a round in a few words: by whom, until when."""

from django.urls import reverse

from directory.web import page_label
from finding.formats.appointments import DAY
from french.typography import NBSP, plural


def name_of_source(entry):
    """Return whose the page of a call or a round is, when it is the source of the entry too."""
    return entry.source_name if entry.source_url == entry.website else ""


class CallInWords:
    """Made from the rows that `for_listing` and `for_detail` read beside a call."""

    @property
    def bodies(self):
        """Those who decide, on whose sites official pages are."""
        return [*self.told_of("leads"), *self.told_of("partners")]

    @property
    def page(self):
        """What the link to its page is called."""
        return page_label(self.website, self.bodies, name_of_source(self))

    @property
    def past(self):
        """« 12 projets aidés ; 3 éditions connues, la dernière en 2025 »."""
        helped, known = self.helped_count, len(self.public_rounds)
        told = [f"{helped} {plural(helped, 'projet aidé', 'projets aidés')}"] if helped else []
        rounds = f"{known} {plural(known, 'édition connue', 'éditions connues')}"
        told.append(f"{rounds}, la dernière en {self.last_year}" if self.last_year else rounds)
        return f"{NBSP}; ".join(told)


class RoundInWords:
    """Made from the dates of a round and from its state."""

    @property
    def page(self):
        """What the link to its page is called."""
        return page_label(self.website, self.call.bodies, name_of_source(self))

    @property
    def calendar_url(self):
        """Where its deadline is for a calendar, which holds days; an invented one has none."""
        has_day = len(self.closes_at) >= DAY and not self.is_example
        return reverse("calls:round-calendar", args=[self.slug]) if has_day else ""

    @property
    def next_date(self):
        """What who would apply must know: « clôture : 3 mai 2026 », « toute l’année », « ouverture : 2027 »."""
        if self.is_open and self.closes_at:
            return f"clôture{NBSP}: {self.closes_at.display}"
        if self.open_ended:
            return "toute l’année"
        return f"ouverture{NBSP}: {self.opens_at.display}" if self.opens_at else ""

    @property
    def last_day(self):
        """When it closes, in a cell: a date, « toute l’année », or that it is not known."""
        return "toute l’année" if self.open_ended else self.closes_at.display or "date non retrouvée"
