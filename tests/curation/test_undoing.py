"""Undoing an import: what it alone told leaves, what lists and people told otherwise stays."""

import json

from django.core import serializers
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actors.models import Actor, ActorName
from directory.models import SourceList, SourceRecord
from projects.models import Amendment, Funding, FundingTelling, Participation, Place, Project
from tests.deposits import deposited, undone, written
from tests.once import once
from tests.programme import load, rows_of
from tests.staff import rewrite

MODELS = (
    Actor,
    ActorName,
    Project,
    Place,
    Participation,
    Funding,
    FundingTelling,
    Amendment,
    SourceList,
    SourceRecord,
)
DATES = {"updated_at", "edited_at", "imported_at"}

ready = once(lambda: load("thesaurus", "actors", "calls", "rounds"))


def dump():
    """All that is told, but for the dates of edit."""
    told = (row for model in MODELS for row in model._base_manager.order_by("pk"))
    rows = json.loads(serializers.serialize("json", told))
    return [row | {"fields": {k: v for k, v in row["fields"].items() if k not in DATES}} for row in rows]


GRANT = {"amount_eur": "1000", "funder_named_fr": "Région Exemple", "decision_reference": "R1"}
OTHER = {"amount_eur": "300", "funder_named_fr": "Région Exemple", "decision_reference": "R2"}


def row(title, **cells):
    return {"title": title, "holder": "Compagnie Nouvelle", "metiers": "création", **cells}


def test_drafts_leave_nothing_behind(db, ready):
    before = dump()
    deposit = deposited(rows_of("projects"))

    assert written(deposit).state == "fini"
    assert Project.objects.count() == 3
    assert undone(deposit).state == "fini"

    assert dump() == before


def test_grants_without_a_project_leave_nothing_behind(db, ready):
    before = dump()
    names = ("nomAttribuant", "nomBeneficiaire", "objet", "montant")
    rows = [dict(zip(names, ("Région Exemple", f"Association {it}", "Aide", "900"), strict=True)) for it in "ab"]
    deposit = deposited(rows, table="subventions")

    written(deposit)
    assert Funding.objects.filter(project=None).count() == 2
    undone(deposit)

    assert dump() == before


def test_known_entries_are_as_before(db, ready):
    here = {"commune": "L’Houmeau", "departement_code": "17"}
    there = {"commune": "Bordeaux", "departement_code": "33"}
    written(deposited([row("Le fleuve", summary_fr="Un.", **here, **GRANT)]))
    before = dump()
    cells = {"summary_fr": "Deux.", "metiers": "médiation", "amount_eur": "2"}
    again = deposited([row("Le fleuve", **there, **GRANT | cells)])

    written(again)
    assert Project.objects.get().summary == "Deux."
    undone(again)

    assert dump() == before


OF_A = [row("Commun", summary_fr="De A.", commune="Bordeaux", departement_code="33", **GRANT), row("Seul", **OTHER)]
OF_B = st.fixed_dictionaries(
    {"summary_fr": st.sampled_from(["", "De A.", "De B."]), "grant": st.sampled_from([{}, GRANT, OTHER])}
)
STEPS = st.permutations(["A", "B", "hand", "undo A"]).filter(lambda it: it.index("A") < it.index("undo A"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], phases=[Phase.generate], max_examples=6)
@given(steps=STEPS, of_b=OF_B, is_last=st.booleans())
def test_nothing_that_others_told_is_lost(db, ready, steps, of_b, is_last):
    with transaction.atomic():
        before, hand, deposits = dump(), "", {}
        rows = {"A": OF_A, "B": [row("Commun", summary_fr=of_b["summary_fr"], **of_b["grant"])]}
        for step in steps:
            project = Project.objects.filter(name="Commun").first()
            if step in rows:
                deposits[step] = deposited(rows[step], f"Liste {step}")
                assert written(deposits[step]).message == ""
            elif step == "undo A":
                assert undone(deposits["A"]).message == ""
            elif project:
                rewrite(project, summary="De la main.")
                hand = "De la main."

        project = Project.objects.get(name="Commun")
        grants = [str(one.amount_voted) for one in project.fundings.all()]
        assert not Project.objects.filter(name="Seul").exists()
        assert project.summary == (hand or of_b["summary_fr"])
        assert grants == [f"{one['amount_eur']}.00" for one in [of_b["grant"]] if one]
        assert [str(one) for one in project.holders] == ["Compagnie Nouvelle"]
        assert project.places.count() == 0
        if is_last and not hand:
            undone(deposits["B"])
            assert dump() == before
        transaction.set_rollback(True)
