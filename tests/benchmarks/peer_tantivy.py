"""The same questions asked of the Tantivy engine, with its counts. Runs in the environment of peers.

python peer_tantivy.py entries.jsonl questions.json
"""

import json
import sys
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import process_time

import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

TEXTS = ("title", "names", "summary", "body")
VALUES = 5000  # of a facet, at most
SHOWN, TIMES = 24, 20


def french():
    """Words as our own analysis makes them, as far as this engine goes."""
    words = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.ascii_fold())
    return words.filter(Filter.stemmer("French")).build()


def index_of(entries):
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("pk", stored=True)
    builder.add_integer_field("rank", fast=True)
    for text in TEXTS:
        builder.add_text_field(text, tokenizer_name="french")
    for facet in sorted(entries[0]["facets"]):
        builder.add_text_field(facet, fast=True, tokenizer_name="raw")
    index = tantivy.Index(builder.build())
    index.register_tokenizer("french", french())
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for one in entries:
        texts = {text: one[text] for text in TEXTS}
        writer.add_document(tantivy.Document(pk=one["pk"], rank=one["rank"], **texts, **one["facets"]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def parts(index, question):
    """By name of filter, what each asks."""
    asked = {name: Query.term_query(index.schema, name, value) for name, value in question["filters"].items()}
    if question["words"]:
        asked["q"] = index.parse_query(question["words"], list(TEXTS), conjunction_by_default=True)
    return asked


def all_of(asked):
    return Query.boolean_query([(Occur.Must, one) for one in asked] or [(Occur.Must, Query.all_query())])


def counts(searcher, asked, facets):
    """Each facet counted with all the filters but its own: one pass for those in force, one for all the others."""
    passes = {None: [facet for facet in facets if facet not in asked]} | {
        name: [name] for name in asked if name != "q"
    }
    for without, several in passes.items():
        query = all_of(query for name, query in asked.items() if name != without)
        searcher.aggregate(query, {facet: {"terms": {"field": facet, "size": VALUES}} for facet in several})


def answer(index, searcher, question, facets):
    asked = parts(index, question)
    order = {} if question["words"] else {"order_by_field": "rank", "order": tantivy.Order.Asc}
    found = searcher.search(all_of(asked.values()), limit=SHOWN, count=True, **order)
    counts(searcher, asked, facets)
    return found.count


def timed(*arguments):
    start = process_time()
    total = answer(*arguments)
    return process_time() - start, total


def main(entries, questions):
    known = [*map(json.loads, Path(entries).read_text("utf-8").splitlines())]
    index, facets, found = index_of(known), sorted(known[0]["facets"]), {}
    searcher = index.searcher()
    for kind, asked in json.loads(Path(questions).read_text("utf-8")).items():
        told = [timed(index, searcher, question, facets) for question in islice(cycle(asked), max(TIMES, len(asked)))]
        found[kind] = {"time": median(time for time, _ in told), "totals": [total for _, total in told[: len(asked)]]}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
