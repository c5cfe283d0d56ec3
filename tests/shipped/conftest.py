"""The content shipped for the region: it takes a while to load, so that each module loads it once."""

from io import StringIO

from django.core.management import call_command

from tests.once import once


def load():
    out = StringIO()
    call_command("load_content", stdout=out)
    return out.getvalue()


content = once(load)  # what loading the content says
