"""Documents and requests that nobody thought of."""

from hypothesis import strategies as st

from engine.document import Document, Schema
from engine.geography import Around
from engine.search import Bound, Request

SCHEMA = Schema(
    sorts={"recent": ("-year", "key"), "amount": ("amount", "key"), "place": ("place", "-year")},
    facets=("metier", "territoire"),
    numbers=("year", "amount"),
    keys=("key", "place"),
)
WORDS = ["son", "sons", "Jeu", "jeux", "l’art", "arts", "de", "la", "réel", "numérique", "numériques", "Son", "rue"]
WORDS += ["danse", "danseurs", "sonore", "augmentée", "augmenter"]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
values = st.sets(st.sampled_from("abcd"), max_size=3)
numbers = st.none() | st.integers(-3, 3)
keys = st.none() | st.sampled_from(["", "a", "a b", "ab", "z"])
points = st.tuples(st.sampled_from([44.0, 45.0, 45.2]), st.sampled_from([-0.5, -0.3, 0.0, 0.3]))
parts = st.fixed_dictionaries(
    {
        "title": st.tuples(texts),
        "names": st.lists(texts, max_size=2),
        "wider": st.lists(texts, max_size=2),
        "summary": st.tuples(texts),
        "body": st.lists(texts, max_size=2),
    }
)


def document(pk):
    return st.builds(
        Document,
        pk=st.just(pk),
        texts=parts,
        values=st.fixed_dictionaries({"metier": values, "territoire": values}),
        numbers=st.fixed_dictionaries({"year": numbers, "amount": numbers}),
        keys=st.fixed_dictionaries({"key": keys, "place": keys}),
        points=st.lists(points, max_size=2),
    )


def documents(most=8):
    return st.integers(0, most).flatmap(lambda count: st.tuples(*(document(pk) for pk in range(1, count + 1))))


asked_words = st.sampled_from(
    [*WORDS, "num", "ree", "nu", "-son", "-l'art", '"jeux de son"', '"l’art"', "ju", '-"la rue"', "-jeu-son"]
)
circles = st.builds(Around, points, st.sampled_from([1.0, 25.0, 120.0, 300.0]))
requests = st.builds(
    Request,
    text=st.lists(asked_words, max_size=4).map(" ".join),
    values=st.fixed_dictionaries({}, optional={"metier": values, "territoire": values}),
    bounds=st.fixed_dictionaries(
        {},
        optional={
            "from": st.builds(Bound, st.sampled_from(["year", "amount"]), numbers),
            "between": st.builds(Bound, st.sampled_from(["year", "amount"]), numbers, numbers),
        },
    ),
    unknown=st.sampled_from([(), (), (), ("metier",), ("from",)]),
    around=st.none() | circles,
)
