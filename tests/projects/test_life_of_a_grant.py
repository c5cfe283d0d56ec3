"""What becomes of a grant after the vote: amended, cancelled, paid. Every sum is « voté net »."""

import re
from itertools import product
from random import Random

import pytest

from curation.merge import merge
from directory.models import Change
from projects.models import Amendment, Funding, Participation, Project
from projects.models.totals import Totals
from tests.factories import (
    ActorFactory,
    AmendmentFactory,
    CallFactory,
    FunderFactory,
    FundingFactory,
    ProjectFactory,
    RoundFactory,
    RoundFundingFactory,
)
from tests.reading import text_of
from tests.staff import edit, form_of, send, told

pytestmark = pytest.mark.django_db


def amended(*amendments, **values):
    """A grant and its later decisions: (date, amount)."""
    funding = FundingFactory(**values)
    for decided_on, amount in amendments:
        AmendmentFactory(funding=funding, decided_on=decided_on, amount=amount)
    return Funding.objects.get(pk=funding.pk)


@pytest.mark.parametrize(
    ("voted", "amendments", "net"),
    [
        (10_000, [], 10_000),
        (None, [], None),
        (10_000, [("2025", 8_000)], 8_000),
        (None, [("2025", 8_000)], 8_000),
        (10_000, [("2026-01", 9_000), ("2025-11-03", 8_000)], 9_000),
        (10_000, [("", 0), ("2026", 9_000)], 0),  # a cancellation is the last word
        (10_000, [("2025", 9_000), ("2025", 8_000)], 8_000),
    ],
)
def test_last_decision_stands(voted, amendments, net):
    assert amended(*amendments, amount_voted=voted).net == net


@pytest.mark.parametrize("seed", range(4))
def test_python_and_the_database_reckon_the_same(seed):
    chance = Random(seed)
    dates, amounts = ["", "2024", "2024-05", "2025-01-02", "2025-01-03"], [0, 500, 500.5, 9_000]
    calls = [CallFactory(), CallFactory()]
    for _ in range(12):
        decisions = chance.sample(sorted(product(dates, amounts)), chance.choice([0, 0, 1, 2, 4]))
        amended(*decisions, amount_voted=chance.choice([None, 0, 1_000]), call=chance.choice(calls))

    rows = list(Funding.objects.all())

    assert [row.net for row in rows] == [row.voted_net for row in Funding.objects.with_net()]
    assert Totals.of(rows) == Funding.objects.totals()
    for call, _year, _projects, totals in Funding.objects.totals_by_call_and_year():
        assert totals == Totals.of([row for row in rows if row.call_id == call])
    sums = dict(Project.objects.with_facts().values_list("pk", "public_amount"))
    assert sums == {row.project_id: row.net for row in rows}


def test_roles_add_up_what_stands():
    actor, other = ActorFactory(), ActorFactory()
    for project in ProjectFactory.create_batch(2, holder=actor):
        Participation.objects.create(project=project, actor=other)
        amended(("2025", 8_000), project=project)
        amended(("2025", 0), project=project)
        amended(("2025", 0), project=project, funder=ActorFactory())  # no public body

    (role, projects, totals), *others = actor.participations.totals_by_role()

    assert (role, projects, others) == ("porteur", 2, [])
    assert totals == Totals(number=4, known=4, cancelled=2, amount=16_000)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((1, 1, 0, 5), "voté net, pour 1 financement."),
        ((12, 10, 0, 5), "voté net, pour 12 financements, dont 2 sans montant connu."),
        ((12, 11, 2, 5), "voté net, pour 12 financements, dont 1 sans montant connu et 2 annulés."),
        ((3, 0, 0, None), "3 financements, sans montant connu."),
    ],
)
def test_sum_says_of_how_many_it_is(counts, told):
    assert Totals(*counts).told.replace("\u00a0", " ") == told


def test_pages_tell_the_life_of_a_grant(client):
    holder, funder, call = ActorFactory(), FunderFactory(name="Région des Essais"), CallFactory()
    project = ProjectFactory(holder=holder)
    given = {"project": project, "funder": funder, "call": call}
    amended(("2025-03", 8_000), **given, amount_paid=5_000, decided_on="2024")
    amended(("2025", 0), **given, amount_voted=3_000)

    page = text_of(client, project)

    assert "8 000 € d’aides publiques, voté net, pour 2 financements, dont 1 annulé." in page
    assert "2024, voté 10 000 €, porté à 8 000 € (mars 2025), 5 000 € versés, solde de 3 000 €" in page
    assert "Région des Essais 0 € voté 3 000 €, annulé (2025)" in page
    for entry in (funder, call):
        assert "8 000 € voté net, pour 2 financements, dont 1 annulé." in text_of(client, entry)


def test_lists_say_of_how_many_grants_their_sums_are(client):
    project = ProjectFactory(name="Projet aidé")
    amended(("2025", 8_000), project=project)
    FundingFactory(project=project, amount_voted=None)

    row, table = client.get("/projets/"), client.get("/projets/?vue=tableau")
    (told,) = client.get("/projets/?format=json").json()["results"]

    for page in (row, table):
        assert "2\u00a0financements, dont 1 sans montant connu" in page.content.decode()
    assert (told["public_amount"], told["public_grants"], told["public_grants_without_amount"]) == (8000, 2, 1)
    assert client.get("/projets/?montant_min=9000&format=json").json()["total"] == 0


@pytest.mark.parametrize("has_project", [True, False])
def test_every_way_to_write_an_amendment_is_in_the_log(has_project):
    one = FundingFactory(beneficiary=ActorFactory())
    if not has_project:
        Funding.objects.update(project=None)
    named = {("projects.project", one.project_id) if has_project else ("projects.funding", one.pk)}

    for write in (
        lambda: AmendmentFactory(funding=Funding.objects.get()),
        lambda: Amendment.objects.get().save(),
        lambda: Amendment.objects.update(amount=5),
        lambda: Amendment.objects.all().delete(),
        lambda: Amendment.objects.bulk_create([Amendment(funding_id=one.pk, amount=7)]),
        lambda: Amendment.objects.get().delete(),
    ):
        Change.objects.all().delete()
        write()
        assert set(Change.objects.values_list("kind", "row")) == named


@pytest.mark.parametrize("has_project", [True, False])
def test_deleted_grant_goes_with_its_amendments_and_touches_its_project_alone(has_project):
    project = ProjectFactory() if has_project else None
    funding = amended(("2025", 8_000), project=project, beneficiary=ActorFactory())
    touched = ("projects.project", project.pk) if has_project else ("projects.funding", funding.pk)
    Change.objects.all().delete()

    funding.delete()

    assert not Amendment.objects.exists()
    assert set(Change.objects.values_list("kind", "row")) == {touched}


@pytest.mark.parametrize("text", ["Région et Drac, 1,2 million d’euros", "Région, 40 %", "25 k€ de la Région"])
def test_no_page_says_that_an_amount_is_unpublished_beside_a_figure_kept_as_text(client, text):
    project = ProjectFactory(funding_text=text, total_cost=50_000)
    FundingFactory(project=project, amount_voted=None)
    FundingFactory(project=project, funder=ActorFactory(), amount_voted=100)
    alone = FundingFactory(project=None, beneficiary=ActorFactory(), purpose=text, amount_voted=None)

    pages = [client.get(f"/projets/{view}").content.decode() for view in ("", "?vue=tableau")]
    pages += [text_of(client, project), text_of(client, alone.beneficiary)]

    unpublished = re.compile("(montant|aides|coût total|détail).{,10} (non|pas) publié|>\\s*non publié", re.IGNORECASE)
    assert [unpublished.findall(page) for page in pages] == [[]] * 4
    assert ["non réparti" in page for page in pages] == [True] * 4


def test_merge_gives_the_amendments_to_the_grant_that_stays():
    kept = amended(("2025", 8_000), decision_reference="R1")
    other = amended(("2025", 8_000), ("2026", 7_000), decision_reference="R1", funder=kept.funder)

    merge(other.project, kept.project)

    assert [one.told for one in Funding.objects.get().amendments.all()] == [
        ["2025", "", "8000.00"],
        ["2026", "", "7000.00"],
    ]
    assert "avenants « porté à 8\u00a0000\u00a0€ (2025)" in Project.objects.get(pk=kept.project_id).notes


# The forms of staff


FUNDINGS = "/gestion/projects/funding/"


@pytest.mark.ignore_template_errors
def test_staff_note_amendments_on_the_page_of_the_grant(admin_client, client):
    funding = FundingFactory()
    row = {"amendments-TOTAL_FORMS": "1", "amendments-0-amount": "8 000", "amendments-0-decided_on": "03/2025"}

    edit(admin_client, f"{FUNDINGS}{funding.pk}/change/", **row)

    assert "voté 10 000 €, porté à 8 000 € (mars 2025)" in text_of(client, funding.project)
    assert "8\u00a0000\u00a0€" in admin_client.get(FUNDINGS).content.decode()


@pytest.fixture
def round():
    return RoundFactory(max_grant=20_000, budget=50_000)


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ({"amount_voted": "0"}, "0 € : un montant inconnu se laisse vide"),
        ({"amount_voted": "30 000"}, "30 000 € dépasse l’aide maximale de l’édition (20 000 €)"),
        ({"amount_voted": "60 000"}, "60 000 € dépasse l’enveloppe de l’édition (50 000 €)"),
        ({"amount_voted": "9 000", "amount_paid": "9 001"}, "9 001 € versé pour 9 000 € voté net"),
        ({"amount_voted": "10 000"}, "10 000 € fait au moins cent fois le montant habituel (100 €)"),
    ],
)
def test_odd_amount_is_asked_about_then_kept(admin_client, round, typed, asked):
    funding = RoundFundingFactory(round=round, amount_voted=None)
    FundingFactory.create_batch(3, funder=funding.funder, amount_voted=100)
    url = f"{FUNDINGS}{funding.pk}/change/"

    response = edit(admin_client, url, **typed)
    funding.refresh_from_db()
    before = funding.amount_voted
    send(admin_client, url, form_of(response) | {"are_checked": "on"})

    assert asked in " ".join(told(response)).replace("\u00a0", " ")
    funding.refresh_from_db()
    assert (before, funding.amount_voted) == (None, int(typed["amount_voted"].replace(" ", "")))


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("row", ["fundings-0-amount_paid", "amendments-0-amount"])
def test_odd_rows_are_asked_about_on_every_form(admin_client, row):
    funding = FundingFactory(amount_voted=10_000)
    form, url = {row: "12 000"}, f"/gestion/projects/project/{funding.project.pk}/change/"
    if "amendments" in row:
        FundingFactory.create_batch(3, funder=funding.funder, amount_voted=100)
        form, url = {**form, "amendments-TOTAL_FORMS": "1"}, f"{FUNDINGS}{funding.pk}/change/"

    response = edit(admin_client, url, **form)

    assert "À vérifier : 12" in " ".join(told(response))
    confirmed = form_of(response) | {f"{row.rpartition('-')[0]}-are_checked": "on"}
    assert send(admin_client, url, confirmed).status_code == 302


@pytest.mark.ignore_template_errors
def test_odd_amount_that_nobody_touches_is_not_asked_about_again(admin_client):
    funding = FundingFactory(amount_voted=0)

    response = edit(admin_client, f"{FUNDINGS}{funding.pk}/change/", purpose="Résidence")

    assert response.status_code == 302
