"""Grants that name no project: brought from a list, as public as those they name, counted once."""

from decimal import Decimal

import pytest

from actors.models import Actor
from curation.imports.report import Heading
from directory.models import SourceList, SourceRecord
from finding.memory.library import library
from projects.grants import decide_other, decide_same
from projects.imports.grants import GrantImporter
from projects.models import Funding, FundingTelling
from tests.factories import ActorFactory, CallFactory, FunderFactory, FundingFactory, ProjectFactory, SourceListFactory
from tests.programme import told, written
from tests.reading import text_of

SIRET = "20005375900011"
ROW = {
    "nomAttribuant": "Région Exemple",
    "idAttribuant": "",
    "dateConvention": "2024-05-03",
    "referenceDecision": "2024.12.CP",
    "nomBeneficiaire": "Association Exemple",
    "idBeneficiaire": "",
    "objet": "Fonctionnement du lieu",
    "montant": "12000.50",
    "datesPeriodeVersement": "",
    "pourcentageSubvention": "",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return FunderFactory(name="Région Exemple")


@pytest.fixture
def association():
    return ActorFactory(name="Association Exemple")


def say(folder, *rows, source_list=None, is_whole=False, **cells):
    path = written(folder, "subventions", [ROW | cells | row for row in rows or [{}]])
    return GrantImporter(source_list, is_whole=is_whole).run(path)


def sums(client, *actors):
    return ["12 000,50 €" in text_of(client, actor) for actor in actors]


def test_grant_is_kept_with_all_that_its_row_says(region, association, tmp_path):
    call = CallFactory(slug="aide-aux-lieux")
    cells = {
        "dateDecision": "2024-04-08",
        "nature": "aide en nature;aide en numéraire",
        "conditionsVersement": "à la remise du bilan",
        "datesPeriodeVersement": "2024-06-01/2024-12-31",
        "pourcentageSubvention": "0.45",
        "notificationUE": "non",
        "idRAE": "12345",
        "dispositifAide": "aide-aux-lieux",
        "source_url": "https://source.example/deliberation",
    }

    report = say(tmp_path, **cells)

    assert report.counts == "1 créée, 0 modifiée, 0 inchangée"
    grant = Funding.objects.values().get()
    wanted = {"funder_id": region.pk, "beneficiary_id": association.pk, "project_id": None, "call_id": call.pk}
    assert wanted.items() <= grant.items()
    assert (grant["purpose"], str(grant["amount_voted"]), str(grant["share"])) == (ROW["objet"], "12000.50", "0.4500")
    assert (grant["decided_on"], grant["decision_reference"]) == ("2024-04-08", "2024.12.CP")
    assert (grant["nature"], grant["rae_number"]) == ("aide en numéraire;aide en nature", "12345")
    assert (grant["payment_terms"], grant["payment_terms_text"]) == ("autre", "à la remise du bilan")
    days = [str(grant[name]) for name in ("convention_date", "paid_from", "paid_until")]
    assert (days, grant["eu_notified"]) == (["2024-05-03", "2024-06-01", "2024-12-31"], False)


def test_grant_is_public_once_both_are(client, region, tmp_path):
    say(tmp_path)
    newcomer = Actor.objects.get(name="Association Exemple")
    assert sums(client, region) == [False]

    newcomer.status = "publie"
    newcomer.save()

    assert sums(client, region, newcomer) == [True, True]


def test_replay_writes_nothing_and_a_corrected_amount_changes_that_grant(region, association, tmp_path):
    say(tmp_path)
    before = [*Funding.objects.values(), *FundingTelling.objects.values(), *SourceRecord.objects.values()]

    assert say(tmp_path).counts == "0 créée, 0 modifiée, 1 inchangée"
    assert [*Funding.objects.values(), *FundingTelling.objects.values(), *SourceRecord.objects.values()] == before
    assert say(tmp_path, montant="9 000").counts == "0 créée, 1 modifiée, 0 inchangée"
    assert [int(grant.amount_voted) for grant in Funding.objects.all()] == [9000]


def test_row_that_left_a_whole_list_ends_its_grant_alone(region, association, tmp_path):
    rows = [{"objet": f"Objet {number}", "referenceDecision": f"24.{number}"} for number in range(4)]
    say(tmp_path, *rows)

    part = say(tmp_path, *rows[1:])
    whole = say(tmp_path, *rows[1:], is_whole=True)

    assert [it.message for it in part.of(Heading.LEFT)] == ["l’aide reste comme elle est"]
    assert set(Funding.objects.values_list("purpose", flat=True)) == {"Objet 1", "Objet 2", "Objet 3"}
    assert "finit" in whole.of(Heading.LEFT)[0].message


def test_amount_of_a_hand_stays_and_is_told(region, association, tmp_path):
    say(tmp_path)
    Funding.objects.update(amount_voted=700)

    report = say(tmp_path, montant="9000")

    assert [int(grant.amount_voted) for grant in Funding.objects.all()] == [700]
    assert [it[:2] for it in told(report, Heading.KEPT)] == [(2, "montant")]


def test_grant_that_a_hand_removed_is_not_made_again(region, association, tmp_path):
    say(tmp_path)
    Funding.objects.all().delete()

    assert say(tmp_path).counts == "0 créée, 0 modifiée, 1 inchangée"
    assert not Funding.objects.exists()


def test_key_of_the_row_alone_decides_within_a_list(region, association, tmp_path):
    say(tmp_path, {"row_id": "1"}, {"row_id": "2", "referenceDecision": "2024.13.CP"})

    assert Funding.objects.count() == 2


@pytest.mark.parametrize(
    ("other", "count", "undecided"),
    [
        ({}, 1, 0),  # the same reference
        ({"referenceDecision": "2023.01.CP"}, 2, 0),
        ({"referenceDecision": ""}, 1, 1),  # an amount alone proves nothing
        ({"referenceDecision": "", "objet": "Travaux"}, 2, 0),
    ],
)
def test_two_lists_tell_one_grant_or_two_or_it_is_asked(region, association, tmp_path, other, count, undecided):
    say(tmp_path)

    say(tmp_path, source_list=SourceListFactory(), **other)

    assert (Funding.objects.count(), FundingTelling.objects.filter(is_undecided=True).count()) == (count, undecided)


@pytest.mark.parametrize(("answer", "count"), [("same", 1), ("other", 2)])
def test_grant_that_a_project_may_have_told_waits_for_an_answer(region, association, tmp_path, answer, count):
    known = FundingFactory(project=ProjectFactory(), funder=region, beneficiary=association, amount_voted=None)
    say(tmp_path)
    (telling,) = FundingTelling.objects.filter(is_undecided=True)

    decide_same(telling, known) if answer == "same" else decide_other(telling)

    assert (Funding.objects.count(), FundingTelling.objects.filter(is_undecided=True).exists()) == (count, False)
    assert Funding.objects.get(tellings=telling).purpose == ROW["objet"]
    assert say(tmp_path).counts == "0 créée, 0 modifiée, 1 inchangée"


def test_actor_is_known_by_its_number_whatever_its_name(region, tmp_path):
    known = ActorFactory(name="La Fabrique", siret=SIRET)

    report = say(tmp_path, nomBeneficiaire="ASSO LA FABRIQUE DE PAU", idBeneficiaire=SIRET)

    assert Funding.objects.get().beneficiary == known and Actor.objects.count() == 2
    assert [it[:2] for it in told(report, Heading.READ)] == [(2, "nomBeneficiaire")]


def test_newcomer_keeps_its_numbers_and_an_rna_shows_an_organisation(region, tmp_path):
    say(tmp_path, nomBeneficiaire="Zinzoline", idBeneficiaire=SIRET, rnaBeneficiaire="W123456789")

    newcomer = Actor.objects.get(name="Zinzoline")
    assert (newcomer.siret, newcomer.rna, newcomer.is_masked, newcomer.status) == (
        *(SIRET, "W123456789", False, "brouillon"),
    )


def test_person_is_named_nowhere_and_nothing_is_drawn_from_the_name(client, region, tmp_path):
    say(tmp_path, nomBeneficiaire="EXEMPLE Camille", idBeneficiaire="55208131766522")
    person = Actor.objects.get(name="EXEMPLE Camille")
    Actor.objects.filter(pk=person.pk).update(status="publie")

    assert person.is_masked and client.get(person.get_absolute_url()).status_code == 404
    assert "Camille" not in text_of(client, region)
    identifier = Funding.objects.get().identifier
    Funding.objects.all().delete()
    SourceRecord.objects.all().delete()
    say(tmp_path, nomBeneficiaire="EXEMPLE Camille", idBeneficiaire="55208131766522")
    assert Funding.objects.get().identifier != identifier


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"nomBeneficiaire": ""}, "nomBeneficiaire"),
        ({"objet": ""}, "objet"),
        ({"montant": "25.000"}, "montant"),
        ({"dateConvention": "2024-05"}, "dateConvention"),
        ({"datesPeriodeVersement": "2024-12-31/2024-06-01"}, "montant"),
        ({"pourcentageSubvention": "1,2"}, "pourcentageSubvention"),
        ({"idBeneficiaire": "73282932000074"}, "nomBeneficiaire"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_nothing_is_written(region, tmp_path, cells, column):
    ActorFactory(name="Association Exemple", siret="55208131766522")

    report = say(tmp_path, {"row_id": "sound", "objet": "Travaux"}, {"row_id": "wrong"} | cells)

    assert [it[:2] for it in told(report, Heading.REFUSED)] == [(3, column)]
    assert not Funding.objects.exists()


def test_funder_who_may_be_several_waits_and_the_other_rows_come_in(region, tmp_path):
    report = say(tmp_path, {}, {"nomAttribuant": "la Région"})

    assert [it[:2] for it in told(report, Heading.ASKED)] == [(3, "nomAttribuant")]
    assert Funding.objects.count() == 1


@pytest.mark.parametrize("siret", ["20005375900012", "2,00054E+13", "20005000000000"])
def test_number_that_a_spreadsheet_spoilt_is_a_doubt(region, association, tmp_path, siret):
    report = say(tmp_path, idBeneficiaire=siret)

    assert [it[:3] for it in told(report, Heading.DOUBT)] == [(2, "idBeneficiaire", siret)]
    assert Funding.objects.get().beneficiary == association


@pytest.mark.parametrize("order", [1, -1])
def test_vote_with_another_amount_is_another_decision_in_any_order(region, association, tmp_path, order):
    rows = [{"referenceDecision": "", "montant": amount} for amount in ("100", "250", "300")]
    say(tmp_path, *rows)

    report = say(tmp_path, *rows[::order])

    assert report.counts == "0 créée, 0 modifiée, 3 inchangées"
    assert sorted(Funding.objects.values_list("amount_voted", flat=True)) == [100, 250, 300]


def test_row_told_twice_waits_until_somebody_says_that_it_is_another_decision(region, association, tmp_path):
    path = written(tmp_path, "subventions", [ROW | {"referenceDecision": ""}] * 2)

    report = GrantImporter(SourceListFactory(name="A")).run(path)
    assert [it[0] for it in told(report, Heading.ASKED)] == [3]
    assert Funding.objects.count() == 1

    for answers in ({3: "nouvelle"}, {}):
        report = GrantImporter(SourceList.objects.get(name="A"), answers=answers).run(path)
        assert Funding.objects.count() == 2
        assert not report.of(Heading.ASKED)


def test_one_decision_with_two_amounts_waits(region, association, tmp_path):
    report = say(tmp_path, {}, {"montant": "5"})

    assert [it[0] for it in told(report, Heading.ASKED)] == [3]
    assert Funding.objects.get().amount_voted == Decimal("12000.50")


def test_what_the_schema_does_not_hold_is_kept_in_words(region, association, tmp_path):
    cells = {"datesPeriodeVersement": "2024-12-12/fin-action", "nature": "prêt", "idRAE": "sans objet"}
    cells |= {"conditionsVersement": "au fil de l’eau " * 30}

    report = say(tmp_path, **cells)

    assert not report.is_refused
    kept = SourceRecord.objects.get(dataset="subventions").unplaced
    assert kept["datesPeriodeVersement"] == ["2024-12-12/fin-action"]
    assert kept["conditionsVersement"] == [cells["conditionsVersement"].strip()]
    grant = Funding.objects.get()
    assert (grant.paid_from, grant.rae_number, len(grant.payment_terms_text) <= 256) == (None, "", True)


def test_identifier_of_another_directory_of_calls_is_kept(region, association, tmp_path):
    report = say(tmp_path, dispositifAide="65d5b6c7-102c")

    assert [it[:3] for it in told(report, Heading.UNPLACED)] == [(2, "dispositifAide", "65d5b6c7-102c")]
    assert SourceRecord.objects.get().unplaced == {"dispositifAide": ["65d5b6c7-102c"]}


def test_row_that_the_file_lacks_is_told_and_stays(region, association, tmp_path):
    say(tmp_path)

    report = say(tmp_path, row_id="another", referenceDecision="2025.01.CP")

    assert [it.value for it in report.of(Heading.LEFT)] == ["Fonctionnement du lieu 12\u00a0000,50\u00a0€"]
    assert Funding.objects.count() == 2


def test_grants_alone_rebuild_no_index(region, association, tmp_path):
    FundingFactory(funder=region)
    before = [library.catch_up().index(name) for name in ("actors", "projects")]

    say(tmp_path)

    assert [library.catch_up().index(name) for name in ("actors", "projects")] == before
