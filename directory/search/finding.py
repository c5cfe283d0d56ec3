"""A search in what this process holds of the database."""

from ..french import fold
from ..models import Term
from .library import library
from .search import Search
from .synonyms import Synonyms


def search(source, request):
    """The answer to a request about one kind of entry."""
    return Search(library.index(source.name), request, synonyms())


def corrected(text, words):
    """A text with some folded words written otherwise; empty when that changes nothing."""
    written = " ".join(words.get(fold(chunk)) or chunk for chunk in text.split())
    return written if written != " ".join(text.split()) else ""


def synonyms():
    """The other names of things, as staff write them in the thesaurus."""
    return library.remembered("synonyms", {"directory.term"}, read_synonyms)


def read_synonyms():
    terms = Term.objects.prefetch_related("labels")
    return Synonyms.of_terms((term.name, [label.label for label in term.labels.all()]) for term in terms)
