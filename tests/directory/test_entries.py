"""Names of entries in a sentence."""

import pytest

from directory.templatetags.entries import entry_link, entry_links, web_link
from tests.factories import ActorFactory

pytestmark = pytest.mark.django_db


def test_entry_link_leads_to_a_published_entry():
    actor = ActorFactory(name="L'atelier <b>")

    assert entry_link(actor) == f'<a href="{actor.get_absolute_url()}">L’atelier &lt;b&gt;</a>'


@pytest.mark.parametrize("state", ["draft", "withdrawn", "scheduled"])
def test_entry_link_only_names_an_entry_without_page(state):
    assert entry_link(ActorFactory(name="Atelier", **{state: True})) == "Atelier"


def test_entry_link_never_names_a_masked_person():
    assert entry_link(ActorFactory(masked=True)) == "Personne physique"


@pytest.mark.parametrize(
    ("names", "sentence"), [([], ""), (["A"], "A"), (["A", "B"], "A et B"), (["A", "B", "<C>"], "A, B et &lt;C&gt;")]
)
def test_entry_links_make_a_sentence(names, sentence):
    assert entry_links([ActorFactory(name=name, draft=True) for name in names]) == sentence


def test_web_link_leads_to_the_web_only():
    assert web_link("https://exemple.test/?a=1&b=2", "ici") == (
        '<a href="https://exemple.test/?a=1&amp;b=2" rel="external">ici</a>'
    )
    assert [web_link(url, "ici") for url in ("javascript:alert(1)", "ftp://exemple.test", "", None)] == ["ici"] * 4
