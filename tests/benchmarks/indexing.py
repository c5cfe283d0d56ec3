"""The life of an index: made from the database, stored, read again, patched."""

import gc

from directory.registry import KINDS
from engine.building import index_of, load, sections_of
from finding.memory.library import library
from finding.memory.shelf import image_path, program

from . import engine
from .timing import clock, resident_memory, took, usually

PATCHES = 40
LOADS = 5


def built():
    """An index made anew: reading the documents in the database, as they are needed, and all the rest."""
    source, reading = KINDS["projects"], []
    documents = watched(source.documents.read(), reading)
    whole = took(lambda: index_of(source.documents.schema, sections_of(source.documents.schema, documents)))
    return {"lire les fiches": sum(reading), "construire": whole - sum(reading)}


def watched(documents, times):
    """The documents one after the other, and how long each was waited for."""
    while True:
        start = clock()
        document = next(documents, None)
        times.append(clock() - start)
        if document is None:
            return
        yield document


def stored():
    """Let the library make its image: another process will read it."""
    library.catch_up().index("projects")
    return {"image": image_path("projects").stat().st_size / 1e6}


def loaded():
    """An index read from its image and patched, and what it holds of memory once it has answered everything."""
    before, own_before = resident_memory()
    library.catch_up()
    index = library.index("projects")
    for queries in engine.QUESTIONS.values():
        engine.asked(engine.by_index, queries, len(queries))
    memory, own = resident_memory()
    path, schema = image_path("projects"), KINDS["projects"].documents.schema
    return {
        "mémoire": memory and memory - before,
        "mémoire propre": own and own - own_before,
        "charger": usually([lambda: load(path, schema, program())] * LOADS),
        **patched(index),
    }


def patched(index):
    """One entry read again and put in its place, one after the other."""
    source = KINDS["projects"]
    pks = list(index.pks[: PATCHES * 2 : 2])
    documents = {pk: list(source.documents.read([pk])) for pk in pks}
    gc.collect()
    return {
        "lire une fiche": usually(lambda pk=pk: list(source.documents.read([pk])) for pk in pks),
        "corriger": usually(lambda pk=pk: index.patched(documents[pk], [pk]) for pk in pks),
    }
