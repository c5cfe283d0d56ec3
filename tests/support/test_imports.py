"""Bringing events, resources and the glossary in."""

from functools import partial

import pytest

from curation.imports.report import Heading
from directory.models import SourceRecord
from support.imports.glossary import DEFINITIONS
from support.imports.importers import EventImporter
from support.models import Definition, Event, Resource
from tests.factories import ActorFactory, CallFactory, EventFactory, ProjectFactory, SourceListFactory, ThemeFactory
from tests.once import once
from tests.programme import bring, load, told, written
from tests.staff import rewrite

thesaurus = once(lambda: load("thesaurus"))

EVENT = {
    "title": "Journée des sons",
    "kind": "journée d'étude",
    "format": "sur place",
    "starts_on": "2024-10-07",
    "ends_on": "2024-10-07",
    "year": "2024",
    "place": "TAP",
    "commune": "Bordeaux",
    "departement_code": "33",
    "scope": "régional",
    "organiser": "Réseau des sons",
    "partners": "Afdas;Université des sons",
    "audience": "archivistes",
    "themes": "sons;thème inconnu",
    "description_fr": "Une journée fictive.",
    "source_url": "https://source.example/sons",
    "source_name": "Source",
}
RESOURCE = {
    "title": "Guide des sons",
    "kind": "guide",
    "author": "Réseau des sons ; Camille Exemple",
    "year": "2022",
    "scope": "national",
    "audience": "archivistes",
    "themes": "sons",
    "metiers": "médiation",
    "description_fr": "Un guide fictif.",
    "url": "https://guide.example/",
    "licence": "CC BY",
    "source_url": "https://source.example/guide",
    "source_name": "Source",
}
WORDS = [
    {"term": "réalité virtuelle", "thesaurus_vocabulary": "technologie", "thesaurus_term": "réalité virtuelle"},
    {"term": "casque", "thesaurus_vocabulary": "technologie", "thesaurus_term": "hologramme"},
]


@pytest.fixture
def network(thesaurus, db):
    ThemeFactory(name="sons")
    return ActorFactory(name="Réseau des sons")


def events(folder, *rows, **options):
    return bring(written(folder, "events", [EVENT | row for row in rows or ({},)]), **options)


def resources(folder, **cells):
    return bring(written(folder, "resources", [RESOURCE | cells]))


def glossary(folder, *rows):
    blank = {"definition_fr": "Une définition.", "see_also": "", "source_url": "", "source_name": ""}
    filled = [blank | row for row in rows or WORDS]
    filled[0]["see_also"] = "casque;mot inconnu"
    return bring(written(folder, "glossary", filled), "definitions")


def test_event_has_what_its_row_says(client, network, tmp_path):
    events(tmp_path, publish=True)

    event = Event.objects.get()
    assert (event.kind, event.format, event.scope) == ("journee-d-etude", "sur-place", "regional")
    assert (event.starts, event.ends, event.venue) == ("2024-10-07", "", "TAP")
    assert (event.territory.name, event.town, list(event.organisers.all())) == ("Bordeaux", "", [network])
    assert [term.name for term in event.themes.all()] == ["sons"]
    assert event.get_absolute_url() in client.get("/agenda/?territoire=gironde").content.decode()


def test_names_without_an_entry_are_kept_as_they_are_written_and_told(network, tmp_path):
    report = events(tmp_path)

    assert Event.objects.get().other_partners == "Afdas, Université des sons"
    assert told(report, Heading.UNPLACED) == [
        (2, "themes", "thème inconnu", "libellé absent du thésaurus"),
        (2, "partners", "Afdas", "acteur sans fiche, écrit tel quel"),
        (2, "partners", "Université des sons", "acteur sans fiche, écrit tel quel"),
    ]
    assert SourceRecord.objects.get(dataset="rendez-vous").unplaced["partners"] == ["Afdas", "Université des sons"]


def test_name_that_may_be_a_person_s_organises_nothing_in_public(network, tmp_path):
    events(tmp_path, {"organiser": "Camille Exemple"})

    assert (Event.objects.get().other_organisers, list(Event.objects.get().organisers.all())) == ("", [])
    assert SourceRecord.objects.get(dataset="rendez-vous").unplaced["organiser"] == ["Camille Exemple"]


@pytest.mark.parametrize(
    ("commune", "departement", "territory", "town"),
    [
        ("Paris", "75", "", "Paris"),
        ("", "33", "Gironde", ""),
        ("Nulle-Part-sur-Mer", "33", "", "Nulle-Part-sur-Mer"),
        ("", "", "", ""),
        ("La Rochelle", "17", "La Rochelle", ""),
    ],
)
def test_event_may_be_anywhere(network, tmp_path, commune, departement, territory, town):
    events(tmp_path, {"commune": commune, "departement_code": departement})

    event = Event.objects.get()
    assert (event.territory.name if event.territory else "", event.town) == (territory, town)


def test_year_that_is_not_that_of_the_date_is_told(network, tmp_path):
    report = events(tmp_path, {"year": "2023"})

    assert told(report, Heading.DOUBT) == [
        (2, "year", "2023", "autre année que celle du début, gardé\u00a0: 2024-10-07")
    ]
    assert Event.objects.get().starts == "2024-10-07"


@pytest.mark.parametrize(
    ("before", "after", "is_asked"),
    [
        ({"starts_on": "2099-03-01"}, {"starts_on": "2099-04-01"}, True),
        ({"starts_on": "2099-03-01"}, {"starts_on": "2099-03-01", "title": "Journées des sons"}, True),
        ({"starts_on": "2099-03-01"}, {"starts_on": "2099-04-01", "organiser": "Un autre réseau"}, False),
        ({"starts_on": "2024-10-07"}, {"starts_on": "2024-10-07", "title": "Journées des sons"}, True),
        ({"starts_on": "2024-10-07"}, {"starts_on": "2025-10-07"}, False),
    ],
)
def test_event_whose_date_or_title_is_corrected_is_asked_about(network, tmp_path, before, after, is_asked):
    bring_listed = partial(events, source_list=SourceListFactory(), publish=True)
    bring_listed(tmp_path, before | {"ends_on": "", "year": ""})

    report = bring_listed(tmp_path, after | {"ends_on": "", "year": ""})

    assert bool(report.of(Heading.ASKED)) == is_asked
    assert Event.objects.count() == (1 if is_asked else 2)


def test_row_said_to_be_postponed_moves_the_event_that_readers_have(network, tmp_path):
    listed = SourceListFactory()
    events(tmp_path, {"starts_on": "2099-03-01", "ends_on": "", "year": ""}, source_list=listed)
    event, answers = Event.objects.get(), {2: SourceRecord.objects.get(dataset="rendez-vous").pk}

    moved = written(tmp_path, "events", [EVENT | {"starts_on": "2099-04-01", "ends_on": "", "year": ""}])
    EventImporter(listed, answers=answers).run(moved)

    now = Event.objects.get()
    assert (now.identifier, now.starts, now.sequence) == (event.identifier, "2099-04-01", event.sequence + 1)


def test_event_of_which_only_the_year_is_told_has_it(network, tmp_path):
    events(tmp_path, {"starts_on": "", "ends_on": ""})

    assert Event.objects.get().starts == "2024"


def test_optional_columns_tie_the_event_and_tell_its_life(network, tmp_path):
    call, project = CallFactory(), ProjectFactory()
    more = {"calls": call.slug, "projects": f"{project.name};inconnu", "outcome_fr": "Un film.", "cancelled": "oui"}
    report = events(tmp_path, more | {"metiers": "médiation", "price": "gratuit"})

    event = Event.objects.get()
    assert (list(event.calls.all()), list(event.projects.all()), event.is_cancelled) == ([call], [project], True)
    assert (event.outcome, event.price, event.metiers.get().slug) == ("Un film.", "gratuit", "mediation")
    assert (2, "projects", "inconnu") in [one[:3] for one in told(report, Heading.UNPLACED)]


def test_second_import_changes_nothing_and_keeps_what_staff_wrote(network, tmp_path):
    events(tmp_path)
    rewrite(Event.objects.get(), name="La journée des sons", starts="2024-10-08")

    report = events(tmp_path, {"description_fr": "Autrement dit."})

    assert report.counts == "0 créée, 1 modifiée, 0 inchangée"
    assert Event.objects.values_list("name", "starts", "summary").get() == (
        "La journée des sons",
        "2024-10-08",
        "Autrement dit.",
    )
    assert events(tmp_path, {"description_fr": "Autrement dit."}).counts == "0 créée, 0 modifiée, 1 inchangée"


def test_event_is_the_same_however_its_date_is_written(network, tmp_path):
    event = EventFactory(name="Journée des sons", starts="2024-10-07")

    report = events(tmp_path, {"starts_on": "07/10/2024"})
    twice = events(tmp_path, {"starts_on": "2024-10-07"}, {"starts_on": "7 octobre 2024"})

    assert report.counts == "0 créée, 1 modifiée, 0 inchangée" and Event.objects.get() == event
    assert "si ce sont deux choses" in twice.of(Heading.REFUSED)[0].message


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("title", "", "cette valeur est obligatoire"),
        ("format", "au loin", "valeur inconnue"),
        ("ends_on", "2024-10-01", "Un rendez-vous finit après avoir commencé"),
        ("starts_on", "bientôt", "n’est pas une date"),
        ("source_url", "source", "ce n’est pas une adresse web"),
    ],
)
def test_wrong_cell_refuses_the_whole_file(network, tmp_path, column, value, message):
    report = events(tmp_path, {"title": "Une autre"}, {column: value})

    assert message in report.of(Heading.REFUSED)[0].message
    assert not Event.objects.exists()


def test_resource_has_what_its_row_says(network, tmp_path):
    resources(tmp_path, free="oui", weight="2 Mo")

    resource = Resource.objects.get()
    assert (resource.kind, resource.year, resource.scope, resource.licence) == ("guide", 2022, "national", "CC BY")
    assert (list(resource.authors.all()), resource.other_authors) == ([network], "Camille Exemple")
    assert (resource.website, resource.is_free, resource.weight) == ("https://guide.example/", True, "2 Mo")


def test_unknown_kind_of_resource_is_kept_aside(network, tmp_path):
    report = resources(tmp_path, kind="podcast")

    assert Resource.objects.get().kind == "autre"
    assert told(report, Heading.UNPLACED)[0][1:] == ("kind", "podcast", "type inconnu")


def test_words_see_one_another_whatever_their_order(thesaurus, db, tmp_path):
    report = glossary(tmp_path)

    first, second = Definition.objects.order_by("-key")
    assert (list(first.see_also.all()), first.term.slug, second.term) == ([second], "realite-virtuelle", None)
    assert [one[1:3] for one in told(report, Heading.UNPLACED)] == [
        ("see_also", "mot inconnu"),
        ("thesaurus_term", "hologramme"),
    ]
    assert glossary(tmp_path).counts == "0 créée, 0 modifiée, 2 inchangées"


def test_word_that_staff_wrote_is_adopted(thesaurus, db, tmp_path):
    word = Definition.objects.create(name="Casque")

    glossary(tmp_path)

    assert SourceRecord.objects.get(dataset=DEFINITIONS, key="casque").identifier == word.identifier
