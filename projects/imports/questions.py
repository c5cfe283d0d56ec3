"""Which known projects the new rows of a file may be: one title, or one holder and a title that looks alike."""

from decimal import Decimal

from rapidfuzz.fuzz import token_sort_ratio

from curation.imports.questions import Candidate, Question
from french.folding import fold
from french.typography import NBSP, euros

from ..likeness import NEAR, candidate, there
from ..models import Project
from .rows import HOLDER

PROJECT, TWIN = "fiche", "jumelle"  # subjects of decisions
MOST = 3


def questions_about(rows, is_there, decided):
    """What the rows that would make a project make one ask; `is_there` tells those that are known."""
    new = [row for row in rows if not is_there(row.identifier) and row.line not in decided]
    alike = lookalikes(new) if new else {}
    projects = Project.objects.prefetch_related("participations__actor")
    shown = projects.in_bulk({pk for found in alike.values() for pk in found})
    for row in (row for row in new if alike[row.line]):
        candidates = tuple(candidate(shown[pk], reason) for pk, reason in alike[row.line].items())
        yield Question(PROJECT, row.key[:300], row.values["name"], (row.line,), row.line, candidates)


def twin_question(twin):
    """Whether a row tells the project of an earlier one, with its own grant."""
    row, first = twin.row, twin.first
    name = f"ligne {first.line}{NBSP}: {first.values['name']}"
    known = Candidate(str(first.line), name, twin.reason, votes_in_words(first))
    money = " ; ".join(votes_in_words(row)) or row.values.get("funding_text") or "sans aide"
    said = f"{row.values['name']} ({money})"
    return Question(TWIN, str(first.line), said, (row.line,), row.line, (known,))


def votes_in_words(row):
    """« Région Nouvelle-Aquitaine, 12 000 € » for each grant of a row."""
    amounts = (
        (row.funders[funder], euros(Decimal(amount)) if amount else "montant inconnu") for funder, amount in row.votes
    )
    return tuple(", ".join(pair) for pair in amounts)


def lookalikes(rows):
    """Return `{line: {pk: reason}}` of the known projects that rows may be, the most alike first."""
    titles, held, keys, found = *there(), {}
    for row in rows:
        title = fold(row.values["name"])
        holders = {told.partition(":")[2] for told in row.values["participations"] if told.startswith(HOLDER)}
        near = {pk: token_sort_ratio(title, keys[pk]) for pk in set().union(*(held[it] for it in holders))}
        scored = [(score, pk) for pk, score in near.items() if score >= NEAR and pk not in titles[title]]
        found[row.line] = {
            **dict.fromkeys(sorted(titles[title])[:MOST], "le même titre"),
            **{pk: "le même porteur et un titre proche" for _, pk in sorted(scored, reverse=True)[:MOST]},
        }
    return found
