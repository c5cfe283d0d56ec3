"""A search in what this process holds of the database."""

from itertools import chain

from directory.models import Term
from directory.registry import KINDS
from engine.search import Search
from engine.spelling import as_written, respelled
from engine.synonyms import Synonyms

from .library import library


def search(kind, request):
    """The answer to a request about one kind of entry."""
    return Search(library.index(kind.name, kind.holds_examples), request, synonyms())


def corrected(text, words, entries=()):
    """A text with some folded words changed for others, written as entries write them; empty if nothing changes."""
    if not any(words.values()):
        return ""
    texts = [told for entry in entries for told in (entry.title, entry.summary)]
    written = respelled(text, {word: as_written((other,), texts) for word, other in words.items() if other})
    return written if written != " ".join(text.split()) else ""


def synonyms():
    """The other names of things, as staff write them in the thesaurus, and the parts of what has a name."""
    labels = {kind.parts_of for kind in KINDS.searched().values() if kind.parts_of}
    labels |= {kind.model_label for kind in KINDS.searched().values() if kind.has_acronyms}
    return library.remembered("synonyms", {"directory.term", *labels}, read_synonyms)


def read_synonyms():
    terms = Term.objects.prefetch_related("labels")
    named = ((term.name, [label.label for label in term.labels.all()]) for term in terms)
    parts = chain.from_iterable(kind.parts() for kind in KINDS.searched().values())
    known_by_initials = [kind.public() for kind in KINDS.searched().values() if kind.has_acronyms]
    names = chain.from_iterable(entries.values_list("name", flat=True) for entries in known_by_initials)
    return Synonyms.of_terms(named, parts, names)
