"""What a merge does to money: a grant that two entries tell is counted once, two grants are counted twice."""

import re

import pytest
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains

from curation.merge import merge
from curation.pairs import Answers, UndecidedError, pairs_between
from projects.models import BudgetLine, Funding, Project
from tests.factories import (
    ActorFactory,
    AxisFactory,
    BudgetLineFactory,
    CallFactory,
    FunderFactory,
    FundingFactory,
    ProjectFactory,
    RoundFactory,
    RoundFundingFactory,
)
from tests.staff import form_of, send

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

KINDS = {"project": "projects/project", "actor": "actors/actor", "call": "calls/call"}


def merge_url(loser, winner):
    return f"/gestion/{KINDS[winner._meta.model_name]}/{loser.pk}/fusionner/?garder={winner.pk}"


def two_tellings(**both):
    """Two entries for one project, each with an aid of the same funder; `one_` and `other_` values tell them apart."""
    one = {name.removeprefix("one_"): both.pop(name) for name in [*both] if name.startswith("one_")}
    other = {name.removeprefix("other_"): both.pop(name) for name in [*both] if name.startswith("other_")}
    alike = {"funder": FunderFactory(), "amount_voted": 7500, **both}
    return FundingFactory(**{**alike, **one}), FundingFactory(**{**alike, **other})


def questions(client, loser, winner):
    page = client.get(merge_url(loser, winner)).content.decode()
    return sorted(set(re.findall(r'name="(paire-[^"]+)"', page)))


def confirm(client, loser, winner, answer=None):
    """Open the page of the merge, give one answer to every question, send."""
    url = merge_url(loser, winner)
    answers = dict.fromkeys(questions(client, loser, winner) if answer else [], answer)
    return send(client, url, {**form_of(client.get(url)), **answers})


def is_merged(loser):
    return type(loser).objects.get(pk=loser.pk).merged_into is not None


def test_one_reference_is_one_grant(admin_client, client):
    kept, told = two_tellings(decision_reference="2024-12")

    confirm(admin_client, told.project, kept.project)

    assert list(Funding.objects.all()) == [kept]
    assertContains(client.get(kept.project.get_absolute_url()), "7\u00a0500\u00a0€")
    assert Project.objects.with_public_amount().get(pk=kept.project.pk).public_amount == 7500


@pytest.mark.parametrize(("answer", "total"), [("meme", "7\u00a0500\u00a0€"), ("deux", "15\u00a0000\u00a0€")])
def test_same_amount_alone_is_asked(admin_client, client, answer, total):
    kept, told = two_tellings()

    assert len(questions(admin_client, told.project, kept.project)) == 1
    confirm(admin_client, told.project, kept.project, answer)

    assert is_merged(told.project)
    assertContains(client.get(kept.project.get_absolute_url()), total)


def test_unlike_references_are_two_grants(admin_client, client):
    kept, told = two_tellings(one_decision_reference="2024-12", other_decision_reference="2024-13")

    assert questions(admin_client, told.project, kept.project) == []
    confirm(admin_client, told.project, kept.project)

    assertContains(client.get(kept.project.get_absolute_url()), "15\u00a0000\u00a0€")
    assert set(kept.project.fundings.all()) == {kept, told}


def test_merge_waits_for_every_answer(admin_client):
    kept, told = two_tellings()

    response = confirm(admin_client, told.project, kept.project)

    assertContains(response, "Répondez à chaque question")
    assert not is_merged(told.project)
    assert told.project.fundings.count() == 1


def test_answers_given_stay_when_another_lacks(admin_client):
    kept, told = two_tellings()
    other = FundingFactory(project=told.project)
    FundingFactory(project=kept.project, funder=other.funder)
    first, second = questions(admin_client, told.project, kept.project)
    url = merge_url(told.project, kept.project)

    response = send(admin_client, url, {**form_of(admin_client.get(url)), first: "deux"})

    assert not is_merged(told.project)
    answered = form_of(response)
    assert (answered[first], second in answered) == ("deux", False)


@pytest.mark.parametrize(
    "changed", [{"amount_voted": 8000}, {"decision_reference": "2024-12"}, {"purpose": "Résidence"}], ids=str
)
def test_rows_that_changed_since_the_page_are_asked_again(admin_client, changed):
    kept, told = two_tellings()
    url = merge_url(told.project, kept.project)
    answers = dict.fromkeys(questions(admin_client, told.project, kept.project), "meme")
    form = form_of(admin_client.get(url)) | answers
    Funding.objects.filter(pk=told.pk).update(**changed)

    response = send(admin_client, url, form)

    assertContains(response, "Ces fiches ont changé depuis l’affichage de la page")
    assert not is_merged(told.project)
    assert not answers.keys() & form_of(response).keys()


def test_row_that_came_since_the_page_is_asked(admin_client):
    loser, winner = ProjectFactory(), ProjectFactory()
    url = merge_url(loser, winner)
    form = form_of(admin_client.get(url))
    told = FundingFactory(project=loser)
    FundingFactory(project=winner, funder=told.funder)

    response = send(admin_client, url, form)

    assertContains(response, "Ces fiches ont changé")
    assert not is_merged(loser)


def test_page_shows_the_sums_before_and_after(admin_client):
    kept, told = two_tellings(one_amount_voted=7500, other_amount_voted=8000)

    page = admin_client.get(merge_url(told.project, kept.project))

    plan = page.context["plan"]
    assert plan["sums"] == [
        (
            "aides publiques connues",
            "8\u00a0000\u00a0€",
            "7\u00a0500\u00a0€",
            "de 7\u00a0500\u00a0€ à 15\u00a0500\u00a0€ (selon vos réponses)",
        )
    ]
    assert Funding.objects.count() == 2


def test_row_that_stays_says_what_the_other_one_said(admin_client):
    call = CallFactory()
    kept, told = two_tellings(
        decision_reference="2024-12",
        call=call,
        one_amount_voted=None,
        other_amount_paid=7000,
        other_purpose="Résidence",
    )

    confirm(admin_client, told.project, kept.project)

    kept.refresh_from_db()
    assert (kept.amount_voted, kept.amount_paid, kept.purpose) == (7500, 7000, "Résidence")
    notes = Project.objects.get(pk=kept.project.pk).notes
    assert "Notée deux fois (même référence de décision) : une seule ligne reste" in notes
    assert "montant voté (€) « 7\u00a0500 »" in notes


def test_what_the_two_contradict_stays_in_the_notes_alone(admin_client):
    axis = AxisFactory()
    kept, told = two_tellings(
        decision_reference="2024-12", one_amount_voted=5000, other_amount_paid=7000, call=axis.round.call
    )
    told.axis = axis
    told.save()

    confirm(admin_client, told.project, kept.project, "meme")

    kept.refresh_from_db()
    assert (kept.amount_voted, kept.amount_paid, kept.round) == (5000, None, axis.round)
    assert "montant versé (€) « 7\u00a0000 »" in Project.objects.get(pk=kept.project.pk).notes


def test_two_grants_of_one_entry_are_never_taken_for_one():
    kept, told = two_tellings(decided_on="2024-03-17")
    FundingFactory(project=told.project, funder=kept.funder, amount_voted=7500, decided_on="2024-03-17")

    pairs = pairs_between(told.project, kept.project)

    assert [pair.is_asked for pair in pairs] == [True, True]
    with pytest.raises(ValidationError, match="Une même ligne"):
        merge(told.project, kept.project, Answers(dict.fromkeys((pair.key for pair in pairs), True)))


def test_row_whose_like_is_found_is_asked_no_more():
    kept, told = two_tellings(decision_reference="2024-12")
    FundingFactory(project=told.project, funder=kept.funder)

    assert [pair.other for pair in pairs_between(told.project, kept.project)] == [told]


ALIKE = {
    "one reference, however it is written": (
        {"decision_reference": "n° 2024-12"},
        {"decision_reference": "N° 2024 12"},
    ),
    "one date and one amount": ({"decided_on": "2024-03-17"}, {"decided_on": "2024-03-17"}),
    "one reference, two amounts": (
        {"decision_reference": "2024-12"},
        {"decision_reference": "2024-12", "amount_voted": 8000},
    ),
}
ASKED = {
    "no date": ({}, {}),
    "one date unknown": ({"decided_on": "2024-03-17"}, {}),
    "two dates": ({"decided_on": "2024-03-17"}, {"decided_on": "2024-03-18"}),
    "one reference unknown": ({"decision_reference": "2024-12"}, {}),
    "no amount": ({"amount_voted": None, "decided_on": "2024-03"}, {"amount_voted": None, "decided_on": "2024-03"}),
    "two amounts": ({"decided_on": "2024-03-17"}, {"decided_on": "2024-03-17", "amount_voted": 8000}),
    "one beneficiary unknown": (
        {"decision_reference": "2024-12", "beneficiary": ActorFactory},
        {"decision_reference": "2024-12"},
    ),
    "one call unknown": ({"decision_reference": "2024-12", "call": CallFactory}, {"decision_reference": "2024-12"}),
    "two calls": (
        {"decided_on": "2024-03-17", "call": CallFactory},
        {"decided_on": "2024-03-17", "call": CallFactory},
    ),
    "two rounds": (
        {"decided_on": "2024-03-17", "round": RoundFactory},
        {"decided_on": "2024-03-17", "round": RoundFactory},
    ),
}
APART = {
    "two references": ({"decision_reference": "2024-12"}, {"decision_reference": "2024-13"}),
    "two references, one date and one amount": (
        {"decision_reference": "2024-12", "decided_on": "2024-03-17"},
        {"decision_reference": "2024-13", "decided_on": "2024-03-17"},
    ),
}
UNRELATED = {
    "two funders": ({"funder": FunderFactory}, {"funder": FunderFactory}),
    "two beneficiaries": ({"beneficiary": ActorFactory}, {"beneficiary": ActorFactory}),
}
RULES = [
    *((case, "same") for case in ALIKE.items()),
    *((case, "asked") for case in ASKED.items()),
    *((case, "different") for case in APART.items()),
    *((case, "") for case in UNRELATED.items()),
]


def made(values):
    return {name: value() if isinstance(value, type) else value for name, value in values.items()}


@pytest.mark.parametrize(("case", "verdict"), RULES, ids=[f"{verdict}: {case[0]}" for case, verdict in RULES])
def test_rule_of_what_tells_the_same_grant(case, verdict):
    _, (one, other) = case
    kept, told = two_tellings(
        **{f"one_{name}": value for name, value in made(one).items()},
        **{f"other_{name}": value for name, value in made(other).items()},
    )

    verdicts = [pair.verdict.value for pair in pairs_between(told.project, kept.project)]

    assert verdicts == ([verdict] if verdict else [])


def test_two_grants_that_the_database_holds_as_one_are_refused(admin_client):
    kept, told = two_tellings(decision_reference="2024-12", one_round=RoundFactory(), other_round=RoundFactory())

    response = confirm(admin_client, told.project, kept.project, "deux")

    assertContains(response, "Deux lignes ne peuvent pas dire cela")
    assert not is_merged(told.project)
    assert Funding.objects.count() == 2


def test_program_that_merges_does_not_guess():
    kept, told = two_tellings()

    with pytest.raises(UndecidedError):
        merge(told.project, kept.project)

    assert Funding.objects.count() == 2


# other kinds


def test_funders_that_merge_make_one_grant_of_two_rows(admin_client, client):
    kept = FundingFactory(decision_reference="2024-12", amount_voted=7500)
    FundingFactory(project=kept.project, decision_reference="2024-12", amount_voted=7500)
    loser = Funding.objects.exclude(pk=kept.pk).get().funder

    confirm(admin_client, loser, kept.funder)

    assert list(Funding.objects.all()) == [kept]
    assertContains(client.get(kept.project.get_absolute_url()), "7\u00a0500\u00a0€")


def test_form_open_on_a_project_does_not_bring_back_what_a_merge_of_actors_removed(admin_client):
    kept = FundingFactory(decision_reference="2024-12")
    told = FundingFactory(project=kept.project, decision_reference="2024-12")
    url = f"/gestion/projects/project/{kept.project.pk}/change/"
    stale = form_of(admin_client.get(url))
    confirm(admin_client, told.funder, kept.funder)

    response = send(admin_client, url, stale)

    assertContains(response, "Cette fiche a été modifiée")
    assert list(Funding.objects.all()) == [kept]


@pytest.mark.parametrize(("answer", "sums"), [("meme", 7500), ("deux", 15000)])
def test_beneficiaries_that_merge_are_asked(admin_client, answer, sums):
    kept = FundingFactory(beneficiary=ActorFactory(), amount_voted=7500)
    told = FundingFactory(project=kept.project, funder=kept.funder, beneficiary=ActorFactory(), amount_voted=7500)

    confirm(admin_client, told.beneficiary, kept.beneficiary, answer)

    assert kept.beneficiary.sums()["aides reçues"] == sums


def test_page_of_two_actors_shows_what_they_gave_and_received(admin_client):
    kept = FundingFactory(beneficiary=ActorFactory(), amount_voted=7500)
    told = FundingFactory(funder=kept.beneficiary, beneficiary=ActorFactory(), amount_voted=100)

    plan = admin_client.get(merge_url(told.beneficiary, kept.beneficiary)).context["plan"]

    assert plan["sums"] == [
        ("aides accordées", "inconnu", "100\u00a0€", "100\u00a0€"),
        ("aides reçues", "100\u00a0€", "7\u00a0500\u00a0€", "7\u00a0600\u00a0€"),
    ]


def test_aids_without_a_project_are_compared_by_their_object():
    funder, one, other = FunderFactory(), ActorFactory(), ActorFactory()
    alone = {"project": None, "funder": funder, "decided_on": "2024-03-17", "amount_voted": 7500}
    FundingFactory(beneficiary=one, purpose="Fonctionnement", **alone)
    FundingFactory(beneficiary=one, purpose="Investissement", **alone)
    told = FundingFactory(beneficiary=other, purpose="fonctionnement", **alone)

    pairs = pairs_between(other, one)

    assert [(pair.other, pair.kept.purpose, pair.verdict.value) for pair in pairs] == [
        (told, "Fonctionnement", "same"),
    ]


def test_calls_that_merge_make_rows_of_one_project_alike(admin_client):
    kept = FundingFactory(call=CallFactory(), amount_voted=7500)
    told = FundingFactory(project=kept.project, funder=kept.funder, call=CallFactory(), amount_voted=7500)

    assert len(questions(admin_client, told.call, kept.call)) == 1
    confirm(admin_client, told.call, kept.call, "meme")

    assert list(Funding.objects.all()) == [kept]
    assert kept.call.sums() == {"aides accordées": 7500}


def test_rounds_that_merge_make_rows_of_one_project_alike():
    call = CallFactory()
    kept = RoundFundingFactory(round=RoundFactory(call=call), decision_reference="2024-12")
    told = RoundFundingFactory(
        round=RoundFactory(call=call, year=2025), project=kept.project, funder=kept.funder, decided_on="2024"
    )

    merge(told.round, kept.round, Answers(dict.fromkeys([f"paire-funding-{kept.pk}-{told.pk}"], True)))

    kept.refresh_from_db()
    assert list(Funding.objects.all()) == [kept]
    assert (kept.decided_on, kept.round.sums()) == ("2024", {"aides accordées": 10_000})


def test_own_funds_that_both_entries_tell_are_asked(admin_client):
    kept, told = BudgetLineFactory(), BudgetLineFactory()
    BudgetLineFactory(project=told.project, amount=7)

    confirm(admin_client, told.project, kept.project, "meme")

    assert sorted(BudgetLine.objects.values_list("project", "amount")) == [
        (kept.project.pk, 7),
        (kept.project.pk, 5000),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_pairs_are_shown_without_a_query_for_each(django_assert_max_num_queries, number):
    loser, winner = ProjectFactory(), ProjectFactory()
    for _ in range(number):
        told = FundingFactory(project=loser, call=CallFactory(), beneficiary=ActorFactory())
        FundingFactory(project=winner, funder=told.funder, call=told.call, beneficiary=told.beneficiary)

    pairs = pairs_between(loser, winner)
    with django_assert_max_num_queries(0):
        assert len([pair.columns for pair in pairs]) == number
