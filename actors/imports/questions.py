"""Who the unknown names of a file may be: actors that look alike, with the reason; persons, perhaps."""

from collections import defaultdict

from curation.imports.questions import Question
from curation.imports.report import Heading
from french.folding import fold

from ..likeness import lookalikes
from ..personhood import Personhood

ACTOR, PERSON = "acteur", "personne"  # subjects of decisions


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
