"""What lists and pages say of a project in a few words: who, where, when, with which money."""

from french.typography import euros, plural, typographic


class InWords:
    """Made from the rows that `for_listing` and `for_detail` read beside a project."""

    @property
    def place_names(self):
        """« Pau (Pyrénées-Atlantiques), Guéret (Creuse) »; nothing when no place is known."""
        return ", ".join(place.shown.full_name for place in self.shown_places)

    @property
    def where(self):
        """What follows those who carry it, under its name in a list: « Bordeaux (Gironde) · à 12 km »."""
        return " · ".join(filter(None, (self.place_names, self.far)))

    @property
    def where_when(self):
        """What follows those who carry it, under its name on the home page: « Bordeaux (Gironde), 2024 »."""
        where = [typographic(place.shown.full_name) for place in self.shown_places[:1]]
        return ", ".join(where + ([str(self.year_of)] if self.year_of else []))

    @property
    def other_places(self):
        """« 2 autres lieux »: those beside the main one."""
        others = len(self.shown_places) - 1
        return f"{others} {plural(others, 'autre lieu', 'autres lieux')}" if others > 0 else ""

    @property
    def tells_places(self):
        """Whether there is more to say of where than the one place in the head of its page: others, a note, a seat."""
        places, seats = self.shown_places, [actor.seat for actor in self.holders if actor.seat and not actor.is_masked]
        seen = [place.shown for place in places]
        return len(places) > 1 or any(place.note for place in places) or any(seat not in seen for seat in seats)

    @property
    def call_and_year(self):
        """« Cultures connectées · 2024 », as far as they are known."""
        calls = ", ".join(typographic(call.name) for call in self.calls)
        return " · ".join(filter(None, (calls, str(self.year_of or ""))))

    @property
    def stage_source(self):
        """What is told beside the state when nobody filled it: « d’après ses dates »."""
        return "" if self.stage else "d’après ses dates"

    @property
    def aid(self):
        """The public money in a cell: an amount, or why there is none. Unknown is not zero."""
        if self.public_amount is not None:
            return euros(self.public_amount)
        if self.evidence == self.Evidence.NONE:
            return "à préciser" if self.tells_figures else "non établie"
        return f"{self.unknown_amount}e"

    @property
    def unestablished_aid(self):
        """What a list says where no public money is established: the words of the source may tell a sum."""
        return "Financement à préciser" if self.tells_figures else "Financement public non établi"
