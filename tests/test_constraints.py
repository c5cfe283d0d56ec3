"""Every constraint of every table: the database refuses what breaks it, and staff are told why in French."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

from directory.registry import KINDS
from tests import factories
from tests.sources import our_apps

ENTRIES = {
    kind.model._meta.model_name: factories.factory_of(name)
    for name, kind in KINDS.items()
    if not kind.model._meta.proxy
}
IMAGES = {
    "territoryimage": factories.TerritoryImageFactory,
    "actorimage": factories.ActorImageFactory,
    "callimage": factories.CallImageFactory,
    "projectimage": factories.ProjectImageFactory,
    "eventimage": factories.EventImageFactory,
    "resourceimage": factories.ResourceImageFactory,
}


def itself(row):
    return row


def another(factory, **values):
    return lambda row: factory(**values)


# The constraint, the factory of a sound row, what breaks it. A function makes its value from the row.
CHECKS = [
    *((f"{kind}_has_a_name", factory, {"name": ""}) for kind, factory in ENTRIES.items()),
    *(
        (f"{kind}_merged_is_withdrawn", factory, {"merged_into": another(factory)})
        for kind, factory in ENTRIES.items()
    ),
    *(
        (f"{kind}_is_not_merged_into_itself", factory, {"merged_into": itself, "status": "retire"})
        for kind, factory in ENTRIES.items()
    ),
    *((f"{kind}_has_alternative_text", factory, {"alt": ""}) for kind, factory in IMAGES.items()),
    *((f"{kind}_has_credit", factory, {"credit": ""}) for kind, factory in IMAGES.items()),
    ("limit_is_one_entry_or_one_list", factories.LimitFactory, {"identifier": ""}),
    ("limit_is_one_entry_or_one_list", factories.ListLimitFactory, {"identifier": "c00000001"}),
    ("term_is_not_its_own_parent", factories.TermFactory, {"parent": itself}),
    ("official_territory_has_a_code", factories.CommuneFactory, {"code": ""}),
    ("official_territory_has_a_code", factories.RegionFactory, {"code": ""}),
    (
        "territory_with_successor_is_obsolete",
        factories.CommuneFactory,
        {"successor": another(factories.CommuneFactory)},
    ),
    ("only_tiers_lieu_is_located", factories.CommuneFactory, {"located_in": another(factories.CommuneFactory)}),
    ("territory_point_is_on_earth", factories.CommuneFactory, {"latitude": 45.6}),
    ("territory_point_is_on_earth", factories.CommuneFactory, {"longitude": 0.15}),
    ("territory_point_is_on_earth", factories.CommuneFactory, {"latitude": 90.1, "longitude": 0}),
    ("territory_point_is_on_earth", factories.CommuneFactory, {"latitude": 45, "longitude": -180.1}),
    ("rna_is_w_and_nine_digits", factories.ActorFactory, {"rna": "W12345678"}),
    ("rna_is_w_and_nine_digits", factories.ActorFactory, {"rna": "1234567890"}),
    ("siren_is_nine_digits", factories.ActorFactory, {"siren": "20005375"}),
    (
        "siret_begins_with_the_siren",
        factories.ActorFactory,
        {"siren": "552081317", "siret": "20005375900011"},
    ),
    ("siret_is_fourteen_digits", factories.ActorFactory, {"siret": "2000537590001"}),
    ("siret_is_fourteen_digits", factories.ActorFactory, {"siret": "2000537590001X"}),
    ("agreement_is_more_than_spaces", factories.ActorFactory, {"agreement": "   "}),
    ("call_ends_after_it_starts", factories.CallFactory, {"starts": "2015", "ends": "2014"}),
    ("round_closes_after_it_opens", factories.RoundFactory, {"opens_at": "2024-06-01", "closes_at": "2024-05"}),
    ("results_come_after_closing", factories.RoundFactory, {"closes_at": "2024-06", "results_at": "2024-05-31"}),
    (
        "open_ended_round_has_no_closing_date",
        factories.RoundFactory,
        {"open_ended": True, "closes_at": "2024-06-01"},
    ),
    ("round_rate_is_a_percentage", factories.RoundFactory, {"max_rate": "100.01"}),
    ("round_rate_is_a_percentage", factories.RoundFactory, {"max_rate": "-0.01"}),
    ("round_amounts_are_not_negative", factories.RoundFactory, {"budget": -1}),
    ("round_amounts_are_not_negative", factories.RoundFactory, {"max_grant": -1}),
    ("round_year_is_plausible", factories.RoundFactory, {"year": 1979}),
    ("round_year_is_plausible", factories.RoundFactory, {"year": 2101}),
    ("call_is_not_a_part_of_itself", factories.CallFactory, {"part_of": itself}),
    ("milestone_ends_after_it_begins", factories.MilestoneFactory, {"date": "2024-03", "ends": "2024-02"}),
    ("milestone_that_ends_begins", factories.MilestoneFactory, {"date": "", "ends": "2024-02"}),
    ("milestone_says_what_it_is", factories.MilestoneFactory, {"label": ""}),
    ("document_is_somewhere", factories.DocumentFactory, {"url": ""}),
    ("item_says_something", factories.ItemFactory, {"text": ""}),
    ("item_for_all_names_no_term", factories.ItemFactory, {"for_all": True}),
    ("email_is_that_of_a_contact", factories.ItemFactory, {"email": "numerique@region.example"}),
    ("question_has_an_answer", factories.ItemFactory, {"kind": "faq", "label": "Qui ?", "text": ""}),
    ("project_ends_after_it_starts", factories.ProjectFactory, {"starts": "2024-03-17", "ends": "2024-03-16"}),
    ("project_cost_is_not_negative", factories.ProjectFactory, {"total_cost": -1}),
    ("funding_has_a_project_or_a_beneficiary", factories.FundingFactory, {"project": None}),
    (
        "undecided_telling_has_no_grant",
        factories.FundingTellingFactory,
        {"is_undecided": True, "funding": another(factories.FundingFactory)},
    ),
    ("funding_amounts_are_not_negative", factories.FundingFactory, {"amount_voted": -1}),
    ("funding_amounts_are_not_negative", factories.FundingFactory, {"amount_paid": -1}),
    ("amendment_is_not_negative", factories.AmendmentFactory, {"amount": -1}),
    ("funding_share_is_a_fraction", factories.FundingFactory, {"share": 0}),
    ("funding_share_is_a_fraction", factories.FundingFactory, {"share": "1.0001"}),
    ("funding_of_a_round_names_its_call", factories.FundingFactory, {"round": another(factories.RoundFactory)}),
    ("funding_of_an_axis_names_its_round", factories.FundingFactory, {"axis": another(factories.AxisFactory)}),
    (
        "funding_period_is_in_order",
        factories.FundingFactory,
        {"paid_from": "2024-06-02", "paid_until": "2024-06-01"},
    ),
    ("budget_line_is_not_negative", factories.BudgetLineFactory, {"amount": -1}),
    ("step_has_a_date", factories.StepFactory, {"date": ""}),
    ("report_has_a_message", factories.ReportFactory, {"message": ""}),
    (
        "project_is_featured_in_order",
        factories.ProjectFactory,
        {"featured_from": date(2026, 12, 2), "featured_until": date(2026, 12, 1)},
    ),
    ("project_is_featured_in_order", factories.ProjectFactory, {"featured_until": date(2026, 12, 1)}),
    ("event_ends_after_it_starts", factories.EventFactory, {"starts": "2026-03-02", "ends": "2026-03-01"}),
    ("event_that_ends_starts", factories.EventFactory, {"starts": "", "ends": "2026-03-01"}),
    ("resource_year_is_plausible", factories.ResourceFactory, {"year": 1899}),
    ("resource_year_is_plausible", factories.ResourceFactory, {"year": 2101}),
    ("pair_of_entries_is_in_order", factories.DoubleFactory, {"other": "a00000000"}),
    ("project_does_not_reuse_itself", factories.ReuseFactory, {"origin": lambda reuse: reuse.project}),
]

# The constraint, the factory of two sound rows, what both hold already, what the second takes from the first.
UNIQUES = [
    ("former_slug_leads_to_one_entry", factories.FormerSlugFactory, {}, ["kind", "slug"]),
    ("pair_of_entries_is_told_once", factories.DoubleFactory, {}, ["one", "other"]),
    ("api_use_is_counted_once", factories.ApiUseFactory, {}, ["sender", "window"]),
    ("limit_to_an_entry_is_said_once", factories.LimitFactory, {}, ["user", "identifier"]),
    ("limit_to_a_list_is_said_once", factories.ListLimitFactory, {}, ["user", "source_list"]),
    ("source_row_makes_one_entry", factories.SourceRecordFactory, {}, ["source_list", "dataset", "key"]),
    (
        "amendment_is_told_once",
        factories.AmendmentFactory,
        {},
        ["funding", "decided_on", "decision_reference", "amount"],
    ),
    ("grant_is_told_once_by_a_row", factories.FundingTellingFactory, {}, ["record", "rank"]),
    (
        "one_decision_on_each_thing_of_a_deposit",
        factories.DecisionFactory,
        {},
        ["deposit", "subject", "line", "about"],
    ),
    ("one_job_at_a_time_for_a_deposit", factories.JobFactory, {}, ["deposit"]),
    ("missed_word_is_counted_once_a_month", factories.MissedWordFactory, {}, ["word", "month"]),
    ("one_list_is_shipped", factories.SourceListFactory, {}, ["is_shipped"]),
    ("term_slug_is_unique_in_its_vocabulary", factories.TermFactory, {}, ["slug"]),
    ("term_is_unique_in_its_vocabulary", factories.TermFactory, {}, ["name", "key"]),
    ("label_means_one_term_in_its_vocabulary", factories.TermLabelFactory, {}, ["label", "key"]),
    ("territory_code_is_unique_in_its_kind", factories.CommuneFactory, {}, ["code"]),
    ("former_name_is_told_once", factories.FormerNameFactory, {}, ["territory", "name", "code"]),
    ("fact_is_told_once", factories.FactFactory, {}, ["territory", "text"]),
    ("siren_identifies_one_actor", factories.ActorFactory, {}, ["siren"]),
    ("siret_identifies_one_actor", factories.ActorFactory, {}, ["siret"]),
    ("rna_identifies_one_actor", factories.ActorFactory, {}, ["rna"]),
    ("actor_name_is_told_once", factories.ActorNameFactory, {}, ["actor", "name", "key"]),
    ("axis_is_told_once_in_its_round", factories.AxisFactory, {}, ["round", "name", "key"]),
    ("participation_is_told_once", factories.ParticipationFactory, {}, ["project", "actor"]),
    ("place_is_told_once", factories.PlaceFactory, {}, ["project", "territory"]),
    ("project_has_one_main_place", factories.PlaceFactory, {"is_main": True}, ["project"]),
    (
        "decision_is_told_once_for_an_object",
        factories.FundingFactory,
        {"decision_reference": "2024.123.SP", "purpose": "Une résidence"},
        ["funder", "project"],
    ),
    ("aim_is_told_once", factories.AimFactory, {}, ["project", "term"]),
    ("outside_reuse_is_told_once", factories.OutsideReuseFactory, {}, ["project", "direction", "name"]),
    ("reuse_is_told_once", factories.ReuseFactory, {}, ["origin", "project"]),
]
IDENTIFIERS = {"is_shipped": True, "siren": "200053759", "siret": "20005375900011", "rna": "W123456789"}


def constraints():
    for label in our_apps():
        for model in apps.get_app_config(label).get_models():
            yield from model._meta.constraints


def message_of(name):
    return next(constraint.get_violation_error_message() for constraint in constraints() if constraint.name == name)


def broken(row, values):
    """The values that break the row, each made if it has to be; the row holds them, its table does not."""
    values = {field: value(row) if callable(value) else value for field, value in values.items()}
    for field, value in values.items():
        setattr(row, field, value)
    return values


def write(row, values):
    """Straight to the table, past all that models check."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def twin_of(factory, held, shared):
    """A row, and the values that another row of the same table has already."""
    taken = {field: IDENTIFIERS[field] for field in shared if field in IDENTIFIERS}
    first = factory(**held, **taken)
    return factory(**held), {field: getattr(first, field) for field in shared}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "factory", "values"), CHECKS)
def test_database_refuses_what_breaks_a_check(name, factory, values):
    row = factory()
    values = broken(row, values)

    with pytest.raises(IntegrityError, match=name):
        write(row, values)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "factory", "values"), CHECKS)
def test_staff_are_told_what_breaks_a_check(name, factory, values):
    row = factory()
    broken(row, values)

    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()

    assert message_of(name) in refusal.value.messages


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "factory", "held", "shared"), UNIQUES)
def test_database_refuses_a_twin(name, factory, held, shared):
    row, values = twin_of(factory, held, shared)

    # SQLite names the columns and not the constraint
    with pytest.raises(IntegrityError, match=rf"{name}|UNIQUE constraint failed: .*\.{shared[-1]}"):
        write(row, values)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "factory", "held", "shared"), UNIQUES)
def test_staff_are_told_of_a_twin(name, factory, held, shared):
    row, values = twin_of(factory, held, shared)
    broken(row, values)

    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()

    assert message_of(name) in refusal.value.messages


def test_every_constraint_is_tried():
    tried = {name for name, *_ in (*CHECKS, *UNIQUES)}

    assert tried == {constraint.name for constraint in constraints()}


@pytest.mark.parametrize("constraint", list(constraints()), ids=lambda constraint: constraint.name)
def test_constraint_has_a_sentence_for_staff(constraint):
    sentence = constraint.get_violation_error_message()

    assert constraint.violation_error_message != models.BaseConstraint.default_violation_error_message
    assert sentence[0].isupper()
    assert sentence.endswith(".")
