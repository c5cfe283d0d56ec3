"""What must hold of every kind of entry, for the pages that go over them."""

from django.core.checks import Error, register

from directory.registry import KINDS

ALWAYS = ("name", "label", "plural", "model", "path", "pages")


@register
def kinds_say_all_that_is_asked(app_configs=None, **kwargs):
    """A kind is called something and is somewhere; one that has a link in the menu has another to its whole list."""
    missing = [(kind, name) for kind in KINDS.values() for name in asked_of(kind) if not getattr(kind, name)]
    return [
        Error(f"{type(kind).__name__} has no `{name}`.", obj=type(kind), id="finding.E001") for kind, name in missing
    ]


@register
def calendars_have_an_address(app_configs=None, **kwargs):
    """A kind that names the address of its calendar has a list that gives one, and no other kind has."""
    kinds = KINDS.searched().values()
    wrong = [kind for kind in kinds if bool(kind.calendar) != ("ics" in kind.filters["format"].formats)]
    return [
        Error(
            f"{type(kind).__name__} has `calendar` or the format « ics », not both.", obj=type(kind), id="finding.E002"
        )
        for kind in wrong
    ]


def asked_of(kind):
    return (*ALWAYS, "every") if kind.menu else ALWAYS
