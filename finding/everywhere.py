"""A search across all the kinds of entries: one list, the best answers first.

A word may be rare in one kind and common in another: points are compared as shares of the most that there could be.
Ranks come before points: `_ranks` tells them.
"""

from dataclasses import replace
from functools import cached_property
from itertools import chain
from math import log1p
from operator import itemgetter
from urllib.parse import urlencode

from django.http import QueryDict

from directory.registry import KINDS
from engine.analysis import ask, lighter
from engine.matching import NO_GUESS
from engine.search import ENOUGH, Request, Search
from engine.spelling import as_written

from .filters import AS_TYPED
from .list_address import ListAddress, Understood
from .memory.answers import corrected, search
from .needs import need_of
from .readings import Read, read, without_nouns
from .weights import weights

TIERS, NAMED = 3, 2  # of a search: its title, words of its title, other words; those that name what is found
TELLING = 1.1  # what happened somewhere tells more than who or where: times the share of points that it has
HELD = 0.15  # what an entry that is named gains for each time that what it holds is multiplied by e
LONGEST_NUMBER = 4  # digits: a year is a word, a telephone number is not
COMPARED = 100  # entries of each kind, at least, that are put in order together


class Everywhere:
    """What the words of a reader find in every index. Points are compared from one kind to another.

    `plain` searches words as they are typed, even those that are filters or name a need.
    """

    def __init__(self, text, plain=False):
        self.text, self.plain = text, plain

    def __len__(self):
        return sum(one.total for one in self.searches.values())

    def __getitem__(self, place):
        return fetched(self._compared(max(place.stop, COMPARED))[place])

    @cached_property
    def searches(self):
        """Return the search of each kind: of the corrected words when no kind knows one of them, else as typed."""
        return self._searches(self._understood) if self._understood else self._as_typed

    @property
    def total(self):
        return len(self)

    @property
    def suggestion(self):
        """The search with the words that were meant; empty when every word is known somewhere."""
        return corrected(self.text, self._meant, [entry for _kind, entry in self[:ENOUGH]] if self._meant else ())

    @property
    def suggestion_url(self):
        return f"?{urlencode({'q': self.suggestion})}"

    @property
    def as_typed_url(self):
        """The same search, of the words as they are typed."""
        return f"?{urlencode({'q': self.text, 'mots': AS_TYPED})}"

    # What is read in the words

    @cached_property
    def read(self):
        """What each kind reads: of those that read filters, only those that read the most words of them."""
        if self.plain or not self.text.strip():
            return dict.fromkeys(KINDS.searched(), Read(self.text))
        told = self._told
        said = {name: sum(len(reading.words) for reading in one.readings) for name, one in told.items()}
        most = max(said.values())
        return {name: one for name, one in told.items() if said[name] == most and self._is_asked(name, one)}

    @cached_property
    def _told(self):
        """What each kind reads."""
        return {name: read(kind.filterset_class, self.text) for name, kind in KINDS.searched().items()}

    @property
    def only_asks(self):
        """Whether no word says what is looked for: « combien coûte »."""
        return bool(self.text.strip()) and not self.read

    def _is_asked(self, name, one):
        """Words that only ask, « quels projets », ask for the entries that they name, if any."""
        return bool(one.rest or one.readings) or KINDS[name].is_named_in(self.text)

    @property
    def aside(self):
        """The words that only ask."""
        told = self._told if self.only_asks else self.read
        return list(dict.fromkeys(chain.from_iterable(one.aside for one in told.values())))

    @property
    def is_read(self):
        """Whether some words were read as filters."""
        return any(one.readings for one in self.read.values())

    @property
    def understood(self):
        """The words that were read as filters, and the lists and the filters that they are."""
        understood = {}
        for name in self.read if self.is_read else ():
            kind = KINDS[name]
            for one in ListAddress(self._filterset(name, self.text), kind).understood:
                told = ", ".join(dict.fromkeys((kind.plural, one.told)))
                understood.setdefault(one.words, []).append(told)
        return [Understood(words, " ; ".join(told)) for words, told in understood.items()]

    def _filterset(self, name, text):
        return KINDS[name].filterset_class(QueryDict(urlencode({"q": text})))

    @property
    def need_told(self):
        """What is given first to who names a need: « les appels »."""
        return (self.need.words, f"les {KINDS[self.need.kind].plural} qui y répondent") if self.need else ()

    @cached_property
    def need(self):
        """The need that the words name, when entries answer to it; None otherwise."""
        return None if self.plain or self.is_read else need_of(self.text)

    @cached_property
    def _places(self):
        """The places of each kind that the words name: the one called so, else those that bear a name of no other."""
        if self.is_read or self.need:
            return {}
        places = {name: one.tiers for name, one in self.searches.items() if KINDS[name].holds_others}
        others = [one.tiers for name, one in self.searches.items() if name not in places]
        borne = not any(whole or titled for whole, titled, _others in others)
        named = {name: whole or (titled if borne else whole) for name, (whole, titled, _others) in places.items()}
        return {name: slots for name, slots in named.items() if slots}

    # What is found

    def _searches(self, text):
        """Nothing is looked for until something is wanted: « -casque » alone would find nearly everything."""
        requests = {name: self._request(name, text) for name in self.read}
        return {name: search(KINDS[name], one) for name, one in requests.items() if one}

    def _request(self, name, text):
        if self.need:
            return self._needed(name, text)
        if self.read[name].differs:
            return replace(self._filterset(name, text).asked(), corrects=False)
        if not ask(text).wants:
            return None
        text = text if self.plain else without_nouns(KINDS[name].filterset_class, text)
        return Request(text, corrects=False, begins=self._is_begun)

    @cached_property
    def _is_begun(self):
        """Whether the last word is only the beginning of one: no kind of entry knows it."""
        return all(search(kind, Request(self.text)).is_begun for kind in KINDS.searched().values())

    def _needed(self, name, text):
        """The entries that answer to a need, then those that are tied to them: what calls have funded."""
        if name == self.need.kind:
            return Request(self.need.rest, corrects=False)
        facets = [facet for facet, one in KINDS[name].facets.items() if self.need.kind in one.entries]
        if not facets:
            return Request(text, corrects=False)
        return Request(self.need.rest, values={facets[0]: self.need.answering(COMPARED)}, corrects=False)

    def _compared(self, stop):
        """The first entries of all, as (kind, pk): by rank, then by points and by what they hold."""
        found = []
        for name, one in self.searches.items():
            ranks, held = self._ranks(name, one), {} if self._is_there(name) else weights(name)
            for pk, tier, points in one.scored(stop, [tier for _rank, tier in ranks]):
                weight = log1p(held.get(pk, 0)) if tier < NAMED else 0
                found.append((-ranks[tier][0], self._share(name, points) + HELD * weight, name, pk))
        return [(name, pk) for _rank, _points, name, pk in sorted(found, key=itemgetter(0, 1), reverse=True)]

    def _share(self, name, points):
        """The points of an entry as a share of the most that there could be, to be compared between kinds."""
        most = self.searches[name].ceiling or 1  # no word, no ceiling
        return points / most * (TELLING if KINDS[name].takes_place else 1)

    def _ranks(self, name, one):
        """The sets of entries of a kind, each with its rank among those of all the kinds.

        A need gives what answers to it, what is tied to that, then all the rest.
        """
        if self._places:
            return self._ranks_of_place(name, one)
        first = 0
        if self.need:
            first = 0 if name == self.need.kind else TIERS if one.request.values else 2 * TIERS
        return list(enumerate(one.tiers, first))

    def _is_there(self, name):
        """Whether the entries of a kind are shown for the place where they are, not for their names."""
        return bool(self._places) and not KINDS[name].holds_others

    def _ranks_of_place(self, name, one):
        """The name of a place gives its page, what happens there, who is there, what else says so, other places."""
        if KINDS[name].holds_others:
            whole, titled, others = one.tiers
            page = titled if not whole and len(titled) == 1 else whole  # « Val de Garonne » is « … Agglomération »
            return [(0, page), (4, titled - page), (4, others)]
        there = self._there(name, one)
        return [(1 if KINDS[name].takes_place else 2, there), (3, one.found - there)]

    def _there(self, name, one):
        """The entries found that are in the places named."""
        facets = [facet for facet, item in KINDS[name].facets.items() if self._places.keys() & {*item.entries}]
        values = dict.fromkeys(facets[:1], self._place_slugs)
        asked = replace(one.request, values=values)
        return Search(one.index, asked, one.synonyms).found if values else one.found - one.found

    @cached_property
    def _place_slugs(self):
        slugs = set()
        for name, slots in self._places.items():
            pks = [self.searches[name].index.pks[slot] for slot in slots]
            slugs |= {*KINDS[name].entries().filter(pk__in=pks).values_list("slug", flat=True)}
        return slugs

    # What was meant

    @cached_property
    def _understood(self):
        return corrected(self.text, self._meant)

    @cached_property
    def _meant(self):
        """For each word that no kind of entry knows, the one that it looks like."""
        unknown = [one.corrected.keys() for one in self._as_typed.values()]
        words = set.intersection(*map(set, unknown)) if unknown else ()
        return {word: self._closest(word) for word in words}

    @cached_property
    def _as_typed(self):
        return self._searches(self.text)

    def _closest(self, word):
        """Of the words that it was most likely meant to be in each kind of entry, the best guess."""
        guesses = (one.closest(word) for one in self._as_typed.values())
        return min((one for one in guesses if one != NO_GUESS), default=NO_GUESS)[-1]

    # What else one could ask

    @property
    def by_kind(self):
        """The kinds of entries that hold something, how much, and the list of them, the most first."""
        totals = [(KINDS[name], one.total, self._list_url(name)) for name, one in self.searches.items() if one.total]
        return sorted(totals, key=itemgetter(1), reverse=True)

    def _list_url(self, name):
        """The list of the entries of a kind that were found."""
        request = self.searches[name].request
        asked = [("q", request.text if self.need else self.text)]
        if self.need:
            asked += [(facet, value) for facet, values in request.values.items() for value in values]
        if self.plain:
            asked.append(("mots", AS_TYPED))
        query = urlencode([(parameter, value) for parameter, value in asked if value])
        return f"{KINDS[name].list_url}?{query}" if query else KINDS[name].list_url

    @property
    def missed(self):
        """When nothing is found, the words that no entry holds, or all of them; numbers that identify are no words."""
        asked = ask(self.text).words if self.searches and not len(self) else ()
        unknown = {word for word in asked if all(word in one.corrected for one in self.searches.values())}
        return [word for word in asked if word in (unknown or asked) and sum(map(str.isdigit, word)) <= LONGEST_NUMBER]

    @cached_property
    def partial(self):
        """When few entries hold all the words, those that hold most of them, places last."""
        if len(self) >= ENOUGH:
            return []
        found = [
            (not KINDS[name].holds_others, self._share(name, points), name, pk)
            for name, one in self.searches.items()
            for pk, points in one.partial
        ]
        best = sorted(found, key=itemgetter(0, 1), reverse=True)
        return fetched([(name, pk) for _is_no_place, _share, name, pk in best][:ENOUGH])

    def lacking(self, kind, entry):
        """The words of the reader that an entry does not hold."""
        return self.searches[kind.name].lacking(entry.pk)

    @property
    def lighter(self):
        """When nothing is found, the search without one of its words, when that finds something, and how much."""
        rests = () if len(self) else lighter(self.text).items()
        found = ((as_written((word,), [self.text]), rest, len(Everywhere(rest))) for word, rest in rests)
        return sorted((one for one in found if one[-1]), key=itemgetter(2), reverse=True)

    @property
    def related(self):
        """The other names that were looked for too."""
        related = {}
        for one in self.searches.values():
            for asked, others in one.related:
                related.setdefault(asked, {}).update(dict.fromkeys(others))
        return {asked: list(others) for asked, others in related.items()}


def fetched(found):
    """The entries with what tells them from their homonyms, in the order in which they were found.

    One query for each kind, and one more where homonyms are told apart.
    """
    entries = {}
    for name in {name for name, _pk in found}:
        kind = KINDS[name]
        rows = kind.entries().prefetch_related(*kind.homonyms())
        rows = rows.in_bulk([pk for other, pk in found if other == name])
        entries |= {(name, pk): entry for pk, entry in rows.items()}
    return [(KINDS[name], entries[name, pk]) for name, pk in found if (name, pk) in entries]
