"""One step of the measures, in a process of its own: what it found, as JSON.

python -m tests.benchmarks.step pages
"""

import json
import os
import sys

import django


def main(name):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from projects.synthetic.base import MARK

    from . import costs, engine, exported, importing, indexing, million, pages, relevance, taking

    steps = {
        "built": indexing.built,
        "stored": indexing.stored,
        "loaded": indexing.loaded,
        "answered": engine.answered,
        "compared": engine.compared,
        "pages": pages.measured,
        "costs": costs.measured,
        "taken": taking.measured,
        "made": million.made,
        "asked": million.asked,
        "judged": lambda: {"judged": relevance.report(relevance.keys(without=MARK))},
        "exported": exported.exported,
        "replied": exported.replied,
        "imported": importing.measured,
        "read": importing.read,
        "edit": importing.edit,
    }
    found = steps[name]()
    if found is not None:
        json.dump(found, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1])
