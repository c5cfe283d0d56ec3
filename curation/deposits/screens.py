"""What the page « Vérifier » shows of a plan: sentences rather than data."""

from collections import defaultdict

from french.typography import NBSP, plural

from ..imports.corrections import NEW
from ..models import Decision
from .desk import LEFT

STATES = {
    "create": "à créer",
    "change": "à changer",
    "asked": "à décider",
    "refused": "refusée",
    "same": "identique",
    "left": "laissée de côté",
}
SHOWN = 12  # lines named in a sentence, cells mended at once
Subject = Decision.Subject
QUESTIONS = {
    Subject.ACTOR: "ressemble à un acteur connu",
    Subject.PROJECT: "ressemble à une fiche connue",
    Subject.PERSON: "est-ce une structure ou une personne ?",
    Subject.CORRECTION: "est peut-être la correction d’une ligne connue",
}


def rows_of(rows):
    """The rows of a page, each with what it does in words."""
    return [row | {"label": STATES[row["state"]], "told": told_of(row)} for row in rows]


def told_of(row):
    """What a new entry will say, in one line; of a known one, each change is shown apart."""
    if row["state"] != "create":
        return ""
    fields = (one for one in row["fields"] if "kept" not in one and one["name"] != "name")
    return " · ".join(f"{one['label']}{NBSP}: {one['after']}" for one in fields)


def reported(rows):
    """The rows of a report; of a new entry, all that it says in one line."""
    for row in rows:
        is_new = row["outcome"] == "CREATED"
        yield row | {
            "told": told_of(row | {"state": "create"}) if is_new else "",
            "fields": [] if is_new else row["fields"],
        }


def asked_by_screen(picture):
    """The questions with their answers: the rank is that of the form."""
    for rank, one in enumerate(picture["asked"]):
        subject = Subject(one["subject"])
        lines = lines_in_words(one["lines"])
        yield {
            "rank": rank,
            "said": one["said"],
            "lines": lines,
            "why": QUESTIONS[subject],
            "candidates": [candidate | {"facts": ", ".join(candidate["facts"])} for candidate in one["candidates"]],
            "others": others_of(subject),
        }


def others_of(subject):
    """The answers beside « c’est la même »."""
    if subject == Subject.PERSON:
        return [("structure", "une structure"), ("personne", "une personne, masquée")]
    return [(NEW, "en créer une autre"), (LEFT, "laisser de côté")]


def refusals(picture):
    """What is refused, by sentence: a sentence, its lines in words."""
    found = defaultdict(list)
    for row in picture["rows"]:
        for one in row["remarks"]:
            if one["heading"] == "REFUSED":
                found[one["label"], one["message"]].append(row["line"])
    return [(column, message, lines_in_words(lines)) for (column, message), lines in found.items()]


def columns_kept(picture):
    """The fields of which several rows keep the value that is there: name, label, in words."""
    for told, number in picture["kept"].items():
        label, _, name = told.partition("|")
        if number > 1:
            yield name, label, f"{number} {plural(number, 'ligne')}"


def lines_in_words(lines):
    shown = ", ".join(map(str, lines[:SHOWN]))
    more = f" et {len(lines) - SHOWN} autres" if len(lines) > SHOWN else ""
    return f"{plural(len(lines), 'ligne')} {shown}{more}"
