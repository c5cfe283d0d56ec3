"""The shared pieces of HTML: what they show, and what they leave out."""

import re
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string

from tests.reading import flat

METIERS = [SimpleNamespace(slug="mediation", name="médiation"), SimpleNamespace(slug="creation", name="création")]


def test_metiers_are_words_with_a_motif():
    html = render_to_string("components/metiers.html", {"terms": METIERS, "link": False})

    assert re.findall(r'<span class="metier m-(\w+)">(.+?)</span>', html) == [
        ("mediation", "médiation"),
        ("creation", "création"),
    ]


def test_metiers_that_are_unknown_are_said_so():
    assert "métier à préciser" in render_to_string("components/metiers.html", {"terms": [], "link": False})


def test_known_fact_is_shown_and_missing_one_is_said_missing():
    known = render_to_string("components/known.html", {"value": "05 57 57 80 00"})
    missing = render_to_string("components/known.html", {"value": ""})

    assert known.strip() == "05 57 57 80 00"
    assert "à compléter par l’éditeur" in missing


def test_missing_mail_makes_no_link():
    assert "<a" not in render_to_string("components/mail.html", {"address": ""})


def test_fact_without_value_leaves_no_trace():
    assert render_to_string("components/fact.html", {"label": "Aide", "value": ""}).strip() == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [(11, "Ferme dans 11 jours"), (1, "Ferme dans 1 jour"), (0, "Ferme aujourd’hui"), (None, "Ouvert toute l’année")],
)
def test_deadline_counts_the_days(days, words):
    html = render_to_string("components/deadline.html", {"round": SimpleNamespace(days_left=days, open_ended=True)})

    assert " ".join(re.sub(r"<[^>]+>", "", html).split()) == words


def test_example_mark_is_for_examples_only():
    invented, real = SimpleNamespace(is_example=True), SimpleNamespace(is_example=False)

    assert "Fiche d’exemple" in render_to_string("components/example.html", {"entry": invented})
    assert render_to_string("components/example.html", {"entry": real}).strip() == ""


def test_section_is_named_by_its_title():
    html = Template('{% load components %}{% section "Où" "ou" intro="Ici." %}<p>Là</p>{% endsection %}').render(
        Context()
    )

    assert 'aria-labelledby="ou"' in html
    assert '<h2 id="ou">Où</h2><p>Ici.</p>' in flat(html)
    assert "<p>Là</p>" in html


def test_section_escapes_what_is_not_markup():
    html = Template('{% load components %}{% section title "t" %}{% endsection %}').render(
        Context({"title": "<b>a</b>"})
    )

    assert "&lt;b&gt;a&lt;/b&gt;" in html


def test_scroll_can_be_reached_with_the_keyboard():
    html = Template('{% load components %}{% scroll "c" %}<table></table>{% endscroll %}').render(Context())

    assert html.strip() == '<div class="scroll" role="region" aria-labelledby="c" tabindex="0"><table></table></div>'


def pager(rf, address, page, per_page=1, entries=9):
    context = RequestContext(rf.get(address), {"page": Paginator(range(entries), per_page).page(page)})
    return Template('{% include "components/pager.html" with page=page only %}').render(context)


def test_pager_keeps_the_rest_of_the_address(rf):
    html = pager(rf, "/projets/?metier=mediation&page=5", 5)

    assert re.findall(r'href="([^"]+)"', html) == [
        "?metier=mediation&amp;page=4",
        "?metier=mediation&amp;page=1",
        "?metier=mediation&amp;page=4",
        "?metier=mediation&amp;page=6",
        "?metier=mediation&amp;page=9",
        "?metier=mediation&amp;page=6",
    ]
    assert html.count("…") == 2


def test_pager_of_one_page_is_not_shown(rf):
    assert pager(rf, "/projets/", 1, per_page=10).strip() == ""


def test_hidden_fields_keep_every_value_but_those_asked_for(rf):
    context = RequestContext(rf.get("/projets/?metier=creation&metier=gestion&tri=titre&page=2"))

    html = Template('{% load lists %}{% hidden_fields "tri" "page" %}').render(context)

    assert re.findall(r'name="(\w+)" value="(\w+)"', html) == [("metier", "creation"), ("metier", "gestion")]
