"""Whatever is written, by whatever way, the log of changes leads to every document that it changes."""

from contextlib import contextmanager

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models.deletion import ProtectedError
from django.test.utils import CaptureQueriesContext

from directory.models import Change, FormerSlug, Recorded, RecordedQuerySet, SourceRecord
from directory.search.journal import Version
from directory.search.library import SOURCES
from tests.directory.search.everything import edits, erasures, links, make_everything

pytestmark = pytest.mark.django_db

KINDS = [source.filterset_class._meta.model for source in SOURCES.values()]
APPS = {"directory", *(model._meta.app_label for model in KINDS)}
OURS = [model for model in apps.get_models() if model._meta.app_label in APPS]
RECORDED = [model for model in OURS if issubclass(model, Recorded) and not model._meta.proxy]
LINKS = [field for model in RECORDED for field in model._meta.local_many_to_many]
UNSEEN = {Change, FormerSlug, SourceRecord}  # an address that leads elsewhere is recorded with its entry
REFUSED = (ValidationError, DatabaseError, ProtectedError, TypeError)


def documents():
    return {name: {one.pk: one for one in source.documents()} for name, source in SOURCES.items()}


def patched(held, version):
    """The documents of a process that held these, once it has read the log."""
    _end, touched = version.news()
    pks = {name: set().union(*(one.reached(*news) for news in touched.items())) for name, one in SOURCES.items()}
    return {name: again(source, held[name], pks[name]) for name, source in SOURCES.items()}


def again(source, held, pks):
    if None in pks:
        return {one.pk: one for one in source.documents()}
    kept = {pk: one for pk, one in held.items() if pk not in pks}
    return kept | {one.pk: one for one in source.documents(pks)}


@contextmanager
def undone():
    """An edit that may be refused, taken back afterwards."""
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    except REFUSED:
        pass


class Reader:
    """A process that knows the documents of now; what it tries is taken back."""

    def __init__(self):
        make_everything()
        with CaptureQueriesContext(connection) as captured:
            self.held, self.version = documents(), Version.now()
        self.queries = " ".join(one["sql"] for one in captured)
        self.missed = []

    def reads(self, column):
        """A document is made from what the column holds."""
        return f'"{column.column}"' in self.queries and f'"{column.model._meta.db_table}"' in self.queries

    def follow(self, edit, *args):
        with undone():
            edit(*args)
            if patched(self.held, self.version) != documents():
                self.missed.append((edit, *args))


def test_all_that_is_public_is_recorded():
    assert {model for model in OURS if not issubclass(model, Recorded)} == UNSEEN
    for model in RECORDED:
        assert isinstance(model._default_manager.all(), RecordedQuerySet)


@pytest.mark.parametrize("model", RECORDED)
def test_written_row_changes_the_documents_that_say_it(model):
    reader = Reader()

    for way, pk, column, value in edits(filter(reader.reads, model._meta.concrete_fields)):
        reader.follow(way, column.model._base_manager.get(pk=pk), column, value)

    assert reader.missed == []


@pytest.mark.parametrize("model", RECORDED)
def test_deleted_row_leaves_the_documents_that_said_it(model):
    reader = Reader()

    for way, pk in erasures(model):
        reader.follow(way, model._base_manager.get(pk=pk))

    assert reader.missed == []


@pytest.mark.parametrize("field", LINKS)
def test_linked_rows_change_the_documents_at_both_ends(field):
    reader = Reader()

    for edit in links(field):
        reader.follow(edit)

    assert reader.missed == []
