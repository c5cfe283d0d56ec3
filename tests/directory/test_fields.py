from contextlib import nullcontext
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import F
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from directory.fields import KeyField, PartialDateField, has_begun, is_over
from directory.models import Term
from french.dates import PartialDate
from projects.models import Project, Step
from tests.factories import ActorNameFactory, AxisFactory, ProjectFactory, TermFactory
from tests.strategies import moments_near, partial_dates

pytestmark = pytest.mark.django_db
in_database = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize(
    ("value", "date"), [("17/03/2024", "2024-03-17"), (2024, "2024"), ("2024-03", "2024-03"), ("", ""), (None, "")]
)
def test_partial_date_is_one_as_soon_as_it_is_assigned(value, date):
    project = Project(starts=value)

    assert project.starts == date
    assert isinstance(project.starts, PartialDate)


def test_partial_date_that_is_not_given_is_unknown():
    assert isinstance(Project().starts, PartialDate)
    assert Project().starts.display == ""


def test_partial_date_comes_back_from_the_database():
    ProjectFactory(starts="03/2024")

    assert isinstance(Project.objects.get().starts, PartialDate)
    assert isinstance(Project.objects.values_list("starts", flat=True).get(), PartialDate)


def test_partial_date_may_be_deferred():
    ProjectFactory(starts="03/2024")

    project = Project.objects.defer("starts").get()

    assert project.starts.display == "mars\u00a02024"


def test_nonsense_is_kept_and_refused_in_french():
    project = ProjectFactory.build(starts="au printemps")

    with pytest.raises(ValidationError) as refusal:
        project.full_clean()

    assert project.starts == "au printemps"
    [message] = refusal.value.message_dict["starts"]
    assert message.startswith("« au printemps » n’est pas une date")


def test_nonsense_is_never_written():
    with pytest.raises(ValidationError):
        ProjectFactory(starts="au printemps")


def test_partial_date_is_written_the_same_way_by_every_path():
    project = ProjectFactory()
    Project.objects.filter(pk=project.pk).update(starts="3/2024", ends=F("starts"))
    Step.objects.bulk_create([Step(project=project, date="17/03/2024", label="inauguration")])

    project.refresh_from_db()

    assert (project.starts, project.steps.get().date) == ("2024-03", "2024-03-17")


def test_partial_date_is_looked_up_as_staff_write_it():
    project = ProjectFactory(starts="2024-03-17")

    assert Project.objects.get(starts="17/03/2024") == project
    assert Project.objects.get(starts__lt="18/03/2024") == project


def test_partial_date_field_keeps_its_options_in_migrations():
    field = PartialDateField("début", help_text="Au plus près.")

    *_, args, kwargs = field.deconstruct()

    assert (args, kwargs) == ([], {"verbose_name": "début", "help_text": "Au plus près."})


ORDERS = [
    ("", "2024", True),
    ("2024", "", True),
    ("2024", "2024", True),
    ("2024-06", "2024", True),
    ("2024", "2024-06", True),
    ("2024-06", "2024-06-01", True),
    ("2024-06-30T18:00", "2024-06-30", True),
    ("2024-06-30T18:00", "2024-06-30T18:00", True),
    ("2024", "2023", False),
    ("2024-06", "2023", False),
    ("2024-06", "2024-05-31", False),
    ("2024-06-30", "2024-06-29T23:59", False),
    ("2024-06-30T18:01", "2024-06-30T18:00", False),
]


@pytest.mark.parametrize(("starts", "ends", "in_order"), ORDERS)
def test_database_compares_dates_as_far_as_the_less_precise_tells(starts, ends, in_order):
    expected = nullcontext() if in_order else pytest.raises(IntegrityError)

    with expected:
        ProjectFactory(starts=starts, ends=ends)


@pytest.mark.parametrize(("starts", "ends", "in_order"), ORDERS)
def test_staff_are_told_of_dates_out_of_order(starts, ends, in_order):
    project = ProjectFactory.build(starts=starts, ends=ends)
    expected = nullcontext() if in_order else pytest.raises(ValidationError, match="après avoir commencé")

    with expected:
        project.full_clean()


@in_database
@example((PartialDate("2024-03-17T18:00"), PartialDate("2024-03-17T18:00").first))
@example((PartialDate("2024-10-27T02:30"), datetime(2024, 10, 27, 1, 0, tzinfo=UTC)))
@example((PartialDate("2024-03-31T02:30"), datetime(2024, 3, 31, 1, 0, tzinfo=UTC)))
@given(partial_dates.flatmap(lambda date: st.tuples(st.just(date), moments_near(date))))
def test_database_and_python_agree_on_beginning_and_end(case):
    date, moment = case
    Project.objects.all().delete()
    project = ProjectFactory(draft=True, starts=date)

    begun = Project.objects.filter(has_begun("starts", moment)).exists()
    over = Project.objects.filter(is_over("starts", moment)).exists()

    assert (begun, over) == (project.starts.has_begun(moment), project.starts.is_over(moment))


@in_database
@given(st.lists(partial_dates, min_size=2, max_size=6))
def test_database_sorts_dates_as_python_does(dates):
    Step.objects.all().delete()
    project = Project.objects.first() or ProjectFactory()
    Step.objects.bulk_create(Step(project=project, date=date, label="étape") for date in dates if date)

    kept = list(Step.objects.order_by("date").values_list("date", flat=True))

    assert kept == sorted(date for date in dates if date)


def test_key_is_the_folded_text_of_its_fields():
    project = ProjectFactory(name="L’Œuvre à l’Écran", summary="Été", body="Hiver")

    assert project.key == "l oeuvre a l ecran"
    assert project.text_key == "l oeuvre a l ecran ete hiver"


def test_key_is_written_by_every_path():
    term = TermFactory(name="jeu vidéo")
    Term.objects.update_or_create(slug=term.slug, defaults={"name": "Jeux Vidéo"})
    Term.objects.bulk_create([Term(vocabulary="forme", name="Œuvre", slug="oeuvre")])

    keys = Term.objects.order_by("key").values_list("key", flat=True)

    assert list(keys) == ["jeux video", "oeuvre"]


def test_key_holds_a_text_that_folding_lengthens():
    assert TermFactory(name="œ" * 120).key == "oe" * 120


@pytest.mark.parametrize("factory", [TermFactory, AxisFactory, ActorNameFactory])
def test_unique_key_is_checked_where_a_form_does_not_hold_it(factory):
    name = {"name": "Médiation"}
    first = factory(**name)
    second = factory()
    second.name = "mediation"
    second.round, second.actor = getattr(first, "round", None), getattr(first, "actor", None)

    with pytest.raises(ValidationError, match="déjà ce"):
        second.validate_constraints(exclude={"key"})


def test_unique_key_is_not_checked_when_its_text_is_wrong():
    TermFactory(name="médiation")
    twin = TermFactory.build(name="", key="mediation")

    twin.validate_constraints(exclude={"name"})


def test_key_field_says_in_migrations_what_it_folds():
    *_, kwargs = KeyField(of=("name", "body"), db_index=True).deconstruct()

    assert kwargs == {"of": ("name", "body"), "db_index": True, "editable": False}
