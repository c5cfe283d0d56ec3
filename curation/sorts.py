"""The sorts of files that staff may bring in."""

from django.utils.module_loading import import_string

from accounts.rights import Action, Subject, may, roles_of
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
    return {slug: sort for slug, sort in sorts().items() if may_prepare(user, sort)}


def may_prepare(user, sort):
    """Whether an account may deposit files of a sort; without a role, whether it may add the rows that they make."""
    app, _, model = sort.makes.partition(".")
    if user.is_superuser or roles_of(user):
        return may(user, Action.PREPARE, Subject.IMPORT)
    return user.has_perm(f"{app}.add_{model}")


def may_write(user):
    """Whether an account may write what was prepared, and undo it."""
    return may(user, Action.WRITE, Subject.IMPORT)


def importer_of(slug):
    return import_string(sorts()[slug].importer)
