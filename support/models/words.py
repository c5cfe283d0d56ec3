"""What lists and pages say of an event or of a resource in a few words: when, where, by whom."""

from django.urls import reverse

from finding.formats.appointments import DAY
from french import periods
from french.typography import NBSP, plural, typographic


class EventInWords:
    """Made from the dates of an event and from where it is."""

    @property
    def when(self):
        """« du 3 au 5 octobre 2024 »."""
        return periods.period(self.starts, self.ends) or "Date non précisée"

    @property
    def numeral(self):
        """What an agenda writes in large, and beside it in small."""
        return periods.numeral(self.starts, self.ends) if self.starts else ("", "")

    @property
    def day_and_hours(self):
        """What the numeral does not say: « jeudi, de 14 h à 15 h 30 »."""
        is_one_day = not self.ends or self.ends[:10] == self.starts[:10]
        day = periods.weekday(self.starts) if is_one_day else ""
        return ", ".join(filter(None, (day, periods.hours_of(self.starts, self.ends))))

    @property
    def place_name(self):
        """The commune or the tiers-lieu, told from its homonyms, else a town of elsewhere."""
        return self.shown_territory.full_name if self.shown_territory else self.town

    @property
    def where(self):
        """« TAP, Poitiers (Vienne) », « En ligne », « Limoges (Haute-Vienne) et en ligne »; nothing when unknown."""
        place = typographic(", ".join(filter(None, (self.venue, self.place_name))))
        if self.format == self.Format.ONLINE:
            return "En ligne"
        return f"{place} et en ligne" if place and self.format == self.Format.BOTH else place

    @property
    def change(self):
        """What happened to what was announced: « annulé », « reporté, annoncé d’abord pour mai 2026 »."""
        if self.is_cancelled or not self.postponed_from:
            return "annulé" if self.is_cancelled else ""
        moved = "avancé" if self.starts < self.postponed_from[: len(self.starts)] else "reporté"
        return f"{moved}, annoncé d’abord pour {self.postponed_from.definite}"

    @property
    def is_word(self):
        """Whether its numeral is none: a month, a year, nothing at all."""
        return len(self.starts) < DAY

    @property
    def left_told(self):
        """What a past event left, in a list: « Il en reste : un récit, 2 ressources »; nothing when none is known."""
        count = len(self.told_of("resources"))
        left = ["un récit"] if self.outcome else []
        left += [f"{count} {plural(count, 'ressource')}"] if count else []
        return f"Il en reste{NBSP}: {', '.join(left)}" if left and self.is_past else ""

    @property
    def may_register(self):
        return not self.is_past and not self.is_cancelled

    @property
    def calendar_url(self):
        """Where it is for a calendar, which holds days; an invented one, or one that is over, is in none."""
        has_day = len(self.starts) >= DAY and not self.is_example
        return reverse("support:event-calendar", args=[self.slug]) if has_day and self.may_register else ""

    @property
    def tone(self):
        """The shape beside its state (`components/status.html`)."""
        if self.is_cancelled:
            return "moved"
        return {self.Phase.COMING: "soon", self.Phase.PAST: "archived"}.get(self.phase, "")


class ResourceInWords:
    """Made from what is beside a resource."""

    @property
    def by(self):
        """Its authors in a line: those that have an entry, under their public names, then the others."""
        names = [actor.title for actor in self.told_of("authors")]
        return typographic(", ".join(filter(None, (*names, self.other_authors))))

    @property
    def caption(self):
        """« Région Nouvelle-Aquitaine · 2022 · pour les archivistes »."""
        return " · ".join(filter(None, (self.by, str(self.year or ""), typographic(self.audience))))

    @property
    def price(self):
        return {True: "gratuit", False: "payant"}.get(self.is_free, "")

    @property
    def file_told(self):
        """What one gets, before any link to it: « PDF, 40 pages, 2,4 Mo »."""
        return typographic(", ".join(filter(None, (self.file_format, self.weight, self.duration))))

    @property
    def offer(self):
        """How one gets it, in a list: « gratuit, PDF, 2,4 Mo, CC BY »."""
        return ", ".join(filter(None, (self.price, self.file_told, typographic(self.licence))))
