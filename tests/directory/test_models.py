import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models.deletion import ProtectedError

from directory.models import Entry, FormerSlug
from directory.models.identifiers import ALPHABET
from projects.models import Project
from territories.models import Territory, TiersLieu
from tests.factories import (
    ActorFactory,
    CallFactory,
    CommuneFactory,
    FormerSlugFactory,
    ProjectFactory,
    RoundFactory,
    TiersLieuFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES = [CommuneFactory, TiersLieuFactory, ActorFactory, CallFactory, RoundFactory, ProjectFactory]
DAY = timedelta(days=1)
LONG_NAME = "Une œuvre numérique participative " * 7


def readdressed(entry, slug):
    """The entry, saved at another address."""
    entry.slug = slug
    entry.save()
    return entry


def former_slugs(entry):
    return set(FormerSlug.objects.filter(identifier=entry.identifier).values_list("kind", "slug"))


# Identity


@pytest.mark.parametrize(
    ("factory", "letter"),
    [
        (CommuneFactory, "t"),
        (TiersLieuFactory, "t"),
        (ActorFactory, "a"),
        (CallFactory, "c"),
        (RoundFactory, "r"),
        (ProjectFactory, "p"),
    ],
)
def test_identifier_tells_the_kind_of_entry(factory, letter):
    assert re.fullmatch(f"{letter}[{ALPHABET}]{{8}}", factory().identifier)


def test_identifier_never_changes():
    project = ProjectFactory()
    identifier = project.identifier

    project.name, project.status = "Autre nom", Entry.Status.WITHDRAWN
    readdressed(project, "autre-adresse")

    assert Project.objects.get().identifier == identifier


def test_identifier_that_is_given_is_kept():
    assert ProjectFactory(identifier="pvjd0jtrv").identifier == "pvjd0jtrv"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Festival été", "festival-ete"),
        ("Les Œuvres de l’Île-d’Aix", "les-oeuvres-de-l-ile-d-aix"),
        ("« Ça tourne ! » (2e édition)", "ca-tourne-2e-edition"),
        ("Ex æquo", "ex-aequo"),
    ],
)
def test_slug_comes_from_the_name(name, slug):
    assert ProjectFactory(name=name).slug == slug


def test_slug_of_a_name_without_a_letter_is_the_identifier():
    project = ProjectFactory(name="???")

    assert project.slug == project.identifier


def test_homonyms_have_numbered_slugs():
    slugs = [ProjectFactory(name=name).slug for name in ("Écrans", "écrans", "ECRANS !")]

    assert slugs == ["ecrans", "ecrans-2", "ecrans-3"]


def test_long_homonyms_have_slugs_that_fit():
    slugs = [ProjectFactory(name=LONG_NAME).slug for _ in range(3)]

    assert len(set(slugs)) == 3
    assert all(len(slug) <= 100 and "--" not in slug for slug in slugs)


def test_slug_is_unique_in_french():
    ProjectFactory(slug="ecrans")

    with pytest.raises(ValidationError) as refusal:
        ProjectFactory.build(slug="ecrans").full_clean()

    assert refusal.value.message_dict == {"slug": ["Une autre fiche a déjà cette adresse."]}


def test_slug_is_free_for_another_kind_of_entry():
    assert ProjectFactory(name="Écrans").slug == ActorFactory(name="Écrans").slug


def test_slug_stays_when_the_entry_is_renamed():
    project = ProjectFactory(name="Écrans")

    project.name = "Grands écrans"
    project.save()

    assert (project.slug, project.key) == ("ecrans", "grands ecrans")


def test_kind_of_a_tiers_lieu_is_that_of_its_table():
    assert TiersLieu.entry_kind() == Territory.entry_kind() == "territories.territory"


@pytest.mark.parametrize("model", [Territory, TiersLieu])
def test_tiers_lieu_leaves_its_address_the_same_way_by_either_model(model):
    place = model.objects.get(pk=TiersLieuFactory(slug="la-halle").pk)

    readdressed(place, "la-grande-halle")

    assert former_slugs(place) == {("territories.territory", "la-halle")}


# Addresses


@pytest.mark.parametrize("factory", FACTORIES)
def test_public_entry_leaves_its_address_behind(factory):
    entry = factory(slug="avant")

    readdressed(entry, "apres")
    readdressed(entry, "encore-apres")

    assert former_slugs(entry) == {(entry.entry_kind(), "avant"), (entry.entry_kind(), "apres")}


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled"])
def test_entry_that_nobody_read_leaves_no_address(state):
    project = readdressed(ProjectFactory(slug="avant", **{state: True}), "apres")

    assert former_slugs(project) == set()


def test_withdrawn_entry_leaves_its_address_behind():
    project = readdressed(ProjectFactory(slug="avant", withdrawn=True), "apres")

    assert former_slugs(project) == {("projects.project", "avant")}


def test_entry_published_in_bulk_leaves_its_address_behind():
    project = ProjectFactory(slug="avant", draft=True)
    Project.objects.update(status=Entry.Status.PUBLISHED)

    readdressed(project, "apres")

    assert former_slugs(project) == {("projects.project", "avant")}


def test_emptied_slug_is_drawn_again_from_the_name():
    project = ProjectFactory(slug="avant", name="Après")

    readdressed(project, "")

    assert project.slug == "apres"
    assert former_slugs(project) == {("projects.project", "avant")}


def test_entry_takes_back_its_old_address():
    project = readdressed(ProjectFactory(slug="avant"), "apres")

    project.slug = "avant"
    project.full_clean()
    project.save()

    assert former_slugs(project) == {("projects.project", "apres")}


def test_address_that_redirects_elsewhere_is_refused():
    readdressed(ProjectFactory(slug="avant"), "apres")

    with pytest.raises(ValidationError) as refusal:
        ProjectFactory.build(slug="avant").full_clean()

    assert list(refusal.value.message_dict) == ["slug"]
    assert "elle y redirige encore" in str(refusal.value)


def test_address_that_redirects_elsewhere_is_not_drawn():
    readdressed(ProjectFactory(name="Écrans"), "grands-ecrans")

    assert ProjectFactory(name="Écrans").slug == "ecrans-2"


def test_address_of_another_kind_of_entry_is_free():
    FormerSlugFactory(kind="actors.actor", slug="ecrans")

    assert ProjectFactory(name="Écrans").slug == "ecrans"


def test_address_that_could_not_be_written_leaves_nothing_behind():
    project = ProjectFactory(slug="avant")
    project.starts, project.ends = "2024", "2023"

    with pytest.raises(IntegrityError):
        readdressed(project, "apres")

    assert former_slugs(project) == set()


# Merge


def merged(entry, into):
    entry.status, entry.merged_into = Entry.Status.WITHDRAWN, into
    entry.save()
    return entry


def test_entry_to_read_is_the_last_that_replaced_it():
    last = ProjectFactory()
    middle = merged(ProjectFactory(), last)
    first = merged(ProjectFactory(), middle)

    assert (first.standing(), middle.standing(), last.standing()) == (last, last, last)


def test_entries_merged_in_a_ring_do_not_lead_round_for_ever():
    one = ProjectFactory()
    other = merged(ProjectFactory(), one)
    merged(one, other)

    assert one.standing() in (one, other)


def test_entry_into_which_another_was_merged_is_kept():
    kept = ProjectFactory(draft=True)
    merged(ProjectFactory(), kept)

    with pytest.raises(ProtectedError):
        kept.delete()
