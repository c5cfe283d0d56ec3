"""How well the search answers: a judged set of queries against what the site returns.

    python -m tests.benchmarks.relevance [dev|held-out]        the measures
    python -m tests.benchmarks.relevance dev --each            and every query, the worst first

`judged.csv` says, for each query, which entries are expected: 3 what is looked for, 2 a good answer, 1 a related one
(how it was judged: `judged.md`). What the search lists is measured; « résultats partiels »
of lists have a column of their own.
"""

import csv
import os
import sys
from dataclasses import dataclass
from itertools import islice
from math import log2
from pathlib import Path

JUDGED = Path(__file__).with_name("judged.csv")
DEPTH = 10
GOOD = 2  # the least grade that answers
SPLITS = ("dev", "held-out")
LAST = 3  # the last time that queries were written: those have a line of their own
HEADER = ("requêtes", "nombre", "nDCG@10", "MRR", "vides", "nDCG@10 avec partiels")
EVERYWHERE = "*"  # the search across all the kinds


@dataclass(frozen=True)
class Query:
    split: str
    written: int  # the first, the second or the third time
    kind: str  # of entries, or everywhere
    text: str
    grades: dict  # (kind, slug) → grade


@dataclass(frozen=True)
class Answer:
    """What the site gives for a query: keys of entries, the best first."""

    query: Query
    results: list
    partial: list

    @property
    def ndcg(self):
        return ndcg(self.results, self.query.grades)

    @property
    def whole(self):
        """What a reader sees down to the end of the page."""
        return ndcg(self.results + self.partial, self.query.grades)

    @property
    def reciprocal_rank(self):
        ranks = (rank for rank, key in enumerate(self.results, 1) if self.query.grades.get(key, 0) >= GOOD)
        return 1 / next(ranks, float("inf"))


def ndcg(keys, grades):
    """The gain of what is found, less and less down the list, beside the most that there could be."""
    most = gain(sorted(grades.values(), reverse=True))
    return gain(grades.get(key, 0) for key in keys) / most


def gain(grades):
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(islice(grades, DEPTH), 1))


def queries(split):
    with JUDGED.open(encoding="utf-8") as lines:
        return [query(row) for row in csv.DictReader(lines) if row["split"] == split]


def query(row):
    pairs = (one.rsplit("=", 1) for one in row["relevant"].split())
    return Query(
        row["split"],
        int(row["written"]),
        row["kind"],
        row["query"],
        {tuple(key.split("/", 1)): int(grade) for key, grade in pairs},
    )


def keys(without):
    """The entries that can be found, as (kind, slug), but for those of a source: those that were judged."""
    from directory.registry import KINDS

    kept = {name: one.entries().exclude(source_name__startswith=without) for name, one in KINDS.searched().items()}
    return {(name, slug) for name, rows in kept.items() for slug in rows.values_list("slug", flat=True)}


def answered(query, judged=None):
    """The answer of the site. Entries that nobody judged are passed over, when those that were judged are given."""
    results, partial = everywhere(query.text) if query.kind == EVERYWHERE else in_list(query.kind, query.text)
    return Answer(query, *([key for key in found if judged is None or key in judged] for found in (results, partial)))


def everywhere(text):
    """In the order of the page: what has one name is told together, what lacks some of the words comes after."""
    from finding.everywhere import Everywhere
    from finding.search_page import results

    found = Everywhere(text)
    shown = [*results(found[: len(found)]), *results(found.partial)]
    told = ((one.kind.name, one.entry.slug) for result in shown for one in (result, *result.others))
    return list(told), []


def in_list(kind, text):
    from directory.registry import KINDS
    from engine.search import Request
    from finding.memory.answers import search

    found = search(KINDS[kind], Request(text))
    pks = found.best(0, found.total), [pk for pk, _points in found.partial]
    slugs = dict(KINDS[kind].entries().filter(pk__in=[*pks[0], *pks[1]]).values_list("pk", "slug"))
    return [[(kind, slugs[pk]) for pk in some] for some in pks]


def measured(split, judged=None):
    from finding.memory.library import library

    library.catch_up()
    return [answered(query, judged) for query in queries(split)]


def report(judged=None, splits=SPLITS):
    """The rows to print under `HEADER`, one for each half of the set, and one for the last written of each."""
    rows = []
    for split in splits:
        answers = measured(split, judged)
        last = [one for one in answers if one.query.written == LAST]
        rows += [row(split, answers), row(f"{split} {LAST}", last)]
    return rows


def row(split, answers):
    count = len(answers)
    means = [sum(values) / count for values in zip(*map(figures, answers), strict=True)]
    ndcg_mean, mrr, empty, whole = means
    return split, str(count), f"{ndcg_mean:.3f}", f"{mrr:.3f}", f"{empty:.1%}", f"{whole:.3f}"


def figures(answer):
    return answer.ndcg, answer.reciprocal_rank, not answer.results, answer.whole


def each(answers):
    """Every query with its measure, and where the expected entries are."""
    for answer in sorted(answers, key=lambda one: one.ndcg):
        yield f"{answer.ndcg:.2f} {answer.whole:.2f}  {answer.query.kind}: {answer.query.text}"
        if answer.ndcg < 0.95:
            found = [f"{key[1]}={answer.query.grades.get(key, 0)}" for key in answer.results[:DEPTH]]
            missed = [f"{key[1]}={grade}" for key, grade in answer.query.grades.items() if key not in answer.results]
            yield f"          trouvées {len(answer.results)} : {' '.join(found)}"
            yield f"          manquées : {' '.join(missed)}"


def main(arguments):
    splits = [one for one in arguments if one in SPLITS] or SPLITS
    say = sys.stdout.write
    for line in (HEADER, *report(splits=splits)):
        say("  ".join(f"{cell:>10}" for cell in line) + "\n")
    if "--each" in arguments:
        for split in splits:
            say("\n".join(each(measured(split))) + "\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    main(sys.argv[1:])
