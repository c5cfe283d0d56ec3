"""What is offered while one types: the entries and the terms that the words begin to name.

It is asked at each pause of a reader who types, so it is told from memory: the database is read for the entries that
nobody has named since they last changed.
"""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlencode

from django.http import JsonResponse
from django.views.generic import View

from directory.models import Term
from directory.registry import KINDS
from engine.search import Request
from french.folding import fold

from .criteria import TermFacet
from .kinds import Suggestion
from .memory.answers import search
from .memory.library import library
from .parameters import one_line
from .weights import weights

SHORTEST = 3  # characters before anything is suggested
SUGGESTED = 3  # of each kind
MOST = 12  # where a field is about some kinds only
CONSIDERED = 30  # best answers of each kind among which those whose name begins so are put first


class SuggestionsView(View):
    """The things that may be meant, by group; `type` keeps the kinds of entries that a field is about."""

    def get(self, request):
        words, kinds = one_line(request.GET.get("q", "")), request.GET.getlist("type")
        found = list(suggestions(words, kinds)) if len(fold(words)) >= SHORTEST else []
        groups = [
            {"label": label, "items": [item(one) for one in several]}
            for label, several in groupby(found, attrgetter("group"))
        ]
        return JsonResponse({"groups": groups}, json_dumps_params={"ensure_ascii": False})


def item(suggestion):
    return {name: value for name, value in vars(suggestion).items() if name != "group"}


def suggestions(words, kinds):
    """Terms, then entries, those of a group together."""
    if not kinds:
        yield from named_terms(fold(words))
    most = MOST // len(kinds) if kinds else SUGGESTED
    for name, kind in KINDS.searched().items():
        if not kinds or name in kinds:
            yield from sorted(named_entries(kind, words, guesses=bool(kinds))[:most], key=attrgetter("group"))


def named_entries(kind, words, guesses):
    """Those that are meant, those whose name begins so, what holds most first, the others; or what looks like it."""
    begun, labels, meant = fold(words), known_labels(kind), kind.meant(words)
    heavy = weights(kind.name).beginning_with(begun, SUGGESTED)
    pks = dict.fromkeys([*meant, *heavy, *search(kind, Request(words, plain=True)).best(0, CONSIDERED)])
    if guesses and not pks:
        pks = meant = kind.like(words)
    unknown = [pk for pk in pks if pk not in labels]
    if unknown:
        labels.update((pk, labelled(kind, entry)) for pk, entry in kind.named(unknown).items())
    first, others = ([labels[pk] for pk in pks if pk in labels and (pk in meant) is said] for said in (True, False))
    found = dict.fromkeys([*first, *sorted(others, key=lambda label: not label[0].startswith(begun))])
    return [suggestion for _key, suggestion in found]


def known_labels(kind):
    """Return the dictionary `{pk: (folded label, suggestion)}` of a kind, filled as readers type.

    It begins empty, and is dropped when a row of the kind changes.
    """
    return library.remembered(("suggestions", kind.name), {kind.model_label}, dict)


def labelled(kind, entry):
    suggestion = kind.suggestion(entry)
    return fold(suggestion.label), suggestion


@dataclass(frozen=True)
class NamedTerm:
    """A term by all its names, and the criterion of a list that has it."""

    names: str  # folded, each word after a space
    kind: object
    facet: str
    suggestion: Suggestion

    @property
    def count(self):
        """How many entries it classes."""
        return library.index(self.kind.name).totals[self.facet].get(self.suggestion.value, 0)


def named_terms(words):
    """The terms that class something, those that class most entries first."""
    found = read_terms()
    for word in words.split():
        found = [one for one in found if f" {word}" in one.names]
    found = sorted(((one.count, one.suggestion) for one in found if one.count), key=lambda pair: -pair[0])
    return [suggestion for _count, suggestion in found[:SUGGESTED]]


def read_terms():
    return library.remembered("terms", {"directory.term"}, lambda: list(load_terms()))


def load_terms():
    criteria = vocabularies()
    for term in Term.objects.prefetch_related("labels"):
        if term.vocabulary in criteria:
            kind, name, facet = criteria[term.vocabulary]
            names = "".join(f" {fold(text)}" for text in [term.name, *(one.label for one in term.labels.all())])
            url = f"{kind.url('list')}?{urlencode({name: term.slug})}"
            yield NamedTerm(names, kind, name, Suggestion("Thèmes", term.name, url, term.slug, facet.label.lower()))


def vocabularies():
    """For each vocabulary, the list that it is a main criterion of: of projects before any other."""
    return {
        facet.vocabulary: (kind, name, facet)
        for kind in KINDS.searched().values()
        for name, facet in kind.facets.items()
        if isinstance(facet, TermFacet) and not facet.secondary and name in kind.filters
    }
