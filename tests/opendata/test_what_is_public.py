"""What is not public is in no table; the calls at the national schema."""

import pytest

from opendata.schemes import SCHEMES
from tests.factories import (
    ActorFactory,
    ActorTypeFactory,
    CallFactory,
    DepartementFactory,
    FunderFactory,
    FundingFactory,
    ItemFactory,
    ParticipationFactory,
    ProjectFactory,
    RoundFactory,
)

from .official import RNA, SIRET, lines_of, problems, whole

pytestmark = pytest.mark.django_db


def test_what_is_not_public_is_in_no_file(client):
    region = FunderFactory(siret=SIRET)
    holder = ActorFactory(rna=RNA)
    whole(funder=region, beneficiary=holder, project=ProjectFactory(status="brouillon"), purpose="Secrète")
    whole(funder=region, beneficiary=holder, project=ProjectFactory(is_example=True), purpose="Inventée")
    draft = CallFactory(name="Appel secret", status="brouillon")
    whole(funder=region, beneficiary=holder, call=draft, purpose="Dite")

    for name in ("subventions.csv", "financements.csv", "financements.jsonl"):
        text = b"".join(client.get(f"/donnees/{name}").streaming_content).decode()
        assert "Dite" in text and not any(word in text for word in ("Secrète", "Inventée", "Appel secret"))


def test_purpose_is_not_told_where_somebody_is_masked(client):
    region, holder = FunderFactory(siret=SIRET), ActorFactory(rna=RNA)
    project = ProjectFactory(name="Résidence")
    ParticipationFactory(project=project, actor=ActorFactory(name="Rosa Plantée", answer="personne"))
    whole(funder=region, beneficiary=holder, project=project, purpose="Bourse à Rosa Plantée")
    FundingFactory(funder=region, project=project, purpose="Aide à Rosa Plantée")

    for name in ("subventions.csv", "financements.csv", "financements.jsonl"):
        text = b"".join(client.get(f"/donnees/{name}").streaming_content).decode()
        assert "Résidence" in text and "Rosa" not in text


def test_call_is_a_scheme_once_it_says_what_the_schema_asks():
    call = CallFactory(name="Cultures connectées", summary="Aide au numérique.", website="https://exemple.test/cc")
    call.leads.add(FunderFactory(name="Région", siret=SIRET))
    round = RoundFactory(call=call, opens_at="2026-01-05", closes_at="2026-03-17T18:00")
    CallFactory(name="Muet")

    assert SCHEMES.tally().reasons == [("aucune édition connue", 1), ("conditions non précisées", 1)]

    ItemFactory(round=round, kind="beneficiaire", term=ActorTypeFactory(name="association"))
    ItemFactory(round=round, kind="territoire", territory=DepartementFactory(code="40"))
    (line,) = lines_of("".join(SCHEMES.file()))

    assert (line["titre"], line["cibles"], line["eligibilite_geographique"]) == (
        "Cultures connectées",
        "associations",
        "DEP-40",
    )
    assert (line["date_ouverture"], line["date_cloture"]) == ("2026-01-04T23:00:00Z", "2026-03-17T17:00:00Z")
    assert problems("".join(SCHEMES.file()), "etalab_dispositif_aide_0.2.0") == []
