"""Which program makes the pages: a name that changes with each deployment, and is the same on every machine."""

from functools import cache
from hashlib import blake2b

from django.conf import settings
from django.views.debug import SafeExceptionReporterFilter

from finding.memory.shelf import packages

from . import settings as declared

KEPT_QUIET = ("BASE_DIR", "DATABASES", "EMAIL_HOST_USER")  # no page is made of where rows are and mail goes
SECRETS = SafeExceptionReporterFilter()  # hides passwords and keys, in settings of settings too


@cache
def release():
    """A digest of all that pages are made of besides the data: the program, its dependencies, its settings."""
    digest = blake2b(told_by_settings().encode(), digest_size=6)
    for path in sources():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def sources():
    """Code, templates, style, data of the region, lock files."""
    folders = packages() | {settings.REGION["data"], *settings.TEMPLATES[0]["DIRS"]}
    folders |= {settings.BASE_DIR / name for name in ("requirements", "static")}
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in files if path.suffix != ".pyc")


def told_by_settings():
    """What an installation decides, but for the folder where it is and for all that may hold a secret.

    Readers are given the digest in each ETag: a weak password could be guessed from it, the rest being known.
    """
    names = (name for name in vars(declared) if name.isupper() and name not in KEPT_QUIET)
    told = [(name, SECRETS.cleanse_setting(name, getattr(settings, name))) for name in names]
    return repr(told).replace(str(settings.BASE_DIR), "")
