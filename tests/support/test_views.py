"""The agenda, the resources, the glossary, as readers find them."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from directory.models import Term
from support.models import Event
from tests.factories import (
    ActorFactory,
    CallFactory,
    CommuneFactory,
    DefinitionFactory,
    DepartementFactory,
    EventFactory,
    ProjectFactory,
    ResourceFactory,
    RoundFactory,
    TechnologyFactory,
    ThemeFactory,
)
from tests.staff import rewrite

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 6, 15, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_june(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def titles(client, address, **asked):
    return [one["title"] for one in client.get(address, asked | {"format": "json"}).json()["results"]]


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# The agenda


@pytest.fixture
def events():
    dates = {"juillet": "2026-07-02T14:00", "passé": "2025-11", "vieux": "2019", "demain": "2026-06-16", "?": ""}
    EventFactory(name="hier et demain", starts="2026-06-14", ends="2026-06-16")
    return {name: EventFactory(name=name, starts=date) for name, date in dates.items()}


def test_agenda_gives_what_comes_first_then_what_is_over_the_latest_first(client, events):
    told = ["hier et demain", "demain", "juillet", "passé", "vieux", "?"]

    assert titles(client, "/agenda/") == told
    assert [event.name for event in Event.objects.published().in_order()] == told


def test_agenda_is_parted_by_months_from_today_on(client, events):
    text = page(client, "/agenda/")

    told = ("Aujourd’hui, lundi", "Juin 2026", "Juillet 2026", "Rendez-vous passés", "Novembre 2025", ">2019")
    places = [text.replace("\u00a0", " ").rindex(said) for said in told]
    assert places == sorted(places)
    assert "6</span>" in text and "rendez-vous, dont 3 à venir" in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"quand": "a-venir"}, ["hier et demain", "demain", "juillet"]),
        ({"quand": "passe"}, ["passé", "vieux"]),
        ({"quand": "date-inconnue"}, ["?"]),
        ({"mois": "2026-07"}, ["juillet"]),
        ({"annee": "2019"}, ["vieux"]),
        ({"mois": "2026-99"}, []),
    ],
)
def test_agenda_is_narrowed_by_when(client, events, asked, found):
    assert titles(client, "/agenda/", **asked) == found


def test_agenda_is_narrowed_by_what_who_and_where(client):
    departement, actor, theme = DepartementFactory(name="Landes"), ActorFactory(), ThemeFactory()
    commune = CommuneFactory(within=[departement])
    meant = {"kind": "formation", "format": "en-ligne", "territory": commune, "organisers": [actor], "themes": [theme]}
    EventFactory(name="celui-ci", **meant)
    EventFactory(name="un autre")

    for asked in (
        {"type": "formation"},
        {"modalite": "en-ligne"},
        {"territoire": "landes"},
        {"organisateur": actor.slug},
        {"theme": theme.slug},
    ):
        assert titles(client, "/agenda/", **asked) == ["celui-ci"], asked


def test_event_that_is_over_leaves_the_index_without_a_write(client, monkeypatch):
    EventFactory(name="ce soir", starts="2026-06-15T18:00", ends="2026-06-15T20:00")
    before = titles(client, "/agenda/", quand="a-venir")

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON.replace(hour=19))

    assert (before, titles(client, "/agenda/", quand="a-venir")) == (["ce soir"], [])


@pytest.mark.parametrize(("hour", "is_coming"), [(13, True), (21, True), (22, False)])  # in Paris: 15 h, 23 h, 0 h
def test_event_that_does_not_say_when_it_ends_lasts_its_day(client, monkeypatch, hour, is_coming):
    event = EventFactory(name="à 14 h", starts="2026-06-15T14:00")
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON.replace(hour=hour))

    assert titles(client, "/agenda/", quand="a-venir") == ["à 14 h"] * is_coming
    assert event.is_past is not is_coming


def test_event_has_a_page_with_its_date_its_people_and_what_it_left(client):
    guide, call = ResourceFactory(name="Le guide qui en vient"), CallFactory(name="Appel présenté")
    event = EventFactory(
        name="Journée des sons",
        starts="2025-10-07T09:00",
        ends="2025-10-07T12:30",
        territory=CommuneFactory(name="Tulle"),
        venue="Salle des fêtes",
        organisers=[ActorFactory(name="Réseau des sons")],
        other_partners="Afdas",
        outcome="Un **film**.",
        registration_url="https://inscription.example/",
        resources=[guide],
        calls=[call],
    )

    text = page(client, event.get_absolute_url())

    told = [
        "mardi 7\u00a0octobre\u00a02025, de 9\u00a0h à 12\u00a0h\u00a030",
        "Tulle",
        "Salle des fêtes",
        "Réseau des sons",
    ]
    for said in (*told, "Afdas", "<strong>film</strong>", guide.get_absolute_url(), call.get_absolute_url()):
        assert said in text, said
    assert "inscription.example" not in text  # it is over


def test_event_to_come_says_where_one_registers_and_what_changed(client):
    event = EventFactory(
        starts="2026-09-01", postponed_from="2026-05", registration_url="https://inscription.example/"
    )

    text = page(client, event.get_absolute_url())

    assert f'href="{event.get_absolute_url().rstrip("/")}.ics"' in text
    assert "inscription.example" in text and "reporté, annoncé d’abord pour mai\u00a02026" in text


@pytest.mark.parametrize(
    ("announced", "told"),
    [
        ("2026-05-01", "reporté, annoncé d’abord pour le 1er mai 2026"),
        ("2026-10", "avancé, annoncé d’abord pour octobre 2026"),
    ],
)
def test_event_says_whether_it_comes_later_or_sooner_than_announced(announced, told):
    assert EventFactory.build(starts="2026-09-01", postponed_from=announced).change.replace("\u00a0", " ") == told


@pytest.mark.parametrize(
    ("event", "is_offered"),
    [
        ({"starts": "2999-03-01"}, True),
        ({"starts": "2999-03"}, False),
        ({"starts": "2999-03-01", "is_example": True}, False),
    ],
)
def test_event_is_offered_to_a_calendar_that_can_hold_it(client, event, is_offered):
    event = EventFactory(**event)
    address = f"{event.get_absolute_url().rstrip('/')}.ics"

    assert (f'href="{address}"' in page(client, event.get_absolute_url())) == is_offered
    assert b"BEGIN:VEVENT" in client.get(address).content or not is_offered


def test_cancelled_event_says_so_in_the_agenda(client):
    EventFactory(starts="2026-09-01", is_cancelled=True)

    assert '<span class="mark">annulé</span>' in page(client, "/agenda/")


def calendar(client, address):
    """The events of a calendar, each as what it says by name."""
    events = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    return [{name: str(one.get(name)) for name in ("summary", "uid", "sequence", "status")} for one in events]


def test_agenda_is_a_calendar_narrowed_as_the_list(client):
    departement = DepartementFactory(name="Landes")
    event = EventFactory(name="ici", starts="2026-09-01", territory=CommuneFactory(within=[departement]))
    EventFactory(name="ailleurs", starts="2026-09-02"), EventFactory(name="un jour", territory=event.territory)

    assert [one["summary"] for one in calendar(client, "/agenda/agenda.ics?territoire=landes")] == ["ici"]


def test_event_that_is_postponed_replaces_the_one_that_a_calendar_has(client):
    event = EventFactory(starts="2026-09-01T14:00")
    address = f"{event.get_absolute_url().rstrip('/')}.ics"
    (before,) = calendar(client, address)

    rewrite(event, starts="2026-10-01T14:00", postponed_from="2026-09-01")
    rewrite(event, is_cancelled=True)
    (after,) = calendar(client, address)

    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"], after["status"]) == ("0", "2", "CANCELLED")


# Resources


def test_resources_are_narrowed_and_say_how_one_gets_them(client):
    author = ActorFactory(name="Réseau des sons")
    meant = {"authors": [author], "is_free": True, "licence": "CC BY", "weight": "2 Mo", "year": 2024}
    ResourceFactory(name="celle-ci", kind="etude", level="pratique", **meant)
    ResourceFactory(name="une autre")

    asked = (
        {"type": "etude"},
        {"auteur": author.slug},
        {"prix": "gratuit"},
        {"annee": "2024"},
        {"niveau": "pratique"},
    )
    found = [titles(client, "/ressources/", **one) for one in asked]
    assert found == [["celle-ci"]] * len(found)
    assert "Réseau des sons · 2024" in page(client, "/ressources/")
    assert "gratuit, 2\u00a0Mo, CC BY" in page(client, "/ressources/").replace("2 Mo", "2\u00a0Mo")


def test_resource_and_what_it_is_about_lead_to_one_another(client):
    project, call, resource = ProjectFactory(), CallFactory(), ResourceFactory(website="https://guide.example/")
    resource.projects.add(project), resource.calls.add(call)
    event = EventFactory(resources=[resource])

    text = page(client, resource.get_absolute_url())

    for other in (project, call, event):
        assert other.get_absolute_url() in text
        assert resource.get_absolute_url() in page(client, other.get_absolute_url())
    assert "https://guide.example/" in text


def test_pages_of_others_show_their_events(client):
    departement = DepartementFactory()
    actor, project, round = ActorFactory(), ProjectFactory(), RoundFactory()
    event = EventFactory(
        territory=CommuneFactory(within=[departement]), partners=[actor], projects=[project], rounds=[round]
    )
    EventFactory(territory=event.territory, draft=True, name="Secret")

    for entry in (departement, actor, project, round, round.call):
        text = page(client, entry.get_absolute_url())
        assert event.get_absolute_url() in text, entry
        assert "Secret" not in text


# The glossary


def test_glossary_is_read_letter_by_letter(client):
    (
        DefinitionFactory(name="écran tactile"),
        DefinitionFactory(name="avatar"),
        DefinitionFactory(name="bruit", draft=True),
    )

    text = page(client, "/glossaire/")

    assert text.index('id="lettre-A"') < text.index("avatar</a>") < text.index('id="lettre-E"')
    assert "bruit" not in text


def test_word_leads_to_the_lists_of_what_it_classes(client):
    technology = TechnologyFactory(name="réalité virtuelle")
    other = DefinitionFactory(name="casque")
    word = DefinitionFactory(name="réalité virtuelle", other_names="RV", term=technology, see_also=[other])
    ProjectFactory(technologies=[technology]), ProjectFactory(technologies=[technology])

    text = page(client, word.get_absolute_url())

    assert f'<a class="go" href="/projets/?technologie={technology.slug}">2 projets</a>' in text
    assert "RV" in text and other.get_absolute_url() in text


def test_word_of_the_name_of_a_theme_classes_its_events(client):
    theme = ThemeFactory(name="écoconception")
    word = DefinitionFactory(name="écoconception")
    EventFactory(themes=[theme])

    assert f"/agenda/?theme={theme.slug}" in page(client, word.get_absolute_url())
    assert theme.vocabulary == Term.Vocabulary.THEME


# The search


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("formation", ["La formation à venir", "La formation passée"]),
        ("prochains webinaires", ["Le webinaire"]),
        ("webinaire à venir", ["Le webinaire"]),
        ("agenda", ["Le webinaire", "La formation à venir", "La formation passée"]),
        ("guide", ["Un guide"]),
        ("ressources", ["Un guide", "Une étude"]),
        ("glossaire", ["avatar"]),
    ],
)
def test_words_lead_to_what_they_name(client, words, found):
    EventFactory(name="La formation passée", kind="formation", starts="2020")
    EventFactory(name="La formation à venir", kind="formation", starts="2026-09")
    EventFactory(name="Le webinaire", kind="webinaire", starts="2026-08")
    ResourceFactory(name="Un guide"), ResourceFactory(name="Une étude", kind="etude")
    DefinitionFactory(name="avatar")
    ProjectFactory(name="Guide des formations, agenda des ressources et webinaires à venir du glossaire")

    assert sorted(titles(client, "/recherche/", q=words)) == sorted(found)


def test_word_inside_a_longer_search_stays_a_word(client):
    ProjectFactory(name="Formation des médiateurs au son")
    EventFactory(name="Autre chose", kind="formation")

    assert titles(client, "/recherche/", q="formation médiateurs")[0] == "Formation des médiateurs au son"
