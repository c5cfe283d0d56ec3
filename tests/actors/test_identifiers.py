"""The SIREN and SIRET of actors that are there: brought by a file, checked, never public for a person."""

import pytest

from actors.imports.identifiers import IdentifierImporter
from actors.models import Actor
from curation.imports.report import Heading
from directory.models import SourceRecord
from tests.factories import ActorFactory, SourceListFactory
from tests.programme import told, written
from tests.reading import text_of
from tests.staff import rewrite

SIREN, SIRET = "200053759", "20005375900011"

pytestmark = pytest.mark.django_db


def bring(folder, source_list=None, **cells):
    row = {"actor": "Région Exemple", "siren": SIREN, "siret": "", "source_url": "", "how": ""} | cells
    return IdentifierImporter(source_list).run(written(folder, "identifiers", [row]))


def test_numbers_are_brought_and_shown(client, tmp_path):
    region = ActorFactory(name="Région Exemple")

    report = bring(tmp_path, actor="Conseil régional Exemple", siren="200 053 759", siret="200 053 759 00011")

    region.refresh_from_db()
    assert (report.is_refused, region.siren, region.siret) == (False, SIREN, SIRET)
    assert f"SIREN {SIREN} SIRET {SIRET}" in text_of(client, region)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"siren": "200053758"}, "siren"),
        ({"siren": "20005375"}, "siren"),
        ({"siren": ""}, "siren"),
        ({"siret": "20005375900012"}, "siret"),
        ({"siret": "55208131766522"}, "siret"),
    ],
)
def test_wrong_number_is_told_by_line_and_nothing_is_written(tmp_path, cells, column):
    region = ActorFactory(name="Région Exemple")

    report = bring(tmp_path, **cells)

    region.refresh_from_db()
    assert [it[:2] for it in told(report, Heading.REFUSED)] == [(2, column)]
    assert (region.siren, region.siret) == ("", "")


def test_number_of_another_actor_is_told_by_line(tmp_path):
    ActorFactory(siren=SIREN)
    ActorFactory(name="Région Exemple")

    assert [it[0] for it in told(bring(tmp_path), Heading.REFUSED)] == [2]


def test_number_of_a_hand_stays_and_is_told(tmp_path):
    region = ActorFactory(name="Région Exemple")
    bring(tmp_path, siret=SIRET)
    rewrite(region, siren="", siret="55208131766522")

    report = bring(tmp_path, siret=SIRET)

    region.refresh_from_db()
    assert (region.siren, region.siret) == ("", "55208131766522")
    assert {it.line for it in report.of(Heading.KEPT)} == {2}


def test_actor_that_the_directory_lacks_is_told_and_made_by_no_identifier(tmp_path):
    report = bring(tmp_path)

    assert (report.is_refused, Actor.objects.count()) == (False, 0)
    assert [it.value for it in report.of(Heading.UNPLACED)] == ["Région Exemple"]


def test_list_of_identifiers_says_nothing_of_what_is_published(tmp_path):
    """Another list that publishes the actor later is not told that this one wanted it a draft."""
    region = ActorFactory(name="Région Exemple", draft=True)

    bring(tmp_path, SourceListFactory())

    assert "status" not in SourceRecord.objects.get(identifier=region.identifier).values


def test_siret_of_a_person_who_agreed_to_be_named_is_never_public(client):
    person = ActorFactory(masked=True, agreement="Formulaire du 3 mai 2026", siret="55208131766522")

    page = text_of(client, person)

    assert person.name in page and "55208131766522" not in page
