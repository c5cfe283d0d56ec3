"""Which actors look alike: by the words of their names, whatever the form, the order or the initials."""

from collections import defaultdict

from rapidfuzz import fuzz

from curation.imports.questions import Candidate
from french.folding import fold

from .models import Actor, ActorName

MOST = 3  # candidates shown for a name
NEAR = 86  # of a hundred: « Cie du Lac Bleu » and « Compagnie du Lac Bleu » are 84, and share all their rare words
COMMON = 40  # actors with a word: beyond, the word says nothing of who is meant
EMPTY = frozenset("le la les l de du des d et en a au aux un une pour sur".split())
# words that are in the name of one and not of the other, and change nothing
FORMS = frozenset("association asso compagnie cie collectif sarl sas scop scic eurl societe ste centre".split())


def lookalikes(names):
    """Return `{name: candidates}`, the most alike first, of those that look like actors of the directory."""
    known, written, by_word = there()
    found = {}
    for name in names:
        scored = defaultdict(lambda: (0, ""))
        for position in near(fold(name), by_word):
            pk, key = written[position]
            scored[pk] = max(scored[pk], likeness(fold(name), key))
        best = sorted(((score, pk) for pk, score in scored.items() if score[0]), reverse=True)[:MOST]
        found[name] = [candidate(known[pk], reason) for (_, reason), pk in best]
    return found


def there():
    """The actors of today by key; the names that they have, as pairs (key, folded name); those by word, as ranks."""
    actors = Actor.objects.filter(merged_into=None).real().select_related("seat", "actor_type")
    known = {it.pk: it for it in actors}
    written = [(pk, it.key) for pk, it in known.items()]
    written += [(pk, key) for pk, key in known_names() if pk in known]
    by_word = defaultdict(set)
    for position, (_, key) in enumerate(written):
        for word in {*meaningful(key), initials(key)}:
            by_word[word].add(position)
    return known, written, by_word


def pairs_alike():
    """Return `{(identifier, identifier): (score, reason)}` of the actors that may be one."""
    known, written, by_word = there()
    found = {}
    for rank, (pk, key) in enumerate(written):
        for other_rank in near(key, by_word):
            other, other_key = written[other_rank]
            score, reason = likeness(key, other_key) if other_rank > rank and other != pk else (0, "")
            if score and may_be_one(known[pk], known[other]):
                pair = tuple(sorted((known[pk].identifier, known[other].identifier)))
                found[pair] = max(found.get(pair, (0, "")), (score, reason))
    return found


def may_be_one(one, other):
    """Whether nothing official says that they are two: neither a number nor a commune."""
    numbers = ((one.siret, other.siret), (one.rna, other.rna), (one.seat_id, other.seat_id))
    return not any(this and that and this != that for this, that in numbers)


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
