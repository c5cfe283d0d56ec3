"""« Quel appel pour mon projet ? »: what fits, when, and why, in words that are true."""

from datetime import datetime

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calls.models import Item, Round
from french.dates import PARIS
from insights.finder import AGAINST, FOR, QUESTIONS, UNTOLD, Finder
from tests.factories import (
    ActorFactory,
    ActorTypeFactory,
    CallFactory,
    DepartementFactory,
    DisciplineFactory,
    FundingFactory,
    ItemFactory,
    MetierFactory,
    PoleFactory,
    ProjectFactory,
    RegionFactory,
    RoundFactory,
    StageFactory,
)
from tests.once import once

pytestmark = pytest.mark.django_db
FIND = "/appels/trouver/"


def read(client, **answers):
    return client.get(FIND, answers).content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def say(round, kind, **item):
    ItemFactory(round=round, kind=kind, text="", **item)


def test_reasons_are_told_in_words_and_what_is_not_told_is_never_a_yes(client):
    musique = DisciplineFactory(name="musique")
    edition = RoundFactory(name="Essais 2999", closes_at="2999-01-01", year=2099)
    say(edition, "discipline", term=musique)
    DepartementFactory(name="Landes")

    page = read(client, discipline="musique", ou="landes")

    assert "<b>pour</b> : disciplines, « musique »" in page and "<b>non précisé</b> : territoires" in page
    assert "Maintenant" in page and "Essais 2999" in page


def test_call_that_says_nothing_of_what_is_asked_is_told_apart(client):
    RoundFactory(name="Muette", closes_at="2999")
    MetierFactory(name="création")

    page = read(client, metier="creation")

    assert "Ne disent rien de ce que vous cherchez" in page and "Muette" in page and "Maintenant" not in page


def test_what_a_call_excludes_or_does_not_name_is_against_it(client):
    musique, danse = DisciplineFactory(name="musique"), DisciplineFactory(name="danse")
    named, excluded = RoundFactory(name="Danses", year=2099), RoundFactory(name="Tout sauf", year=2099)
    say(named, "discipline", term=danse)
    ItemFactory(round=excluded, kind="exclusion", term=musique, text="concerts")

    page = read(client, discipline="musique")

    assert "contre : disciplines, « danse » et non « musique »" in page
    assert "contre : ce qui n’est pas aidé, « concerts »" in page and "Aucun appel ne convient" in page


def test_what_is_narrower_than_the_answer_is_for_some_of_it_and_excludes_none_of_the_rest(client):
    region, general = RegionFactory(), DisciplineFactory(name="spectacle")
    gironde = DepartementFactory(name="Gironde", within=[region])
    edition = RoundFactory(name="Essais", closes_at="2999")
    say(edition, "territoire", territory=PoleFactory(name="Bordeaux", within=[gironde, region]))
    say(edition, "discipline", term=general)
    say(edition, "exclusion", term=DisciplineFactory(name="cirque", parent=general))

    page = read(client, discipline="spectacle", ou="gironde")

    assert "<b>pour</b> : territoires, « Bordeaux »" in page and "<b>pour</b> : disciplines, « spectacle »" in page
    assert "contre : ce qui n’est pas aidé, « cirque »" in read(client, discipline="cirque")


@pytest.mark.parametrize(
    ("values", "when"),
    [
        ({"closes_at": "2999"}, "maintenant"),
        ({"opens_at": "2998", "closes_at": "2999"}, "bientôt"),
        ({"closes_at": "2020", "year": 2099}, "d’habitude"),
        ({"year": None}, "d’habitude"),
        ({"closes_at": "2015", "year": 2015}, ""),
    ],
)
def test_calls_are_proposed_for_when_one_may_apply(values, when):
    RoundFactory(**values)

    assert [fit.when for fit in Finder({}).fits] == [when] * bool(when)


@pytest.mark.parametrize("opens_at", ["{day}T23:59", "2998-03"])
def test_call_that_opens_today_or_at_a_day_not_told_is_no_last_edition(client, monkeypatch, opens_at):
    noon = datetime(2027, 3, 5, 12, tzinfo=PARIS)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    term = MetierFactory(name="création")
    say(RoundFactory(opens_at=opens_at.format(day=noon.date()), closes_at="2999", year=2027), "metier", term=term)

    page = read(client, metier="creation")

    assert "Bientôt" in page and "Dernière édition" not in page
    assert ("<span>Ouvre</span> <b>aujourd’hui</b>" in page) == ("day" in opens_at)


def test_what_is_replaced_with_its_body_or_not_public_is_not_proposed():
    former, gone = RoundFactory(year=2099), ActorFactory(name="Région d’avant")
    CallFactory(succeeds=[former.call]), ActorFactory(succeeds=[gone])
    RoundFactory(year=2099, call=CallFactory(leads=[gone]))
    RoundFactory(year=2099, draft=True), RoundFactory(year=2099, is_example=True)

    assert Finder({}).fits == []


def test_funded_projects_that_look_like_it_are_shown_with_their_amounts(client):
    metier, discipline = MetierFactory(name="création"), DisciplineFactory(name="danse")
    project = ProjectFactory(name="Pas de deux", metiers=[metier])
    FundingFactory(project=project, amount_voted=12_000), ProjectFactory(name="Autre", metiers=[metier])

    page = read(client, metier="creation", discipline=discipline.slug)

    assert "Pas de deux" in page and "12 000 €" in page and "Autre" not in page
    assert "Un projet financé qui ressemble au vôtre" in page
    assert "Un projet financé" not in read(client, discipline=discipline.slug)


def test_unknown_answer_is_told_and_set_aside(client):
    page = read(client, metier="inconnu", ou="nulle-part")

    assert page.count("Cette réponse n’existe pas") == 2 and 'id="reponses"' not in page


def test_what_holds_nothing_is_chosen_without_a_heading_of_its_own(client):
    DisciplineFactory(name="danse"), DisciplineFactory(name="jazz", parent=DisciplineFactory(name="musique"))

    page = client.get(FIND).content.decode()

    assert '<optgroup label="Musique">' in page and '<optgroup label="Danse">' not in page
    assert '<option value="danse">Danse</option>' in page


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_whatever_fits(client, django_assert_num_queries, number):
    term = MetierFactory(name="création")
    for _ in range(number):
        edition = RoundFactory(closes_at="2999")
        say(edition, "metier", term=term), say(edition, "territoire", territory=DepartementFactory())
        FundingFactory(project=ProjectFactory(metiers=[term]))
    client.get(FIND, {"metier": "creation"})

    with django_assert_num_queries(14):
        client.get(FIND, {"metier": "creation", "x": "1"})


@once
def directory():
    """Answers of all sorts, a value and what holds it among them."""
    region = RegionFactory()
    wide = {"qui": ActorTypeFactory, "metier": MetierFactory, "discipline": DisciplineFactory, "stade": StageFactory}
    answers = {name: [factory(), factory()] for name, factory in wide.items()}
    for name, (general, _other) in answers.items():
        answers[name].append(wide[name](parent=general))
    answers["ou"] = [region, DepartementFactory(within=[region]), DepartementFactory()]
    edition = RoundFactory(closes_at="2999")
    return answers, edition


def admits(question, answer, items):
    """Whether a round admits an answer: asked of its rows again, in another way; None when nothing is told."""
    rows = items.filter(kind=question.kind)
    if question.name == "ou":
        told = rows.exclude(territory=None)
        around = Q(territory__in=answer.containers.all()) | Q(territory__containers=answer)
        return told.filter(around).exists() if told.exists() else None
    excluded = items.filter(kind="exclusion", term__in=filter(None, [answer, answer.parent]))
    if excluded.exists():
        return False
    if not (rows.exclude(term=None) | rows.filter(for_all=True)).exists():
        return None
    family = [answer, *filter(None, [answer.parent]), *answer.children.all()]
    return (rows.filter(term__in=family) | rows.filter(for_all=True)).exists()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_each_reason_is_true_of_the_call(directory, data):
    answers, edition = directory
    Item.objects.all().delete()
    for question in data.draw(st.lists(st.sampled_from(QUESTIONS), max_size=6)):
        kind = data.draw(st.sampled_from([question.kind, question.kind, Item.Kind.EXCLUSION]))
        answer = data.draw(st.sampled_from(answers[question.name]))
        if question.name == "ou":
            say(edition, question.kind, territory=answer)
        elif kind == question.kind and data.draw(st.booleans()):
            say(edition, kind, for_all=True)
        else:
            say(edition, kind, term=answer)
    asked = {name: data.draw(st.none() | st.sampled_from(values)) for name, values in answers.items()}

    finder = Finder({name: answer for name, answer in asked.items() if answer})
    (fit,) = [*finder.fits, *finder.silent, *finder.misfits]

    items = Round.objects.get(pk=edition.pk).items
    told = {reason.question.name: reason.verdict for reason in fit.reasons}
    said = {True: FOR, False: AGAINST, None: UNTOLD}
    assert told == {q.name: said[admits(q, asked[q.name], items)] for q in QUESTIONS if asked[q.name]}
    assert fit.is_admitted == (AGAINST not in told.values())


def test_every_combination_of_answers_answers(client, directory):
    answers, _ = directory
    for place in range(4):
        asked = {name: [*values, None][(place + shift) % 4] for shift, (name, values) in enumerate(answers.items())}

        assert client.get(FIND, {name: one.slug for name, one in asked.items() if one}).status_code == 200
