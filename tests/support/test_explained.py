"""Words of the glossary, explained where a page first says them."""

import pytest

from finding.memory.library import library
from support.explained import explain
from tests.factories import DefinitionFactory, ProjectFactory

pytestmark = pytest.mark.django_db

MARK = 'class="explained"'


@pytest.fixture
def avatar():
    return DefinitionFactory(name="avatar", other_names="double numérique", summary="Qui parle pour soi.")


def explained(text, but=()):
    library.catch_up()
    return explain(text, but)


def prose(text):
    return f'<div class="prose">{text}</div>'


def test_word_is_explained_once_where_it_comes_first_on_the_page(client, avatar):
    project = ProjectFactory(summary="Un avatar accueille.", body="## Avatar\n\nL’avatar parle. Un autre avatar rit.")

    text = client.get(project.get_absolute_url()).content.decode()

    assert text.count(MARK) == 1
    assert 'Un <button type="button" class="explained" popovertarget="mot-avatar">avatar</button>' in text
    assert f'<a href="{avatar.get_absolute_url()}">' in text and "Qui parle pour soi." in text


@pytest.mark.parametrize(
    ("text", "is_explained"),
    [
        ("<p>Un avatar.</p>", True),
        ("<p>Avatar de tous.</p>", True),
        ("<p>Un double numérique.</p>", True),
        ("<p>Des avatars.</p>", False),
        ("<p>Un mini-avatar.</p>", False),
        ("<h3>Un avatar</h3>", False),
        ('<p><a href="/x">un avatar</a></p>', False),
        ('<p><a href="/avatar/">ici</a></p>', False),
        ('<p><a href="/x">un avatar</a>, un avatar</p>', True),
    ],
)
def test_only_the_exact_word_of_a_running_text_is_explained(avatar, text, is_explained):
    told = explained(prose(text))

    assert (MARK in told) == is_explained
    assert is_explained or told == prose(text)


def test_text_that_is_not_running_is_left_as_it_is(avatar):
    assert explained("<p>Un avatar.</p><td>avatar</td>") == "<p>Un avatar.</p><td>avatar</td>"


def test_few_words_are_explained_on_a_page():
    for number in range(8):
        DefinitionFactory(name=f"mot{number}")

    assert explained(prose(" ".join(f"mot{number}" for number in range(8)))).count(MARK) == 5


def test_signs_of_html_are_read_as_they_are():
    DefinitionFactory(name="recherche", other_names="R&D", summary="<b>Chercher</b>")

    told = explained(prose("<p>La R&amp;D.</p>"))

    assert ">R&amp;D</button>" in told and "&lt;b&gt;Chercher" in told


def test_word_that_is_withdrawn_or_written_otherwise_is_explained_so_at_once(avatar):
    text = prose("<p>avatar, sosie</p>")
    before = explained(text)

    avatar.name = "sosie"
    avatar.save()
    renamed = explained(text)
    avatar.status = avatar.Status.WITHDRAWN
    avatar.save()

    assert "avatar</button>" in before and "sosie</button>" in renamed and explained(text) == text


def test_page_of_a_word_does_not_explain_itself(client, avatar):
    assert MARK not in client.get(avatar.get_absolute_url()).content.decode()
