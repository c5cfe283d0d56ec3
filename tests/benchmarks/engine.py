"""A list asked of the index, and of the database: how many entries, the first 24, and every count."""

from itertools import cycle, islice

from django.http import QueryDict

from directory.registry import KINDS
from finding.memory.answers import search
from finding.memory.library import library
from finding.oracle import Oracle
from projects.synthetic.prose import COINED

from .timing import usually

SHOWN = 24
BY_INDEX, BY_DATABASE = 60, 4  # times each question is asked

SOME = "metier=mediation&territoire=gironde"
RARE = COINED.things[400:1000:30]
WORDS = ("parcours", "exposition", "application", "patrimoine", "musée", "jeu", "festival", "spectacle", "atelier")
PHRASES = ('"avec les habitants"', '"donne à voir"', '"pour tous les publics"', '"sous licence libre"')
THREE = ("parcours sonore familles", "musée jeu enfants", "exposition tactile habitants", "atelier archives été")

# By kind of question, the query strings to ask in turn: what a search keeps ready is never the answer itself.
QUESTIONS = {
    "sans filtre": [""],
    "un filtre large": ["metier=mediation", "metier=creation", "metier=diffusion"],
    "trois filtres": [f"{SOME}&annee={year}" for year in (2024, 2023, 2022)],
    "un montant": ["montant_min=20000&tri=montant", "montant_max=8000&tri=montant"],
    "un mot courant": [f"q={word}" for word in WORDS],
    "un mot rare": [f"q={word}" for word in RARE],
    "une expression": [f"q={phrase}" for phrase in PHRASES],
    "trois mots": [f"q={words}" for words in THREE],
    "un mot et deux filtres": [f"q={word}&{SOME}" for word in WORDS],
}


class WordsOracle(Oracle):
    """The database asked for words in the plainest way, which knows neither forms, nor names, nor relevance."""

    def sorted(self):
        """By the order asked for; the database knows no relevance, and the first order stands for it."""
        sort = self.filterset.SORTS.get(self.filterset.sort) or next(iter(self.filterset.SORTS.values()))
        return self.matching().order_by(*sort.ordering)


def filters(query):
    return KINDS["projects"].filterset_class(QueryDict(query))


def by_index(filterset):
    return told(search(KINDS["projects"], filterset.asked()), filterset)


def told(found, filterset):
    """The total, the first ones and every count."""
    ids = found.best(0, SHOWN) if filterset.chosen("q") else found.page(filterset.sort, 0, SHOWN)
    return found.total, ids, {name: found.counts(name) for name in filterset.facets}


def by_database(filterset):
    oracle = WordsOracle(filterset, KINDS["projects"].entries())
    ids = [entry.pk for entry in oracle.sorted().only("pk")[:SHOWN]]
    return oracle.matching().count(), ids, {name: oracle.counts(name) for name in filterset.facets}


def asked(answer, queries, times):
    """The median time of an answer, the questions asked in turn; reading their filters is not measured."""
    filtersets = map(filters, islice(cycle(queries), times))
    return usually(lambda one=one: answer(one) for one in prepared(filtersets))


def prepared(filtersets):
    for filterset in filtersets:
        filterset.asked()
        yield filterset


def check(queries):
    """Without words, both answer the same."""
    for query in queries:
        filterset = filters(query)
        if not filterset.chosen("q") and by_index(filterset) != by_database(filterset):
            raise AssertionError(f"« {query} » : l’index et la base ne disent pas la même chose.")


def answered(answer=by_index):
    """How long the index takes to answer each kind of question."""
    library.catch_up()
    return {f"index, {kind}": asked(answer, queries, BY_INDEX) for kind, queries in QUESTIONS.items()}


def compared():
    """How long the database takes, once it has said the same."""
    library.catch_up()
    times = {}
    for kind, queries in QUESTIONS.items():
        check(queries[:1])
        times[f"base, {kind}"] = asked(by_database, queries, BY_DATABASE)
    return times
