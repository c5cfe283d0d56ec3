"""A partner: a contributor limited to some calls and lists."""

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import Limit
from accounts.rights import Role
from projects.models import Funding, Project
from tests.factories import ActorFactory, CallFactory, FundingFactory, ProjectFactory
from tests.staff import edit, form_of, send

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PROJECTS = "/gestion/projects/project/"


def change(entry):
    return f"{PROJECTS}{entry.pk}/change/"


@pytest.fixture
def call(db):
    return CallFactory(name="Cultures connectées")


@pytest.fixture
def partner(client, call):
    user = User.objects.create_user("partenaire", is_staff=True)
    user.groups.set(Group.objects.filter(name=Role.CONTRIBUTOR))
    Limit.objects.create(user=user, identifier=call.identifier)
    client.force_login(user)
    return client


def test_partner_changes_its_grants_and_reads_the_others(partner, call):
    ours = FundingFactory(project__status="brouillon", call=call, amount_voted=1000)
    theirs = FundingFactory(project=ours.project, amount_voted=5000)
    form = form_of(partner.get(change(ours.project)))
    assert [name for name in form if name.endswith("-amount_voted")] == ["fundings-0-amount_voted"]

    send(partner, change(ours.project), form | {"fundings-0-amount_voted": "1200", "fundings-0-are_checked": "on"})

    assert dict(Funding.objects.values_list("pk", "amount_voted")) == {ours.pk: 1200, theirs.pk: 5000}


def test_grant_of_a_partner_is_of_its_calls(partner, call):
    project = FundingFactory(project__status="brouillon", call=call).project
    form = form_of(partner.get(change(project)))
    forged = form | {"fundings-0-call": str(CallFactory().pk)}

    response = send(partner, change(project), forged)

    assert response.status_code == 200
    assert project.fundings.get().call == call


def test_partner_drafts_a_project_that_is_then_its_own(partner):
    edit(partner, f"{PROJECTS}add/", name="Ta Pi Son")

    project = Project.objects.get()
    assert project.status == "brouillon"
    assertContains(partner.get(change(project)), 'name="_save"')


def test_partner_sees_no_draft_of_others_and_proposes_on_what_it_reads(partner):
    draft, published = ProjectFactory(draft=True, name="Secret"), ProjectFactory()

    assertNotContains(partner.get(PROJECTS), "Secret")
    assert partner.get(change(draft)).status_code == 403
    response = partner.get(change(published))
    assertContains(response, f"/contact/?page=/id/{published.identifier}/")
    assertNotContains(response, 'name="_save"')


def test_partner_reads_actors_and_drafts_the_one_that_is_missing(partner):
    actor = ActorFactory()

    assertNotContains(partner.get(f"/gestion/actors/actor/{actor.pk}/change/"), 'name="_save"')
    edit(partner, "/gestion/actors/actor/add/", name="Association Zig")

    assert actor.__class__.objects.get(name="Association Zig").status == "brouillon"


def test_administrator_limits_an_account(client, call):
    administrator, user = (User.objects.create_user(name, is_staff=True) for name in ("tient", "partenaire"))
    administrator.groups.set(Group.objects.filter(name=Role.ADMINISTRATOR))
    client.force_login(administrator)
    url = f"/gestion/auth/user/{user.pk}/change/"

    form = form_of(client.get(url)) | {"limits-TOTAL_FORMS": "1", "limits-0-identifier": call.identifier}
    response = send(client, url, form | {"limits-0-user": user.pk, "roles": [Role.CONTRIBUTOR]})

    assert [str(message) for message in get_messages(response.wsgi_request)] != []
    assert [limit.identifier for limit in user.limits.all()] == [call.identifier]
