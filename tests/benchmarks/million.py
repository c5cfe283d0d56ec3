"""The index alone at a million: the documents of a database of 100,000, each ten times, with no database behind."""

import gc
from dataclasses import replace

from directory.registry import KINDS
from engine.building import index_of, load, save, sections_of
from engine.search import Search
from finding.memory.answers import synonyms
from finding.memory.library import library
from finding.memory.shelf import image_path, program

from . import engine
from .indexing import LOADS, PATCHES
from .table import LARGE, MILLION
from .timing import clock, resident_memory, usually

COPIES = MILLION // LARGE


def made():
    """An index made of documents that were read before, and stored."""
    schema, documents = schema_of_projects(), list(KINDS["projects"].documents.read())
    start, sections = clock(), sections_of(schema, copied(documents))
    index_of(schema, sections)
    took = clock() - start
    save(image(), schema, program(), sections, {})
    return {"construire": took, "image": image().stat().st_size / 1e6}


def asked():
    """What was stored, loaded in another process, patched, and asked the same questions as smaller ones."""
    before, own_before = resident_memory()
    library.catch_up()
    index = loaded()
    times = engine.answered(lambda filterset: engine.told(found(index, filterset), filterset))
    memory, own = resident_memory()
    return times | {
        "mémoire": memory and memory - before,
        "mémoire propre": own and own - own_before,
        "charger": usually([loaded] * LOADS),
        "corriger": patched(index),
    }


def patched(index):
    """One document put in the place of another, one after the other."""
    documents = KINDS["projects"].documents.read([pk // COPIES for pk in index.pks[: PATCHES * COPIES : COPIES]])
    changed = [replace(one, pk=one.pk * COPIES) for one in documents]
    gc.collect()
    return usually(lambda one=one: index.patched([one], [one.pk]) for one in changed)


def copied(documents):
    """In the order of the documents, each with the copies that follow it."""
    return (replace(one, pk=one.pk * COPIES + number) for one in documents for number in range(COPIES))


def found(index, filterset):
    return Search(index, filterset.asked(), synonyms())


def loaded():
    return load(image(), schema_of_projects(), program())[1]


def image():
    return image_path("million")


def schema_of_projects():
    return KINDS["projects"].documents.schema
