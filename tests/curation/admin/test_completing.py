"""Completing entries one after the other."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from projects.models import Project
from tests.deposits import deposited, written
from tests.factories import (
    ActorFactory,
    CommuneFactory,
    FundingFactory,
    MetierFactory,
    ParticipationFactory,
    ProjectFactory,
    RoundFactory,
)
from tests.staff import edit, form_of, rewrite, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PROJECTS = "/gestion/projects/project/"


def complete(entry, query=""):
    return f"{PROJECTS}{entry.pk}/completer/{query}"


@pytest.fixture
def three():
    """Three projects of one call; the second lacks nothing."""
    projects = ProjectFactory.create_batch(3, summary="", draft=True)
    for project in projects:
        FundingFactory(project=project)
        ParticipationFactory(project=project)
    return projects


def test_form_holds_what_is_missing_and_leads_to_the_next(admin_client, three):
    first, second, third = three
    metier = MetierFactory(name="médiation")
    Project.objects.filter(pk=second.pk).update(status="retire")
    commune = CommuneFactory()

    start = admin_client.get(f"{PROJECTS}completer/?status__exact=brouillon")
    form = form_of(admin_client.get(start.url))
    response = edit(
        admin_client,
        start.url,
        summary="Une phrase.",
        metiers=[metier.pk],
        status="publie",
        **{"places-0-territory": commune.pk},
    )

    assert start.url == complete(first, "?status__exact=brouillon")
    assert "fundings-TOTAL_FORMS" not in form and "name" not in form
    assert response.url == complete(third, "?status__exact=brouillon")
    first.refresh_from_db()
    assert (first.summary, first.name != "", [*first.metiers.all()]) == ("Une phrase.", True, [metier])
    assert [(one.territory, one.is_main) for one in first.places.all()] == [(commune, True)]
    assert "Une phrase." in admin_client.get(first.get_absolute_url()).content.decode()


def test_last_one_leads_back_to_the_list(admin_client, three):
    *_, third = three

    response = admin_client.post(complete(third), form_of(admin_client.get(complete(third))), follow=True)

    assert response.redirect_chain[-1][0] == PROJECTS
    assert "3 fiches encore à compléter" in told(response)[-1]


def test_refused_row_is_shown_again_with_what_was_typed(admin_client, three):
    url = complete(three[0])
    commune = CommuneFactory()
    rows = {"places-TOTAL_FORMS": "2", "places-0-territory": commune.pk, "places-1-territory": commune.pk}

    response = edit(admin_client, url, summary="À garder.", **rows)

    assert response.status_code == 200
    assert form_of(response)["summary"] == "À garder."
    assert not Project.objects.get(pk=three[0].pk).summary


def test_who_may_only_look_completes_nothing(client, django_user_model, three):
    user = django_user_model.objects.create_user("lecture", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)

    client.post(complete(three[0]), {"to_complete": "summary", "summary": "Non."})

    assert Project.objects.get(pk=three[0].pk).summary == ""


def test_list_is_narrowed_by_list_import_round_and_author(admin_client, three):
    ready = written(deposited([{"title": "Le fleuve", "holder": "Compagnie Nouvelle"}])).deposit
    project = Project.objects.get(name="Le fleuve")
    rewrite(project, summary="De la main.")
    row = {"title": "Le fleuve", "holder": "Compagnie Nouvelle", "source_url": "https://fleuve.exemple"}
    changed = written(deposited([row])).deposit
    funding = FundingFactory(project=three[1], round=RoundFactory())
    edit(admin_client, f"{PROJECTS}{three[0].pk}/change/", summary="Relue.")
    author = LogEntry.objects.latest("pk").user_id

    def listed(**query):
        return [*admin_client.get(PROJECTS, query).context["cl"].queryset]

    assert listed(**{"import": ready.pk}) == listed(**{"import": changed.pk}) == [project]
    assert listed(**{"import": "tous"}) == [project]
    assert listed(liste=ready.source_list.slug) == [project]
    assert listed(edition=funding.round.slug) == [three[1]]
    assert three[0] in listed(auteur=author) and three[1] not in listed(auteur=author)


def test_siret_that_lack_are_a_queue_with_a_link_to_the_register(admin_client):
    actor, _ = ActorFactory(name="Compagnie & Lac", summary="Là."), ActorFactory(siret="32727392200016")
    queue = "/gestion/actors/actor/completer/?a_faire=sans-numero"

    start = admin_client.get(queue)
    page = admin_client.get(start.url).content.decode()
    edit(admin_client, start.url, siret="552 100 554 00013".replace(" ", ""))

    assert f"/{actor.pk}/completer/" in start.url
    assert "annuaire-entreprises.data.gouv.fr/rechercher?terme=Compagnie+%26+Lac" in page
    actor.refresh_from_db()
    assert actor.siret == "55210055400013"
    assert "completer" not in admin_client.get(queue).url
