"""More of actors and of their tiers-lieux, and whose the sources of entries are."""

import pytest

from actors.imports.further import ActorExtraImporter
from curation.imports.report import Heading
from curation.imports.sources import SourceNameImporter
from tests.factories import ActorFactory, ProjectFactory, TermFactory, TiersLieuFactory
from tests.programme import told, written
from tests.reading import text_of

pytestmark = pytest.mark.django_db

ROW = {
    "name": "La Quincaillerie",
    "website": "https://quincaillerie.test/",
    "tiers_lieu_state": "ouvert",
    "state_note": "",
    "services": "atelier de fabrication;sauna",
    "equipment": "imprimante 3D",
    "opening_year": "2015",
}


@pytest.fixture
def place():
    TermFactory(vocabulary="service", name="atelier de fabrication")
    TermFactory(vocabulary="equipement", name="imprimante 3D")
    place = TiersLieuFactory(name="La Quincaillerie, le lieu")
    ActorFactory(name="La Quincaillerie", seat=place)
    return place


def bring(tmp_path, **cells):
    return ActorExtraImporter().run(written(tmp_path, "actors_extra", [ROW | cells]))


def test_page_of_a_tiers_lieu_tells_what_is_found_there(client, place, tmp_path):
    report = bring(tmp_path)

    page = text_of(client, place)

    assert "État ouvert Ouverture 2015" in page
    assert "Services atelier de fabrication Équipements imprimante 3D" in page
    assert place.actors_seated.get().website == "https://quincaillerie.test/"
    assert [line[2] for line in told(report, Heading.UNPLACED)] == ["sauna"]
    assert bring(tmp_path).counts == "0 créée, 0 modifiée, 1 inchangée"


def test_other_sites_of_an_actor_are_its_own_too(place, tmp_path):
    bring(tmp_path, other_websites="https://fablab.test; https://radio.test/grille")

    actor = place.actors_seated.get()
    assert actor.sites == ["https://quincaillerie.test/", "https://fablab.test", "https://radio.test/grille"]
    assert "ce n’est pas une adresse web" in told(bring(tmp_path, other_websites="ici"), Heading.REFUSED)[0][3]


def test_state_that_a_hand_told_is_kept(place, tmp_path):
    bring(tmp_path)
    place.refresh_from_db()
    place.opening = "ferme"
    place.save()

    report = bring(tmp_path, tiers_lieu_state="en projet")

    place.refresh_from_db()
    assert place.opening == "ferme"
    assert [line[1] for line in told(report, Heading.KEPT)] == ["tiers_lieu_state"]


def test_actor_without_a_place_leaves_services_to_place(tmp_path):
    ActorFactory(name="La Quincaillerie")

    report = bring(tmp_path, services="")

    assert "n’anime aucun tiers-lieu" in told(report, Heading.UNPLACED)[-1][3]


def test_entries_of_any_kind_say_whose_their_source_is(client, tmp_path):
    entries = [ActorFactory(source_url="https://presse.test/a"), ProjectFactory(source_url="https://presse.test/a")]
    named = ProjectFactory(source_url="https://presse.test/a", source_name="Sud Ouest, édition du 3 mai")
    path = written(tmp_path, "sources", [{"source_url": "https://presse.test/a", "source_name": "Sud Ouest"}])

    SourceNameImporter().run(path)

    for entry in entries:
        assert "Source Sud Ouest" in text_of(client, entry)
    named.refresh_from_db()
    assert named.source_name == "Sud Ouest, édition du 3 mai"
    assert SourceNameImporter().run(path).counts == "0 créée, 0 modifiée, 1 inchangée"
