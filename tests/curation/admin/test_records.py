"""The imported rows, and what a person places by hand."""

import pytest

from directory.models import SourceRecord
from tests.factories import ProjectFactory, SourceListFactory, SourceRecordFactory
from tests.programme import bring, load, rows_of, written
from tests.staff import act

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PROJECTS = "/gestion/projects/project/"
RECORDS = "/gestion/directory/sourcerecord/"


def titles(response):
    return {row.name for row in response.context["cl"].result_list}


def test_settled_values_leave_the_list_of_what_is_to_do(admin_client):
    project = ProjectFactory()
    record = SourceRecordFactory(identifier=project.identifier, unplaced={"axis": ["numérisation"]})

    before = titles(admin_client.get(PROJECTS, {"a_faire": "a-placer"}))
    act(admin_client, RECORDS, "settle", record)

    assert before == {project.name}
    assert titles(admin_client.get(PROJECTS, {"a_faire": "a-placer"})) == set()


def test_settled_values_come_back_when_the_file_says_something_else(admin_client):
    project = ProjectFactory()
    record = SourceRecordFactory(identifier=project.identifier, unplaced={"axis": ["numérisation"]})
    act(admin_client, RECORDS, "settle", record)
    record.refresh_from_db()

    record.unplaced = {"axis": ["diffusion"]}
    record.save()

    assert titles(admin_client.get(PROJECTS, {"a_faire": "a-placer"})) == {project.name}


def test_rows_that_left_their_list_are_a_task_until_they_are_settled_or_back(admin_client, tmp_path):
    load("thesaurus")
    rows = rows_of("actors")
    source_list = SourceListFactory()

    def waiting(*rows):
        bring(written(tmp_path, "actors", rows), source_list=source_list)
        return "absentes du dernier fichier" in admin_client.get("/gestion/").content.decode()

    assert [waiting(*rows), waiting(*rows[1:]), waiting(*rows), waiting(*rows[1:])] == [False, True, False, True]
    act(admin_client, RECORDS, "settle_absence", *SourceRecord.objects.absent())
    assert not waiting(*rows[1:])


def test_imported_rows_are_read_only(admin_client):
    record = SourceRecordFactory()

    assert admin_client.post(f"{RECORDS}{record.pk}/change/", {"key": "x"}).status_code == 403
    assert admin_client.get(f"{RECORDS}add/").status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_imported_rows_costs_the_same(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        SourceRecordFactory(identifier=ProjectFactory().identifier)

    with django_assert_num_queries(9):
        admin_client.get(RECORDS)
