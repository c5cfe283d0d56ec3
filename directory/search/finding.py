"""A search in what this process holds of the database."""

from ..models import Term
from .library import library
from .search import Search
from .spelling import as_written, respelled
from .synonyms import Synonyms


def search(source, request):
    """The answer to a request about one kind of entry."""
    return Search(library.index(source.name), request, synonyms())


def corrected(text, words, entries=()):
    """A text with some folded words changed for others, written as entries write them; empty if nothing changes."""
    texts = [told for entry in entries for told in (entry.title, entry.summary)]
    written = respelled(text, {word: as_written((other,), texts) for word, other in words.items() if other})
    return written if written != " ".join(text.split()) else ""


def synonyms():
    """The other names of things, as staff write them in the thesaurus."""
    return library.remembered("synonyms", {"directory.term"}, read_synonyms)


def read_synonyms():
    terms = Term.objects.prefetch_related("labels")
    return Synonyms.of_terms((term.name, [label.label for label in term.labels.all()]) for term in terms)
