"""Whole pages, through all that a request goes through, on a connection that stays open."""

import gc
from functools import partial
from heapq import nlargest
from io import BytesIO
from itertools import count, cycle, islice, repeat
from urllib.parse import quote

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory
from django.urls import resolve

from finding.cards import cards
from finding.memory.library import library
from finding.suggestions import SHORTEST
from opendata.api.resources import rows_told

from .engine import SHOWN, WORDS
from .timing import clock, medians, usually, usually_in_turn

TIMES = 60
LIST = f"/projets/?par_page={SHOWN}"
FEED = "/projets/?format=atom"
API, VALUES = f"/api/v1/projets/?par_page={SHOWN}", "/valeurs/"
WITH_WORDS = [f"{LIST}&q={quote(word)}" for word in WORDS]
WITH_FILTERS = [f"{LIST}&metier=mediation&territoire={slug}" for slug in ("gironde", "charente", "landes", "creuse")]
TYPED = ("par", "expo", "musé", "média", "patri", "jeu", "festi", "atel", "spec")


class Browser:
    """Asks the site for pages as a browser would. An address that was never asked for is in no cache."""

    def __init__(self, refusals=()):
        """`refusals` are the answers, beside a page, that are as good as one."""
        self._answers = ("200 OK", *refusals)
        settings.ROOT_URLCONF = "tests.benchmarks.addresses"
        self._application, self._new = get_wsgi_application(), count()

    def get(self, address, **headers):
        """What is answered at an address: its status and its headers."""
        path, _, query = address.partition("?")
        answer = {}
        chunks = self._application(
            {**environment(path, query), **headers}, lambda status, said: answer.update(said, status=status)
        )
        answer["size"] = sum(map(len, chunks))
        chunks.close()
        return answer

    def fresh(self, address, **headers):
        """The page at an address, which nobody has asked for yet."""
        separator, number = "&" if "?" in address else "?", next(self._new)
        other = f"montant_max={10**9 + number}" if address == API else f"essai={number}"  # it refuses what it ignores
        answer = self.get(f"{address}{separator}{other}", **headers)
        if answer["status"] not in self._answers:
            raise AssertionError(f"{address} : {answer['status']}")

    def visits(self, addresses, **headers):
        """Visits without end to pages that nobody has asked for yet; other pages may have shown their rows."""
        return (partial(self.fresh, address, **headers) for address in cycle(addresses))

    def usually(self, addresses):
        """The median time of such visits."""
        return usually(islice(self.visits(addresses), TIMES))

    def usually_new(self, address):
        """The same, when nobody has seen their rows either."""
        return usually(lambda: self.fresh(address) for _ in forgetting(TIMES))


def usual_words():
    """The words that most projects hold, each to be asked once."""
    lexicon = library.index("projects").lexicon
    held = ((len(lexicon.documents(word)), word) for word in lexicon.archive.texts if len(word) > SHORTEST)
    return [word for _count, word in nlargest(TIMES, held) if word not in WORDS]


def forgetting(times):
    """So many times, with no row of a list in memory."""
    for time in range(times):
        cards.forget()
        rows_told.forget()
        yield time


def environment(path, query):
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
    }


def measured():
    browser = Browser()
    for address in ("/bonjour/", LIST, API, VALUES, *WITH_WORDS):
        browser.fresh(address)  # templates are compiled, options are read
    gc.freeze()  # as a worker of gunicorn does once it is ready
    return {
        **usually_in_turn(compared(browser), TIMES),
        "page jamais vue": browser.usually_new(LIST),
        "page, mots nouveaux": browser.usually([f"{LIST}&q={quote(word)}" for word in usual_words()]),
        "page de l’API jamais vue": usually(lambda: browser.fresh(API) for _ in forgetting(TIMES)),
        "page en JSON": browser.usually([f"{LIST}&format=json"]),
        "flux à faire": browser.usually([FEED]),
        "suggestions nouvelles": browser.usually([f"/recherche/suggestions/?q={word[:-1]}" for word in usual_words()]),
        "poids de la page": browser.get(LIST)["size"] / 1000,
        **parts(),
    }


def compared(browser):
    """What is compared with the view that says hello or with the page: made anew, made once, already received."""
    tag, feed_tag = (browser.get(address).get("ETag", "") for address in (LIST, FEED))
    return {
        "bonjour": browser.visits(["/bonjour/"]),
        "page": browser.visits([LIST]),
        "page filtrée": browser.visits(WITH_FILTERS),
        "page avec des mots": browser.visits(WITH_WORDS),
        "page de l’API": browser.visits([API]),
        "page de valeurs": browser.visits([VALUES]),
        "page compressée": browser.visits([LIST], HTTP_ACCEPT_ENCODING="gzip"),
        "suggestions": browser.visits([f"/recherche/suggestions/?q={quote(typed)}" for typed in TYPED]),
        "page déjà faite": repeat(partial(browser.get, LIST)),
        "page déjà reçue": repeat(partial(browser.get, LIST, HTTP_IF_NONE_MATCH=tag)),
        "flux déjà fait": repeat(partial(browser.get, FEED)),
        "flux déjà reçu": repeat(partial(browser.get, FEED, HTTP_IF_NONE_MATCH=feed_tag)),
    }


def parts():
    """Where the time of a page goes, in the order of the work; the middleware is the rest."""
    return medians([part_times() for _ in range(TIMES)])


def part_times():
    view, moments = view_of(LIST), [clock()]
    library.catch_up()
    listing = view.listing
    listing.search.page(listing.filterset.sort, 0, SHOWN)
    facets = [facet.first for facet in listing.facets.values()]
    moments.append(clock())
    cards.forget()
    assert facets and cards.html(listing.shown, "projects/_row.html", "project")
    moments.append(clock())
    view.get(view.request).render()
    moments.append(clock())
    names = ("part de la recherche", "part des fiches", "part du gabarit")
    return dict(zip(names, (end - start for start, end in zip(moments, moments[1:], strict=False)), strict=True))


def view_of(address):
    request = RequestFactory().get(address)
    found = resolve(request.path)
    view = found.func.view_class(**found.func.view_initkwargs)
    view.setup(request, *found.args, **found.kwargs)
    return view
