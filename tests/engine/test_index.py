"""The index says of any documents what reading them one by one says."""

import os
from itertools import pairwise
from unittest.mock import patch
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import facet_values as facet
from engine import lexicon, occurrences
from engine.bitmaps import SLOT_BITS
from engine.building import build, collecting_nothing, load, save, sections_of
from engine.document import Document, Schema
from engine.index import TooManyError
from engine.occurrences import FIELDS
from engine.search import Request, Search
from tests.engine.reference import Reference
from tests.engine.worlds import SCHEMA, circles, document, documents, requests


def check(index, known, request):
    """Totals, counts, every order and the ranking are those of the reference."""
    search, reference = Search(index, request), Reference(SCHEMA, known, request)

    assert search.total == len(reference.found())
    assert {name: search.counts(name) for name in SCHEMA.facets} == {
        name: reference.counts(name) for name in SCHEMA.facets
    }
    assert {sort: search.page(sort, 0, 99) for sort in SCHEMA.sorts} == {
        sort: reference.page(sort) for sort in SCHEMA.sorts
    }
    assert search.scored(99) == reference.scored()
    assert search.best(0, 99) == [pk for pk, _tier, _points in reference.scored()]
    assert search.nearest(0, 99) == reference.nearest()


@given(documents(), requests)
def test_index_says_what_the_documents_say(known, request):
    check(build(SCHEMA, known), known, request)


@given(documents(), requests)
def test_index_read_a_few_words_at_a_time_says_the_same(known, request):
    with patch.object(lexicon, "AT_ONCE", 3), patch.object(occurrences, "MANY_MET", 5):
        check(build(SCHEMA, known), known, request)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("mot99", 1),
        ("mot140", 1),
        ("absent", 0),
        ('"mot97 mot98"', 1),
        ('"mot98 mot140"', 0),
        ('"mot99 mot140"', 0),
        ('"mot140 mot141"', 0),
        ('"mot149 résumé"', 0),
    ],
)
def test_words_beyond_the_places_of_a_field_are_found_but_none_follows_another(text, total):
    title, summary = " ".join(f"mot{number}" for number in range(150)), "résumé"
    long, without = Document(1, texts={"title": [title], "summary": [summary], "names": []}), Document(2)

    search = Search(build(SCHEMA, [without, long]), Request(text=text))

    assert search.total == total


def test_fields_are_apart_and_their_places_have_room():
    fields = [*FIELDS.values()]

    assert all(after.start >= field.end + 2 for field, after in pairwise(fields))
    assert fields[-1].end < 1 << (32 - SLOT_BITS)


@pytest.mark.parametrize("field", ["names", "wider", "body"])
def test_words_that_end_a_text_and_begin_the_next_do_not_follow_one_another(field):
    index = build(SCHEMA, [Document(1, texts={field: ["Le grand son", "rue du son"]})])

    assert Search(index, Request(text='"grand son"')).total == 1
    assert Search(index, Request(text='"son rue"')).total == 0


def test_what_read_the_documents_is_let_go():
    draft = lexicon.Draft()
    draft.add(0, {"title": ["Le son"], "body": ["Le son de la rue."]})
    known = [ref(draft._reader), ref(draft._reader._pieces)]

    with collecting_nothing():
        del draft

        assert not any(one() for one in known)


changes = st.lists(st.sampled_from(range(1, 12)).flatmap(document), max_size=5)


@pytest.mark.parametrize(("many", "long"), [(1, facet.LONG), (facet.MANY, facet.LONG), (facet.MANY, 0)])
@given(documents(), changes, st.sets(st.integers(1, 8)), requests)
def test_patched_index_says_what_the_documents_say(many, long, known, changes, gone, request):
    with patch.multiple(facet, MANY=many, LONG=long):
        index, current = build(SCHEMA, known), {one.pk: one for one in known}

    for change in changes:
        index, current = index.patched([change]), current | {change.pk: change}
    index = index.patched((), gone)

    check(index, [one for pk, one in sorted(current.items()) if pk not in gone], request)


@given(known=documents(), request=requests)
def test_stored_index_says_the_same(tmp_path_factory, known, request):
    path = tmp_path_factory.mktemp("image") / "index.image"

    save(path, SCHEMA, "program", sections_of(SCHEMA, known), {"data": 7})
    header, index = load(path, SCHEMA, "program")

    assert header["data"] == 7
    check(index, known, request)


@given(documents(), requests, st.integers(0, 9), st.integers(0, 9))
def test_pages_follow_one_another(known, request, start, length):
    search = Search(build(SCHEMA, known), request)

    assert search.page("place", start, start + length) == search.page("place", 0, 99)[start : start + length]
    assert search.best(start, start + length) == search.best(0, 99)[start : start + length]


@given(documents(), circles, st.integers(0, 9), st.integers(0, 9))
def test_nearest_documents_come_first(known, circle, start, length):
    request = Request(around=circle)

    found = Search(build(SCHEMA, known), request).nearest(start, start + length)

    assert found == Reference(SCHEMA, known, request).nearest()[start : start + length]


def flipped(place):
    """A byte that is not as it was written."""
    return lambda data: data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-1], lambda data: data[:40], lambda data: b"", *map(flipped, (0, 20, 300, -60, -1))],
)
def test_damaged_image_is_no_image(tmp_path, damage):
    path = tmp_path / "index.image"
    save(path, SCHEMA, "program", sections_of(SCHEMA, [Document(1)]), {})
    assert load(path, SCHEMA, "program")

    path.write_bytes(damage(path.read_bytes()))

    assert load(path, SCHEMA, "program") is None


def test_image_of_another_schema_or_program_is_not_read(tmp_path):
    path = tmp_path / "index.image"
    save(path, SCHEMA, "program", sections_of(SCHEMA, []), {})

    assert load(path, Schema(sorts={"titre": ("key",)}, keys=("key",)), "program") is None
    assert load(path, SCHEMA, "next program") is None
    assert load(tmp_path / "nothing.image", SCHEMA, "program") is None


def test_image_that_cannot_be_written_leaves_the_one_before(tmp_path):
    path = tmp_path / "index.image"
    save(path, SCHEMA, "program", sections_of(SCHEMA, [Document(1)]), {})

    with pytest.raises(TypeError):
        save(path, SCHEMA, "program", {"first": b"whole", "second": b"", "third": [None]}, {})

    assert load(path, SCHEMA, "program")[1].pks.tolist() == [1]
    assert [*tmp_path.iterdir()] == [path]


def test_draft_of_a_process_that_was_killed_is_removed(tmp_path):
    left, current = tmp_path / "index.image.a.draft", tmp_path / "index.image.b.draft"
    left.touch(), current.touch()
    os.utime(left, (0, 0))

    save(tmp_path / "index.image", SCHEMA, "program", sections_of(SCHEMA, []), {})

    assert {*tmp_path.iterdir()} == {tmp_path / "index.image", current}


def test_same_document_edited_again_and_again_keeps_its_place():
    titles = Schema(sorts={"titre": ("key",)}, keys=("key",))
    index = build(titles, [Document(pk, keys={"key": key}) for pk, key in enumerate("ace")])

    for number in range(200):
        index = index.patched([Document(1, keys={"key": "c"}), Document(100 + number, keys={"key": "d"})])

    assert Search(index, Request()).page("titre", 0, 3) == [0, 1, 100]
    assert Search(index, Request()).page("titre", 200, 999) == [298, 299, 2]


def test_more_documents_than_an_index_can_number_are_refused(monkeypatch):
    monkeypatch.setattr("engine.building.MAX_DOCUMENTS", 2)

    with pytest.raises(TooManyError):
        build(SCHEMA, [Document(pk) for pk in range(3)])
