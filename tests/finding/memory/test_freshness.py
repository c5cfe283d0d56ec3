"""Whatever is written, by whatever way, the log of changes leads to every document that it changes."""

from contextlib import contextmanager
from itertools import chain

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models.deletion import ProtectedError
from django.test.utils import CaptureQueriesContext

from directory.models import Change, FormerSlug, Layout, Recorded, RecordedQuerySet, Revision, SourceRecord, Version
from directory.registry import KINDS
from finding.memory.journal import LogMark
from projects.models import FundingTelling
from tests.finding.memory.everything import edits, erasures, links, make_everything
from tests.once import once

pytestmark = pytest.mark.django_db

APPS = {"directory", *KINDS.apps()}
OURS = [model for model in apps.get_models() if model._meta.app_label in APPS]
RECORDED = [model for model in OURS if issubclass(model, Recorded) and not model._meta.proxy]
LINKS = [field for model in RECORDED for field in model._meta.local_many_to_many]
# an address that leads elsewhere is recorded with its entry, what a list told with the grant; history is for staff
UNSEEN = {Change, FormerSlug, FundingTelling, Layout, Revision, SourceRecord, Version}
REFUSED = (ValidationError, DatabaseError, ProtectedError, TypeError)


def queries_of(kind):
    """What is asked of the database to make the documents of a kind."""
    with CaptureQueriesContext(connection) as captured:
        list(kind.documents.read())
    return [one["sql"] for one in captured]


def answers(queries):
    """What the database says of each entry, whose key comes first: to ask again is much faster than the ORM."""
    with connection.cursor() as cursor:
        return {(number, *row) for number, sql in enumerate(queries) for row in cursor.execute(sql) or cursor}


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
        self.queries = {name: queries_of(kind) for name, kind in KINDS.searched().items()}
        self.documents = {
            name: {one.pk: one for one in kind.documents.read()} for name, kind in KINDS.searched().items()
        }
        self.held, self.mark = self.answers(), LogMark.now()

    def answers(self):
        return {name: answers(queries) for name, queries in self.queries.items()}

    def reads(self, column):
        """A document is made from what the column holds."""
        queries = " ".join(chain.from_iterable(self.queries.values()))
        return f'"{column.column}"' in queries and f'"{column.model._meta.db_table}"' in queries

    def follows(self, edit, *args):
        with undone():
            edit(*args)
            return self.is_followed()
        return True  # it was refused

    def is_followed(self):
        """Whether the log tells to read again all the entries of which the database says something else."""
        now, (_end, touched) = self.answers(), self.mark.news()
        for name, kind in KINDS.searched().items():
            reached = set().union(*(kind.documents.reached(*news) for news in touched.items()))
            unread = {pk for _query, pk, *_said in self.held[name] ^ now[name]} - reached
            if unread and None not in reached and self.differ(name, unread):
                return False
        return True

    def differ(self, name, pks):
        """Not all that the database says is in a document."""
        held = {pk: one for pk, one in self.documents[name].items() if pk in pks}
        return {one.pk: one for one in KINDS[name].documents.read(pks)} != held


@once
def reader():
    make_everything()
    return Reader()


def test_all_that_is_public_is_recorded():
    assert {model for model in OURS if not issubclass(model, Recorded)} == UNSEEN
    for model in RECORDED:
        assert isinstance(model._default_manager.all(), RecordedQuerySet)


def test_everything_has_a_row_of_each_model(reader):
    """Without a row, the tests below try nothing: `everything.py` makes one of whatever is recorded."""
    assert [model.__name__ for model in RECORDED if not model._base_manager.exists()] == []


def test_document_read_again_is_as_it_was_among_all(reader):
    for kind in KINDS.searched().values():
        assert all([*kind.documents.read([one.pk])] == [one] for one in kind.documents.read())


@pytest.mark.parametrize("model", RECORDED)
def test_written_row_changes_the_documents_that_say_it(reader, model):
    tried = edits(filter(reader.reads, model._meta.concrete_fields))
    missed = [
        (way, pk, column, value)
        for way, pk, column, value in tried
        if not reader.follows(way, column.model._base_manager.get(pk=pk), column, value)
    ]

    assert missed == []


@pytest.mark.parametrize("model", RECORDED)
def test_deleted_row_leaves_the_documents_that_said_it(reader, model):
    missed = [(way, pk) for way, pk in erasures(model) if not reader.follows(way, model._base_manager.get(pk=pk))]

    assert missed == []


@pytest.mark.parametrize("field", LINKS)
def test_linked_rows_change_the_documents_at_both_ends(reader, field):
    missed = [edit for edit in links(field) if not reader.follows(edit)]

    assert missed == []
