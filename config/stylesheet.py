"""The one stylesheet of the site, assembled from the small files of `static/css`.

Small files suit those who write them; one request suits those who read the pages. A static files finder
joins them, so that `runserver`, the tests and `collectstatic` all serve the same `css/site.css` and nobody
has a build step to remember. Cascade layers (first line of `tokens.css`) decide what wins, not the order.
"""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

SHEET, BOTH = "css/site.css", "css/composants.css"
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*?\n  \})", re.DOTALL)
SOURCES = Path(settings.BASE_DIR, "static", "css")
PARTS = ("tokens.css", "base.css", "layout.css", "components/*.css", "utilities.css", "print.css")
BUILT = Path(settings.BASE_DIR, "var", "stylesheet")


def parts():
    """The source files, in the order in which they are joined."""
    return [path for pattern in PARTS for path in sorted(SOURCES.glob(pattern))]


def assemble():
    return "\n".join(path.read_text(encoding="utf-8") for path in parts())


def both_themes():
    """The sheet where the dark theme is what holds inside `.dark`: one page may show both."""
    return DARK.sub(lambda rules: f"@scope (.dark) {{{rules[1].replace(':root', ':scope')}", assemble())


def sheets():
    """What is offered, and how it is made: the page of the components may be opened after `collectstatic`."""
    return {SHEET: assemble, BOTH: both_themes}


def build(sheet=SHEET):
    """Write a sheet where the static files views can read it, unless it is already up to date."""
    target, text = BUILT / sheet, sheets()[sheet]()
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(".draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
    return target


class StylesheetFinder(BaseFinder):
    """Offers the sheets, as fresh as their sources."""

    storage = FileSystemStorage(location=BUILT)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path not in sheets():
            return []
        found = str(build(path))
        return [found] if find_all else found

    def list(self, ignore_patterns):
        for sheet in sheets():
            if not matches_patterns(sheet, ignore_patterns):
                build(sheet)
                yield sheet, self.storage
