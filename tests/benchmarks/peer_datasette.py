"""The same questions asked of Datasette, with its facets and its full-text search. Runs in the environment of peers.

python peer_datasette.py entries.jsonl questions.json
"""

import asyncio
import json
import sqlite3
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import process_time
from urllib.parse import urlencode

from datasette.app import Datasette

TEXTS = ("title", "names", "summary", "body")
NO_LIMIT = 600_000  # ms: the default limits of time give up on such counts
SETTINGS = {
    "sql_time_limit_ms": NO_LIMIT,
    "facet_time_limit_ms": NO_LIMIT,
    "suggest_facets": False,
    "num_sql_threads": 1,
}
TIMES = 3


def fill(database, entries):
    """A table with one column for each facet, as a JSON array, and its full-text index."""
    facets = sorted(entries[0]["facets"])
    columns = ["rank", *TEXTS, *facets]
    database.execute(f"CREATE TABLE projects (pk INTEGER PRIMARY KEY, {', '.join(columns)})")
    database.executemany(
        f"INSERT INTO projects VALUES ({', '.join('?' * (len(columns) + 1))})",  # noqa: S608 names of our own
        (
            (one["pk"], one["rank"], *(one[text] for text in TEXTS), *(json.dumps(one["facets"][f]) for f in facets))
            for one in entries
        ),
    )
    database.execute("CREATE INDEX projects_rank ON projects (rank)")
    database.execute(
        f"CREATE VIRTUAL TABLE projects_fts USING fts5({', '.join(TEXTS)}, content=\"projects\", content_rowid='pk', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    database.execute("INSERT INTO projects_fts (projects_fts) VALUES ('rebuild')")
    database.commit()
    return facets


def address(question, facets):
    pairs = [("_size", "24"), ("_sort", "rank"), ("_nocol", "body"), *(("_facet_array", name) for name in facets)]
    pairs += [(f"{name}__arraycontains", value) for name, value in question["filters"].items()]
    pairs += [("_search", question["words"])] if question["words"] else []
    return f"/entries/projects.json?{urlencode(pairs)}"


async def timed(datasette, where):
    start = process_time()
    response = await datasette.client.get(where)
    return process_time() - start, response.json()["filtered_table_rows_count"]


async def answers(path, questions, facets):
    datasette = Datasette([str(path)], settings=SETTINGS)
    found = {}
    for kind, asked in questions.items():
        addresses = [address(question, facets) for question in asked]
        told = [await timed(datasette, where) for where in islice(cycle(addresses), max(TIMES, len(addresses)))]
        found[kind] = {"time": median(time for time, _ in told), "totals": [total for _, total in told[: len(asked)]]}
    return found


def main(entries, questions):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entries.db"
        database = sqlite3.connect(path)
        facets = fill(database, [*map(json.loads, Path(entries).read_text("utf-8").splitlines())])
        database.close()
        json.dump(asyncio.run(answers(path, json.loads(Path(questions).read_text("utf-8")), facets)), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
