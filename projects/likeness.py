"""Which projects look alike: one title, or one holder and titles that are near."""

from collections import defaultdict
from itertools import combinations

from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import extract

from curation.imports.corrections import NUMBER
from curation.imports.questions import Candidate
from french.folding import fold

from .models import Participation, Project

NEAR = 80  # of a hundred, beside a common holder
MOST_NAMESAKES = 4  # projects of one title: beyond, the title says nothing (« Résidence »)
VERY_NEAR = 90  # of a hundred, for a title alone
SHOWN = 3


def there():
    """The projects of today: by folded title, by identifier of a holder, and the folded title of each."""
    titles, held = defaultdict(set), defaultdict(set)
    keys = dict(Project.objects.filter(merged_into=None).real().values_list("pk", "key"))
    for pk, key in keys.items():
        titles[key].add(pk)
    for pk, holder in Participation.objects.holders().order_by().values_list("project", "actor__identifier"):
        if pk in keys:
            held[holder].add(pk)
    return titles, held, keys


def candidate(project, reason):
    holders = ", ".join(map(str, project.holders))
    return Candidate(project.identifier, project.name, reason, tuple(filter(None, [holders, project.starts.display])))


def alike(title: str) -> list[Candidate]:
    """The projects whose title looks like one that is being typed, the most alike first."""
    _, _, keys = there()
    found = extract(fold(title), keys, scorer=token_sort_ratio, score_cutoff=VERY_NEAR, limit=SHOWN)
    projects = Project.objects.prefetch_related("participations__actor").in_bulk([pk for _, _, pk in found])
    reasons = {pk: "le même titre" if score == 100 else "un titre proche" for _, score, pk in found}
    return [candidate(projects[pk], reason) for pk, reason in reasons.items()]


def pairs_alike() -> dict[tuple[str, str], tuple[int, str]]:
    """Return `{(identifier, identifier): (score, reason)}` of the projects that may be one."""
    titles, held, keys = there()
    names = dict(Project.objects.filter(pk__in=keys).values_list("pk", "identifier"))
    holders = defaultdict(set)
    for holder, projects in held.items():
        for pk in projects:
            holders[pk].add(holder)
    found = {}
    for namesakes in (group for group in titles.values() if 1 < len(group) <= MOST_NAMESAKES):
        for one, other in combinations(sorted(namesakes), 2):
            is_of_one = not holders[one].isdisjoint(holders[other])
            reason = "le même titre et le même porteur" if is_of_one else "le même titre"
            found[names[one], names[other]] = (100, reason) if is_of_one else (95, reason)
    for projects in held.values():
        for one, other in combinations(sorted(projects), 2):
            score = token_sort_ratio(keys[one], keys[other])
            is_numbered_alike = NUMBER.findall(keys[one]) == NUMBER.findall(keys[other])
            if score >= NEAR and is_numbered_alike and keys[one] != keys[other]:
                found[names[one], names[other]] = (int(score) - 5, "le même porteur et un titre proche")
    return found
