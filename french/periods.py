"""How the French write when something takes place: from a partial date to another."""

from datetime import date

from .dates import NBSP, PartialDate

DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
SHORT_MONTHS = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()


def period(first: PartialDate, last: PartialDate) -> str:
    """« lundi 7 octobre 2024, de 9 h à 12 h 30 », « du 3 au 5 octobre 2024 », « octobre 2024 »; empty when unknown."""
    if len(first) < 10:
        return f"{first.display} – {last.display}" if last and last != first else first.display
    if not last or last[:10] == first[:10]:
        hours = hours_of(first, last)
        return f"{weekday(first)} {_day(first)}" + (f", {hours}" if hours else "")
    if len(last) < 10:
        return f"{_day(first)} – {last.display}"
    return f"du{NBSP}{_beginning(first, last)} au{NBSP}{_day(last)}"


def hours_of(first: PartialDate, last: PartialDate) -> str:
    """« de 9 h à 12 h 30 », « à 18 h »; nothing when the hour is not told, or when it ends another day."""
    if len(first) < 16:
        return ""
    is_told = len(last) == 16 and last[:10] == first[:10] and last != first
    return f"de {_hour(first)} à {_hour(last)}" if is_told else f"à {_hour(first)}"


def weekday(moment: PartialDate) -> str:
    """« lundi »; nothing for a date that is not known to the day."""
    return DAYS[date.fromisoformat(moment[:10]).weekday()] if len(moment) >= 10 else ""


def month(moment: PartialDate) -> str:
    """« octobre 2024 », or the year alone; what a calendar is parted by."""
    return PartialDate(moment[:7]).display


def numeral(first: PartialDate, last: PartialDate) -> tuple[str, str]:
    """What a calendar writes in large, and below in small: « 7, oct. », « 3, au 5 oct. », « oct., 2024 », « 2024 »."""
    if len(first) < 10:
        return (SHORT_MONTHS[int(first[5:7]) - 1], first[:4]) if len(first) == 7 else (str(first), "")
    day, name = str(int(first[8:10])), SHORT_MONTHS[int(first[5:7]) - 1]
    if len(last) < 10 or last[:10] == first[:10]:
        return day, name
    end = f"au{NBSP}{int(last[8:10])}{NBSP}{SHORT_MONTHS[int(last[5:7]) - 1]}"
    return day, end if last[:7] == first[:7] else f"{name} {end}"


def _beginning(first: PartialDate, last: PartialDate) -> str:
    """The first day without what it shares with the last one: « 3 », « 30 septembre », « 30 décembre 2024 »."""
    words = _day(first).split(NBSP)
    shared = 2 if first[:7] == last[:7] else 1 if first[:4] == last[:4] else 0
    return NBSP.join(words[: len(words) - shared])


def _day(moment: PartialDate) -> str:
    return PartialDate(moment[:10]).display


def _hour(moment: PartialDate) -> str:
    minutes = "" if moment[14:] == "00" else f"{NBSP}{moment[14:]}"
    return f"{int(moment[11:13])}{NBSP}h{minutes}"
