"""The grants at the national schema: what the file holds is valid, what it leaves out is counted, nothing is lost."""

import json
from decimal import Decimal

import pytest

from actors.models import Personhood
from opendata.subsidies import SUBSIDIES
from projects.models import Funding
from tests.factories import ActorFactory, AmendmentFactory, FunderFactory
from tests.once import once

from .official import RNA, SIRET, lines_of, problems, whole

pytestmark = pytest.mark.django_db


def make():
    region = FunderFactory(name="Région", siret=SIRET)
    holder = ActorFactory(name="La Fabrique", rna=RNA)
    pair = {"funder": region, "beneficiary": holder}
    for _ in range(20):
        whole(**pair)
    amended = whole(**pair, purpose="Amendée")
    AmendmentFactory(funding=amended, amount=10_000, decided_on="2025-01-15", decision_reference="25.CP.1")
    AmendmentFactory(funding=amended, amount=0, decided_on="2025-03-02", decision_reference="25.CP.7")
    AmendmentFactory(funding=whole(**pair, purpose="Avenant sans jour"), amount=1, decided_on="2025")
    whole(**pair, payment_terms=Funding.Payment.OTHER, payment_terms_text="À réception, puis au solde")
    whole(**pair, payment_terms=Funding.Payment.SINGLE, paid_until=None)
    whole(funder=region, beneficiary=ActorFactory(name="Rosa Plantée", answer=Personhood.PERSON))
    whole(funder=region, beneficiary=ActorFactory(answer=Personhood.PERSON, agreement="Courrier de 2024"))
    whole(funder=FunderFactory(is_public_body=False), beneficiary=holder)
    whole(funder=FunderFactory(), beneficiary=holder)
    whole(funder=region)
    whole(funder=region, beneficiary=ActorFactory())
    for lacking in ("amount_voted", "convention_date", "paid_from", "eu_notified"):
        whole(**pair, **{lacking: None})
    whole(**pair, payment_terms="")
    whole(**pair, purpose="=SOMME(A1:A9)")
    whole(**pair, share=Decimal("0.005"))
    whole(**pair, share=Decimal("0.25"))


grants = once(make)


def test_every_act_is_a_line_or_is_counted_by_its_reason(grants):
    lines, tally = lines_of("".join(SUBSIDIES.file())), SUBSIDIES.tally()

    assert (len(lines), tally.lines) == (27, 27)
    assert dict(tally.reasons) == {
        "bénéficiaire qui est ou peut être une personne physique": 2,
        "attribuant qui n’est pas un organisme public": 1,
        "bénéficiaire non précisé": 1,
        "SIRET de l’attribuant inconnu": 1,
        "ni SIRET ni RNA du bénéficiaire": 1,
        "montant inconnu": 1,
        "date de la convention ou de l’avenant inconnue": 2,
        "conditions de versement inconnues": 1,
        "dates de versement inconnues": 1,
        "notification à l’Union européenne non précisée": 1,
        "part du bénéficiaire de moins d’un pour cent": 1,
        "texte qui commence comme une formule": 1,
    }
    assert tally.lines + tally.omitted == Funding.objects.count() + 3  # amendments


def test_file_is_valid(grants, client):
    answer = client.get("/donnees/subventions.csv")

    assert problems("".join(part.decode() for part in answer.streaming_content), "scdl_subventions_2.1.1") == []


def test_lines_of_a_grant_add_up_to_what_stands(grants):
    lines = [line for line in SUBSIDIES.rows() if line.purpose == "Amendée"]

    assert [line.amount for line in lines] == [Decimal("12500.50"), Decimal("-2500.50"), Decimal(-10_000)]
    assert [str(line.signed_on) for line in lines] == ["2024-05-03", "2025-01-15", "2025-03-02"]


def test_nobody_is_named(grants):
    assert "Rosa" not in "".join(SUBSIDIES.file())


def test_terms_and_periods_are_those_of_the_schema(grants):
    lines = lines_of("".join(SUBSIDIES.file()))

    told = {(line["conditionsVersement"], line["datesPeriodeVersement"]) for line in lines}
    assert told == {
        ("échelonné", "2024-06-01/2025-06-01"),
        ("À réception, puis au solde", "2024-06-01/2025-06-01"),
        ("unique", "2024-06-01"),
    }


def test_files_by_year_and_by_funder_hold_their_own(grants, client):
    of_2025 = client.get("/donnees/subventions/2025.csv")
    of_region = client.get("/donnees/subventions/region.csv")

    assert len(lines_of(b"".join(of_2025.streaming_content).decode())) == 2
    assert len(lines_of(b"".join(of_region.streaming_content).decode())) == 27
    assert client.get("/donnees/subventions/1999.csv").status_code == 404
    assert client.get("/donnees/subventions/personne.csv").status_code == 404


def test_page_tells_what_is_left_out(grants, client):
    page = client.get("/donnees/subventions/").content.decode()

    assert "27 dans le fichier" in page and "Montant inconnu" in page


def test_grants_are_told_whatever_is_known_of_them(grants, client):
    text = b"".join(client.get("/donnees/financements.jsonl").streaming_content).decode()

    rows = [json.loads(line) for line in text.splitlines()]
    assert len(rows) == Funding.objects.count()
    (amended,) = [row for row in rows if row["purpose"] == "Amendée"]
    assert (amended["amount_voted"], amended["amount_net"], amended["is_cancelled"]) == (12500.5, 0, True)
    assert {row["beneficiary"] for row in rows} >= {"Personne physique", "La Fabrique"}
    assert [row["beneficiary_siret"] for row in rows if row["beneficiary"] == "Personne physique"] == [None]
