import pytest
from django.core.exceptions import ValidationError

from directory.models import Term, TermLabel
from tests.factories import (
    DisciplineFactory,
    MetierFactory,
    OutputFactory,
    ProjectFactory,
    SectorFactory,
    TechnologyFactory,
    TermFactory,
    TermLabelFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Médiation", "mediation"),
        ("œuvre d’art", "oeuvre-d-art"),
        ("3D temps réel", "3d-temps-reel"),
        ("???", "terme"),
    ],
)
def test_slug_comes_from_the_name(name, slug):
    assert TermFactory(name=name).slug == slug


def test_slugs_of_two_terms_that_read_alike_differ():
    assert [TechnologyFactory(name=name).slug for name in ("C", "C++", "C#")] == ["c", "c-2", "c-3"]


def test_slug_may_be_the_same_in_two_vocabularies():
    assert OutputFactory(name="web").slug == TechnologyFactory(name="web").slug == "web"


def test_slug_stays_when_the_term_is_renamed():
    term = TermFactory(name="jeu vidéo")

    term.name = "jeux vidéo"
    term.save()

    assert (term.slug, term.key) == ("jeu-video", "jeux video")


def test_vocabularies_and_archives_are_told_apart():
    kept = DisciplineFactory()
    DisciplineFactory(is_archived=True)
    MetierFactory()

    assert list(Term.objects.of(Term.Vocabulary.DISCIPLINE).active()) == [kept]


def test_archived_term_stays_on_entries():
    term = DisciplineFactory()
    project = ProjectFactory(disciplines=[term])

    term.is_archived = True
    term.save()

    assert list(project.disciplines.all()) == [term]


def test_protected_term_is_not_deleted():
    term = MetierFactory(is_protected=True)

    with pytest.raises(ValidationError, match="politique régionale"):
        term.delete()

    assert list(Term.objects.protected()) == [term]


def test_protected_terms_are_not_deleted_together_with_others():
    terms = {MetierFactory(is_protected=True), DisciplineFactory()}

    with pytest.raises(ValidationError, match="politique régionale"):
        Term.objects.all().delete()

    assert set(Term.objects.all()) == terms


def test_other_term_is_deleted():
    DisciplineFactory().delete()

    assert not Term.objects.exists()


def test_term_is_one_level_below_another_of_its_vocabulary():
    DisciplineFactory.build(parent=DisciplineFactory()).full_clean()


def parent_with_parent():
    return DisciplineFactory(parent=DisciplineFactory())


@pytest.mark.parametrize("parent", [MetierFactory, parent_with_parent])
def test_parent_is_a_general_term_of_the_same_vocabulary(parent):
    term = DisciplineFactory.build(parent=parent())

    with pytest.raises(ValidationError, match="du même vocabulaire, sans terme général lui-même"):
        term.full_clean()


def test_general_term_takes_no_parent():
    general = DisciplineFactory()
    DisciplineFactory(parent=general)
    general.parent = DisciplineFactory()

    with pytest.raises(ValidationError, match="Ce terme en contient d’autres"):
        general.full_clean()


def test_label_is_of_the_vocabulary_of_its_term():
    label = TermLabelFactory(term=TechnologyFactory(), label="Fab-Lab")

    assert (label.vocabulary, label.key) == ("technologie", "fab lab")


def test_label_is_not_already_a_term():
    term = DisciplineFactory(name="vidéo")

    with pytest.raises(ValidationError, match="C’est déjà un terme"):
        TermLabel(term=DisciplineFactory(), label="VIDEO").full_clean()

    TermLabel(term=SectorFactory(), label="VIDEO").full_clean()
    assert not term.labels.exists()


def test_label_is_not_already_that_of_another_term():
    TermLabelFactory(term=DisciplineFactory(), label="RA")

    with pytest.raises(ValidationError, match="désigne déjà un terme"):
        TermLabel(term=DisciplineFactory(), label="ra").full_clean()


def test_label_without_a_term_is_refused():
    with pytest.raises(ValidationError) as refusal:
        TermLabel(label="RA").full_clean()

    assert list(refusal.value.message_dict) == ["term"]


def test_term_is_not_already_a_label():
    label = TermLabelFactory(term=DisciplineFactory(), label="fab lab")

    with pytest.raises(ValidationError, match="déjà une autre écriture"):
        DisciplineFactory.build(name="Fab-lab").full_clean()

    label.term.name = "fab lab"
    label.term.full_clean()
