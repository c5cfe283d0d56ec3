"""The entries and the questions of the measures, written down for other engines; what the index answers to them."""

import json
from pathlib import Path

from django.conf import settings
from django.http import QueryDict

from directory.registry import KINDS
from finding.memory.library import library

from . import engine

FOLDER = Path(settings.BASE_DIR) / "var" / "bench"
QUESTION_SORTS = ("un filtre large", "deux filtres", "un mot courant", "un mot et deux filtres")
QUESTIONS = {
    **engine.QUESTIONS,
    "deux filtres": [f"metier=mediation&territoire={slug}" for slug in ("gironde", "charente", "landes")],
}


def entries():
    source, facets = KINDS["projects"], engine.filters("").facets
    for rank, document in enumerate(source.documents.read()):
        texts = {name: " ".join(parts) for name, parts in document.texts.items() if name != "wider"}
        values = {name: sorted(map(str, document.values[name])) for name in facets}
        yield {"pk": document.pk, "rank": rank, **texts, "facets": values}


def question(query):
    asked = QueryDict(query).dict()
    return {"words": asked.pop("q", ""), "filters": asked}


def exported():
    """Write both files."""
    with (FOLDER / "entries.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries())
    asked = {kind: [question(query) for query in QUESTIONS[kind]] for kind in QUESTION_SORTS}
    (FOLDER / "questions.json").write_text(json.dumps(asked), encoding="utf-8")


def replied():
    """How long the index takes to answer each kind of question, and how many entries it finds."""
    library.catch_up()
    return {kind: answered(QUESTIONS[kind]) for kind in QUESTION_SORTS}


def answered(queries):
    totals = [engine.by_index(engine.filters(query))[0] for query in queries]
    return {"time": engine.asked(engine.by_index, queries, engine.BY_INDEX), "totals": totals}
