"""Entries that may be one: told while a name is typed, kept as a task until somebody answers."""

from io import StringIO

import pytest
from django.core.management import call_command

from curation.models import Double
from tests.factories import ActorFactory, CommuneFactory, ParticipationFactory, ProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

ACTORS, PROJECTS = "/gestion/actors/actor/", "/gestion/projects/project/"


def find():
    call_command("find_doubles", stdout=StringIO())
    return [(pair.reason, pair.one, pair.other) for pair in Double.objects.filter(is_apart=False)]


def test_actors_that_look_alike_wait_until_somebody_parts_them(admin_client):
    one, other = ActorFactory(name="Compagnie du Lac Bleu"), ActorFactory(name="Cie Lac Bleu", draft=True)
    ActorFactory(name="Atelier du Fleuve")
    assert find() == [("les mêmes mots", *sorted([one.identifier, other.identifier]))]
    page = admin_client.get(f"{ACTORS}doublons/").content.decode()
    assert "Cie Lac Bleu" in page
    assert "doublons probables" in admin_client.get("/gestion/").content.decode()

    admin_client.post(f"{ACTORS}doublons/", {"apart": Double.objects.get().pk})

    assert find() == []
    assert Double.objects.get().said_by.username == "admin"
    assert "Cie Lac Bleu" not in admin_client.get(f"{ACTORS}doublons/").content.decode()
    other.delete()
    find()
    assert not Double.objects.exists()


def test_actors_of_two_communes_or_of_two_numbers_are_two(db):
    ActorFactory(name="Compagnie du Lac Bleu", seat=CommuneFactory())
    ActorFactory(name="Cie Lac Bleu", seat=CommuneFactory())

    assert find() == []


def test_projects_of_one_title_or_of_one_holder_wait(db):
    title = "Les murs ont des oreilles"
    first, second, year = (ProjectFactory(name=it) for it in (title, title, "Murs 2024"))
    third = ProjectFactory(name="Les murs qui ont des oreilles")
    ProjectFactory(name="Murs 2023")
    holder = ActorFactory()
    for project in (first, third, year):
        ParticipationFactory(project=project, actor=holder, role="porteur")

    assert find() == [
        ("le même titre", *sorted([first.identifier, second.identifier])),
        ("le même porteur et un titre proche", *sorted([first.identifier, third.identifier])),
    ]


def test_merged_entry_is_no_double_any_more(admin_client):
    kept, gone = ActorFactory(name="Compagnie du Lac Bleu"), ActorFactory(name="Cie Lac Bleu", draft=True)
    find()
    gone.merged_into, gone.status = kept, "retire"
    gone.save()

    assert [*admin_client.get(f"{ACTORS}doublons/").context["pairs"]] == []


def test_what_looks_alike_is_told_while_one_types(admin_client):
    ActorFactory(name="Compagnie du Lac Bleu & Vert")
    ProjectFactory(name="Les murs ont des oreilles")

    actors = admin_client.get(f"{ACTORS}ressemblances/", {"nom": "cie du lac bleu & vert"}).content.decode()
    projects = admin_client.get(f"{PROJECTS}ressemblances/", {"nom": "les murs ont des oreille"}).content.decode()

    assert "Compagnie du Lac Bleu &amp; Vert" in actors
    assert "un titre proche" in projects
    assert admin_client.get(f"{PROJECTS}ressemblances/", {"nom": "rien de tel"}).content.decode().strip() == ""
    assert 'data-alike="/gestion/actors/actor/ressemblances/"' in admin_client.get(f"{ACTORS}add/").content.decode()
