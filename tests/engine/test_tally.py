"""Counting in another way never gives another number."""

from random import Random
from unittest.mock import patch

import pytest
from pyroaring import BitMap

from engine import facet_values as facet
from engine.building import build
from engine.document import Document, Schema
from engine.tally import Tally

SOME = ["pile", "face", *(f"commune-{number}" for number in range(50))]
SCHEMA = Schema(sorts={"recent": ("year",)}, facets=("commune",), numbers=("year",))


@pytest.fixture(scope="module")
def documents():
    """One commune has 255 documents and another 256; two hundred more have a few, every document has “toutes”.

    One in two has “paire”: its list is long, as the others that many documents have are runs.
    """
    rare, random = [f"commune-{number}" for number in range(200)], Random(7)
    named = [{"toutes", "pile"} if pk < 255 else {"toutes", "face"} if pk < 511 else {"toutes"} for pk in range(600)]
    paired = [own | {"paire"} if pk % 2 == 0 else own for pk, own in enumerate(named)]
    return [Document(pk, values={"commune": own | {random.choice(rare)}}) for pk, own in enumerate(paired)]


def plainly(documents, found):
    """The documents of some slots counted one by one."""
    values = [value for slot in found for value in documents[slot].values["commune"]]
    return {value: values.count(value) for value in values}


WAYS = {
    "at once": {"MANY": 1},
    "one by one": {"MANY": facet.MANY},
    "by those that lack it": {"LONG": 0},
    "both": {"MANY": 1, "LONG": 0},
}


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def index(documents, request):
    with patch.multiple(facet, **request.param):
        return build(SCHEMA, documents)


@pytest.mark.parametrize("found", [0, 1, 3, 5, 100, 299, 300, 301, 511, 599, 600])
def test_counts_are_those_of_the_documents(index, documents, found):
    slots = BitMap(Random(found).sample(range(600), found))

    assert Tally(index, slots).counts("commune") == plainly(documents, slots)


def test_value_with_as_many_documents_as_a_byte_counts(index):
    counts = Tally(index, BitMap(range(599))).counts("commune")

    assert (counts["pile"], counts["face"], counts["toutes"]) == (255, 256, 599)


def test_value_that_no_document_found_has_is_not_there(index):
    counts = Tally(index, BitMap([599])).counts("commune")

    assert "pile" not in counts and "face" not in counts
    assert counts.keys() & {"pile", "face", "toutes"} == {"toutes"}
    assert len(counts) == len({*counts}) == 2


@pytest.mark.parametrize("found", [0, 1, 3, 100, 299, 301, 600])
@pytest.mark.parametrize("most", [1, 2, 5, 1000])
def test_highest_counts_are_all_told(index, documents, found, most):
    slots = BitMap(Random(found).sample(range(600), found))
    counts = plainly(documents, slots)
    values = [*SOME, "nulle part"]

    highest = Tally(index, slots).highest("commune", values, most)

    told = {value: counts[value] for value in SOME if value in counts}
    least = sorted(told.values())[-most:][:1]
    assert highest.items() <= told.items()
    assert highest.keys() >= {value for value, count in told.items() if [count] >= least}


def test_value_that_few_documents_have_may_be_the_highest(index):
    """Of the documents found, “pile” has all and “face”, which has one more in the index, none."""
    tally = Tally(index, BitMap(range(20)))

    assert tally.highest("commune", ["face", "pile"], 1) == {"pile": 20}


def test_values_that_cannot_be_the_highest_are_not_counted(index):
    tally = Tally(index, BitMap(range(500)))

    assert tally.highest("commune", ["commune-1", "toutes"], 1) == {"toutes": 500}


def test_some_values_are_counted_without_the_others(index, documents):
    slots = BitMap(range(150, 300))

    counts = Tally(index, slots).counts("commune", ["pile", "face", "nulle part"])

    assert counts == {"pile": 105, "face": 45}


def test_value_that_a_new_document_has_is_counted_with_it(index, documents):
    fewer = index.patched([Document(0, values={"commune": {"toutes", "pile", "neuve", "paire"}})], gone=[1])

    counts = Tally(fewer, fewer.alive - BitMap([2])).counts("commune")

    assert (counts["neuve"], counts["pile"], counts["toutes"], counts["paire"]) == (1, 253, 598, 299)
    assert dict(counts.items()) == {value: counts[value] for value in counts}


def test_documents_that_are_gone_are_not_taken_away_from_the_others(index):
    fewer = index.patched([], gone=range(200, 300))

    counts = Tally(fewer, BitMap(range(50))).counts("commune", ["pile", "face", "toutes"])

    assert counts == {"pile": 50, "toutes": 50}
