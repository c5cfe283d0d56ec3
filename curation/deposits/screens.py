"""What the page « Vérifier » shows of a plan: sentences rather than data."""

from collections import defaultdict

from django.utils.html import format_html, format_html_join

from french.folding import fold
from french.typography import NBSP, plural

from ..imports.corrections import NEW
from ..models import Decision
from .desk import LEFT

STATES = {
    "create": "à créer",
    "change": "à changer",
    "asked": "à décider",
    "refused": "refusée",
    "kept": "gardée",
    "same": "identique",
    "joined": "avec une autre",
    "left": "laissée de côté",
}
SHOWN = 12  # lines named in a sentence, cells mended at once
ASKED_AT_ONCE = 10
Subject = Decision.Subject
QUESTIONS = {
    Subject.ACTOR: "ressemble à un acteur connu",
    Subject.PROJECT: "ressemble à une fiche connue",
    Subject.PERSON: "est-ce une structure ou une personne ?",
    Subject.CORRECTION: "est-ce la même ligne ?",
    Subject.TWIN: "est-ce le même projet, avec une autre aide ?",
}


def rows_of(rows, common):
    """The rows of a page, each with what it does in words, without what is told of many, `common`."""
    for row in rows:
        remarks = [one for one in row["remarks"] if key_of(one) not in common]
        columns = {column for one in remarks for column in one["column"].split(", ")}
        cells = [one for one in row["cells"] if one["column"] in columns]
        yield row | {"label": STATES[row["state"]], "told": told_of(row), "remarks": remarks, "cells": cells}


def told_of_many(picture):
    """Return `{(heading, column, message): lines}` of what is told of more rows than one reads."""
    found = defaultdict(list)
    for row in picture["rows"]:
        for one in row["remarks"]:
            if one["heading"] != "REFUSED":
                found[key_of(one)].append(row["line"])
    return {key: lines for key, lines in found.items() if len(lines) > SHOWN}


def in_sentences(common):
    return [(column, message, lines_in_words(lines)) for (_, column, message), lines in common.items()]


def key_of(remark):
    return remark["heading"], remark["label"], remark["message"]


def told_of(row):
    """What a new entry will say, in one line; of a known one, each change is shown apart."""
    if not row["is_new"]:
        return ""
    fields = (one for one in row["fields"] if "kept" not in one and one["name"] != "name")
    return " · ".join(f"{one['label']}{NBSP}: {one['after']}" for one in fields)


def reported(rows):
    """The rows of a report; of a new entry, all that it says in one line."""
    for row in rows:
        is_new = row["outcome"] == "CREATED"
        yield row | {
            "told": told_of(row | {"is_new": True}) if is_new else "",
            "fields": [] if is_new else row["fields"],
        }


def asked_by_screen(picture):
    """The first questions with their answers, those that keep rows from being written before: rank in the form."""
    told = {row["line"]: told_of(row | {"is_new": True}) for row in picture["rows"]}
    asked = sorted(enumerate(picture["asked"]), key=lambda pair: pair[1]["subject"] == Subject.PERSON)
    for rank, one in asked[:ASKED_AT_ONCE]:
        subject = Subject(one["subject"])
        lines = lines_in_words(one["lines"])
        yield {
            "rank": rank,
            "said": one["said"],
            "told": next((told[line] for line in one["lines"] if told.get(line)), "") if one["candidates"] else "",
            "beside": "Le fichier, autre ligne" if subject == Subject.TWIN else "Le répertoire",
            "lines": lines,
            "why": QUESTIONS[subject],
            "candidates": [shown(candidate, one["said"]) for candidate in one["candidates"]],
            "others": others_of(subject),
        }


def shown(candidate, said):
    """Something that is there already, the words that it has in common with what the file says in bold."""
    words = set(fold(said).split())
    told = (("<b>{}</b>" if fold(word) in words else "{}", word) for word in candidate["name"].split())
    name = format_html_join(" ", "{}", ((format_html(pattern, word),) for pattern, word in told))
    return candidate | {"name": name, "facts": ", ".join(candidate["facts"])}


def others_of(subject):
    """The answers beside « c’est la même »."""
    if subject == Subject.PERSON:
        return [("structure", "une structure"), ("personne", "une personne, masquée")]
    if subject == Subject.CORRECTION:
        return [(NEW, "c’est une autre ligne"), (LEFT, "laisser de côté")]
    if subject == Subject.TWIN:
        return [(NEW, "c’est un autre projet"), (LEFT, "laisser de côté")]
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
