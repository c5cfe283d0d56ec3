"""The sorts of files that staff may bring in."""

from django.utils.module_loading import import_string

from directory.registry import KINDS
from finding.kinds import Brought


def sorts():
    """All of them, by slug, in the order of the menus."""
    found = {}
    for kind in KINDS.ranked():
        if kind.importer:
            found[kind.name] = Brought(kind.name, kind.plural.capitalize(), kind.importer, kind.model_label)
        found |= {one.slug: one for one in kind.brought}
    return found


def allowed(user):
    """Those whose rows somebody may add."""
    return {slug: sort for slug, sort in sorts().items() if may_add(user, sort)}


def may_add(user, sort):
    app, _, model = sort.makes.partition(".")
    return user.has_perm(f"{app}.add_{model}")


def importer_of(slug):
    return import_string(sorts()[slug].importer)
