"""Who the unknown names of a file may be: actors that look alike, with the reason; persons, perhaps."""

from collections import defaultdict

from rapidfuzz import fuzz

from curation.imports.questions import Candidate, Question
from curation.imports.report import Heading
from french.folding import fold

from ..models import Actor, ActorName
from ..personhood import Personhood

ACTOR, PERSON = "acteur", "personne"  # subjects of decisions
MOST = 3  # candidates shown for a name
NEAR = 86  # of a hundred: « Cie du Lac Bleu » and « Compagnie du Lac Bleu » are 84, and share all their rare words
COMMON = 40  # actors with a word: beyond, the word says nothing of who is meant
EMPTY = frozenset("le la les l de du des d et en a au aux un une pour sur".split())
# words that are in the name of one and not of the other, and change nothing
FORMS = frozenset("association asso compagnie cie collectif sarl sas scop scic eurl societe ste centre".split())


def questions_about(index, report):
    """What the newcomers of a file make one ask, each once."""
    lines = defaultdict(set)
    for remark in report.of(Heading.CREATED):
        lines[fold(remark.value)].add(remark.line)
    newcomers = [it for it in index.newcomers.values() if fold(it.name) in lines]
    alike = lookalikes([it.name for it in newcomers]) if newcomers else {}
    for one in newcomers:
        key, seen = fold(one.name), tuple(sorted(lines[fold(one.name)]))
        if found := alike.get(one.name):
            yield Question(ACTOR, key, one.name, seen, candidates=tuple(found))
        if one.personhood == Personhood.UNKNOWN:
            yield Question(PERSON, key, one.name, seen)


def lookalikes(names):
    """Return `{name: candidates}`, the most alike first, of those that look like actors of the directory."""
    actors = Actor.objects.filter(merged_into=None).real().select_related("seat", "actor_type")
    known = {it.pk: it for it in actors}
    written = [(pk, it.key) for pk, it in known.items()]
    written += [(pk, key) for pk, key in known_names() if pk in known]
    by_word = defaultdict(set)
    for position, (_, key) in enumerate(written):
        for word in {*meaningful(key), initials(key)}:
            by_word[word].add(position)
    found = {}
    for name in names:
        scored = defaultdict(lambda: (0, ""))
        for position in near(fold(name), by_word):
            pk, key = written[position]
            scored[pk] = max(scored[pk], likeness(fold(name), key))
        best = sorted(((score, pk) for pk, score in scored.items() if score[0]), reverse=True)[:MOST]
        found[name] = [candidate(known[pk], reason) for (_, reason), pk in best]
    return found


def known_names():
    return ActorName.objects.values_list("actor_id", "key")


def near(key, by_word):
    """The positions of the names that share a rare word with one, or its initials."""
    rare = [by_word[word] for word in {*meaningful(key), initials(key)} if word and len(by_word[word]) <= COMMON]
    return set().union(*rare)


def likeness(one, other):
    """How much two folded names look like one, of a hundred, and why; 0 when nothing says so."""
    words, others = meaningful(one), meaningful(other)
    if words and set(words) == set(others):
        return 100, "les mêmes mots"
    if acronym_of(one, other) or acronym_of(other, one):
        return 95, "un sigle et ses mots"
    score = fuzz.token_sort_ratio(" ".join(words), " ".join(others))
    return (score, "des noms proches") if score >= NEAR else (0, "")


def acronym_of(short, long):
    return len(short) > 2 and " " not in short and short == initials(long)


def initials(key):
    words = [word for word in key.split() if word not in EMPTY]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def meaningful(key):
    """The words of a folded name that tell who is meant; all of them when none does."""
    words = key.split()
    return [word for word in words if word not in EMPTY | FORMS] or words


def candidate(actor, reason):
    facts = [str(actor.actor_type or ""), str(actor.seat or ""), actor.siret and f"SIRET {actor.siret}"]
    return Candidate(actor.identifier, actor.name, reason, tuple(filter(None, facts)))
