"""Bringing actors in, and finding who other files name."""

import pytest

from actors.imports.lookups import current_actors
from actors.imports.names import without_note
from actors.imports.newcomers import welcome
from actors.imports.other_names import OtherNameImporter
from actors.models import Actor
from curation.imports.cells import Cells
from curation.imports.reading.sheet import Row
from curation.imports.report import Heading, Report
from curation.imports.writes import Writes
from directory.models import Entry, SourceList, SourceRecord
from directory.models.identifiers import new_identifier
from french.folding import fold
from territories.models import TiersLieu
from tests.factories import ActorFactory, ActorNameFactory, CommuneFactory
from tests.once import once
from tests.programme import PROGRAMME, bring, changed, load, rows_of, told, written
from tests.staff import rewrite

thesaurus = once(lambda: load("thesaurus"))


@pytest.fixture
def loaded(thesaurus, db):
    return bring(PROGRAMME / "actors.csv")


def cite(text):
    """Whom a text names, what is refused, what else is told."""
    report, index = Report("essai"), current_actors()
    citation = index.cite(Cells(Row(2, {"holder": text}), report), "holder", text)
    return citation, report, index


def test_actors_come_in_as_drafts(loaded):
    assert loaded.counts == "3 créées, 0 modifiée, 0 inchangée"
    assert set(Actor.objects.values_list("status", flat=True)) == {Entry.Status.DRAFT}
    assert set(TiersLieu.objects.values_list("status", flat=True)) == {Entry.Status.DRAFT}


def test_actors_come_in_published_when_asked(thesaurus, db):
    bring(PROGRAMME / "actors.csv", publish=True)

    assert (Actor.objects.published().count(), TiersLieu.objects.published().count()) == (3, 1)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"name": "Zinzoline"}, "personne ou structure ? masquée jusqu’à la réponse"),
        ({"name": "Camille Sas"}, "personne ou structure ? masquée jusqu’à la réponse"),
        ({"name": "Zinzoline", "legal_form_or_type": "artiste-auteur"}, "personne physique, masquée"),
        ({"name": "Association Zinzoline"}, ""),
    ],
)
def test_newcomer_that_is_masked_is_told(thesaurus, client, db, tmp_path, cells, message):
    file = changed(tmp_path, "actors", **{"legal_form_or_type": "", **cells})

    first, again = bring(file, publish=True), bring(file, publish=True)

    expected = [(2, "name", cells["name"], message)] if message else []
    assert [it for it in told(first, Heading.DOUBT) if it[0] == 2] == expected
    assert [it for it in told(again, Heading.DOUBT) if it[0] == 2] == expected
    assert Actor.objects.named().filter(name=cells["name"]).exists() is not bool(message)
    assert (cells["name"] in client.get("/acteurs/").content.decode()) is not bool(message)


def test_masked_row_that_staff_answered_is_told_no_more(thesaurus, db, tmp_path):
    file = changed(tmp_path, "actors", name="Zinzoline", legal_form_or_type="")
    bring(file)
    rewrite(Actor.objects.get(name="Zinzoline"), answer="structure")

    assert "Zinzoline" not in [value for _, _, value, _ in told(bring(file), Heading.DOUBT)]


def test_drafts_of_an_import_are_published_by_the_next_one_but_those_of_which_staff_chose_the_status(loaded):
    one, other, third = Actor.objects.order_by("name")
    rewrite(one, summary="Un texte de l’équipe")
    rewrite(other, status=Entry.Status.WITHDRAWN)

    report = bring(PROGRAMME / "actors.csv", publish=True)

    assert list(Actor.objects.order_by("name").values_list("status", flat=True)) == ["publie", "retire", "publie"]
    assert Actor.objects.get(pk=one.pk).summary == "Un texte de l’équipe"
    assert {it.column for it in report.of(Heading.KEPT)} == {"statut", "description_fr"}


def test_actor_has_what_its_row_says(loaded):
    actor = Actor.objects.get(name="Atelier du Fleuve")

    assert actor.seat.name == "La Rochelle"
    assert (actor.actor_type.slug, actor.legal_form) == ("association", "association")
    assert [term.slug for term in actor.metiers.all()] == ["mediation"]
    assert sorted(term.slug for term in actor.disciplines.all()) == ["musique", "patrimoine"]
    assert (actor.website, actor.source_url) == ("https://atelier.example", "https://source.example/atelier")


def test_tiers_lieu_is_a_place_where_its_actor_has_its_seat(loaded):
    actor = Actor.objects.get(name="La Halle")

    assert actor.seat.kind == "tiers-lieu"
    assert (actor.seat.name, actor.seat.located_in.name) == ("La Halle", "Angoulême")
    assert "charente" in {territory.slug for territory in actor.seat.containers.all()}


def test_tiers_lieu_that_the_file_denies_stays_and_is_told(loaded, tmp_path):
    report = bring(changed(tmp_path, "actors", row=1, is_tiers_lieu="non"))

    assert [it[:2] for it in told(report, Heading.DOUBT)] == [(3, "is_tiers_lieu")]
    assert TiersLieu.objects.count() == 1


def test_what_finds_no_place_is_kept_and_listed(loaded):
    record = SourceRecord.objects.get(key="studio des docks|33")

    assert record.unplaced == {"commune": ["Castillon-la-Bataille"], "disciplines": ["voltige"]}
    assert [(line, column, value) for line, column, value, _ in told(loaded, Heading.UNPLACED)] == [
        (4, "commune", "Castillon-la-Bataille"),
        (4, "disciplines", "voltige"),
    ]


def test_second_import_changes_nothing(loaded):
    before = list(Actor.objects.values_list("updated_at", flat=True))

    report = bring(PROGRAMME / "actors.csv")

    assert report.counts == "0 créée, 0 modifiée, 3 inchangées"
    assert list(Actor.objects.values_list("updated_at", flat=True)) == before


def test_actor_that_staff_renamed_is_found_again_and_kept(loaded):
    actor = Actor.objects.get(name="La Halle")
    actor.name = "La Grande Halle"
    actor.save()

    report = bring(PROGRAMME / "actors.csv")

    assert report.counts == "0 créée, 0 modifiée, 3 inchangées"
    assert told(report, Heading.KEPT) == [(3, "name", "La Halle", "modifié à la main, gardé\u00a0: La Grande Halle")]
    assert cite("La Halle")[0].actor.identifier == actor.identifier


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("name", "", "cette valeur est obligatoire"),
        ("name", "La Halle", "cette ligne répète la ligne 3"),
        ("is_tiers_lieu", "peut-être", "valeur inconnue : écrire oui ou non"),
        ("commune", "Atlantide", "commune inconnue dans le département 16"),
        ("departement_code", "75", "département inconnu dans la région"),
        ("metiers", "voltige", "métier inconnu"),
        ("website", "atelier", "ce n’est pas une adresse web (http:// ou https://)"),
        ("source_url", "atelier", "ce n’est pas une adresse web (http:// ou https://)"),
    ],
)
def test_wrong_cell_refuses_the_whole_file(thesaurus, db, tmp_path, column, value, message):
    rows = rows_of("actors")
    rows.append(rows[1] | {"name": "Nouvelle Halle", column: value})

    report = bring(written(tmp_path, "actors", rows))

    assert (5, column, value, message) in told(report, Heading.REFUSED)
    assert not Actor.objects.exists()


def test_ambiguous_commune_names_its_candidates(thesaurus, db, tmp_path):
    path = changed(tmp_path, "actors", commune="Mérignac", departement_code="")

    report = bring(path)

    assert "Mérignac (16216) ou Mérignac (33281)" in str(report.of(Heading.REFUSED)[0])


def test_dry_run_writes_nothing(thesaurus, db):
    report = bring(PROGRAMME / "actors.csv", dry_run=True)

    assert report.counts == "3 créées, 0 modifiée, 0 inchangée"
    assert not Actor.objects.exists()


def test_draft_with_the_name_is_completed_not_doubled(thesaurus, db):
    ActorFactory(name="atelier du fleuve", draft=True, summary="Écrit à la main.")

    report = bring(PROGRAMME / "actors.csv", publish=True)

    actor = Actor.objects.get(key="atelier du fleuve")
    assert report.counts == "2 créées, 1 modifiée, 0 inchangée"
    assert (actor.is_published, actor.seat.name, actor.summary) == (True, "La Rochelle", "Écrit à la main.")
    kept = (2, "description_fr", "Un atelier fictif.", "déjà dit autrement, gardé\u00a0: Écrit à la main.")
    assert kept in told(report, Heading.KEPT)


def test_namesake_of_another_departement_is_another_actor(loaded, tmp_path):
    rows = [rows_of("actors")[1] | {"is_tiers_lieu": "non", "commune": "Bordeaux", "departement_code": "33"}]

    report = bring(written(tmp_path, "actors", rows))

    assert report.counts == "1 créée, 0 modifiée, 0 inchangée"
    assert Actor.objects.filter(key="la halle").count() == 2
    assert told(report, Heading.DOUBT) == [(2, "name", "La Halle", "un autre acteur a ce nom")]


def test_value_that_changed_in_the_file_follows_unless_staff_edited(loaded, tmp_path):
    Actor.objects.filter(name="Atelier du Fleuve").update(website="https://autre.example")
    path = changed(tmp_path, "actors", website="https://neuf.example", description_fr="Un autre texte.")

    report = bring(path)

    actor = Actor.objects.get(name="Atelier du Fleuve")
    assert report.counts == "0 créée, 1 modifiée, 2 inchangées"
    assert (actor.summary, actor.website) == ("Un autre texte.", "https://autre.example")


def test_succession_may_name_a_row_further_down(thesaurus, db, tmp_path):
    rows = [row | {"succeeds": ""} for row in rows_of("actors")]
    rows[0]["succeeds"] = "La Halle"

    report = bring(written(tmp_path, "actors", rows))

    assert not report.is_refused
    assert [actor.name for actor in Actor.objects.get(name="Atelier du Fleuve").succeeds.all()] == ["La Halle"]
    assert Actor.objects.count() == 3


def test_actor_that_succeeds_to_itself_is_refused(thesaurus, db, tmp_path):
    report = bring(changed(tmp_path, "actors", succeeds="Atelier du Fleuve"))

    assert told(report, Heading.REFUSED) == [
        (2, "succeeds", "Atelier du Fleuve", "un acteur ne succède pas à lui-même")
    ]


@pytest.mark.parametrize("siret", ["12345678901234", "123"])
def test_siret_has_its_control_sum(thesaurus, db, tmp_path, siret):
    rows = [row | {"siret": siret} for row in rows_of("actors")[:1]]

    report = bring(written(tmp_path, "actors", rows))

    assert told(report, Heading.REFUSED)[0][:3] == (2, "siret", siret)


def test_natural_person_is_masked_from_the_start(thesaurus, db, tmp_path):
    path = changed(tmp_path, "actors", name="Camille Exemple", legal_form_or_type="artiste-auteur")

    bring(path, publish=True)

    actor = Actor.objects.get(name="Camille Exemple")
    assert actor.is_masked
    assert actor not in Actor.objects.published()
    assert actor.identifier != new_identifier("a", "acteurs:camille exemple|17")


def test_row_that_shows_no_organisation_waits_with_its_siret(thesaurus, db, tmp_path):
    rows = [rows_of("actors")[0] | {"name": "EXEMPLE Camille", "legal_form_or_type": "", "siret": "55208131766522"}]

    bring(written(tmp_path, "actors", rows), publish=True)

    actor = Actor.objects.get()
    assert (actor.is_masked, actor.status, actor.siret) == (True, "publie", "55208131766522")
    assert list(Actor.objects.to_answer()) == [actor]
    assert actor.identifier != new_identifier("a", "acteurs:exemple camille|17")


@pytest.mark.parametrize(("nature", "is_masked"), [("structure", False), ("Personne physique", True), ("", True)])
def test_file_may_answer(thesaurus, db, tmp_path, nature, is_masked):
    rows = [rows_of("actors")[0] | {"name": "Zinzoline", "legal_form_or_type": "", "nature": nature}]

    bring(written(tmp_path, "actors", rows), publish=True)

    assert Actor.objects.get().is_masked is is_masked


def test_file_never_overwrites_an_answer(thesaurus, db, tmp_path):
    ActorFactory(name="Zinzoline", draft=True, answer="personne")
    rows = [rows_of("actors")[0] | {"name": "Zinzoline", "legal_form_or_type": "", "nature": "structure"}]

    report = bring(written(tmp_path, "actors", rows), publish=True)

    assert Actor.objects.get().is_masked
    assert (2, "nature", "structure", "déjà dit autrement, gardé\u00a0: personne physique") in told(
        report, Heading.KEPT
    )


def test_nature_against_the_type_is_refused(thesaurus, db, tmp_path):
    rows = [row | {"legal_form_or_type": "artiste-auteur", "nature": "structure"} for row in rows_of("actors")[:1]]

    report = bring(written(tmp_path, "actors", rows))

    assert told(report, Heading.REFUSED)[0][:2] == (2, "nature")


def test_row_that_a_person_takes_over_is_masked(loaded, tmp_path):
    rows = [row | {"row_id": "1"} for row in rows_of("actors")[:1]]
    bring(written(tmp_path, "actors", rows), publish=True)

    bring(written(tmp_path, "actors", [rows[0] | {"name": "Camille Exemple", "legal_form_or_type": "artiste-auteur"}]))

    assert Actor.objects.get(name="Camille Exemple").is_masked


@pytest.mark.parametrize(("answer", "published"), [("", 0), ("structure", 1)])
def test_tiers_lieu_is_no_more_public_than_who_runs_it(thesaurus, db, tmp_path, answer, published):
    rows = [rows_of("actors")[1] | {"name": "Chez Camille", "legal_form_or_type": ""}]
    if answer:
        ActorFactory(name="Chez Camille", answer=answer)

    report = bring(written(tmp_path, "actors", rows), publish=True)

    assert TiersLieu.objects.published().count() == published
    assert [it.column for it in report.of(Heading.DOUBT)] == ([] if published else ["name", "is_tiers_lieu"])


# Who a text names


def test_actor_is_found_by_any_of_its_names(db):
    actor = ActorFactory(name="Région Exemple")
    ActorNameFactory(actor=actor, name="Conseil régional d’Exemple")

    found = [cite(text)[0].actor.identifier for text in ("REGION EXEMPLE", "conseil régional d'Exemple")]

    assert found == [actor.identifier] * 2


def test_note_after_a_name_is_no_part_of_it(db):
    actor = ActorFactory(name="Niort Agglo")

    citation, _, _ = cite("Niort Agglo (conservation des musées)")

    assert (citation.actor.identifier, citation.note) == (actor.identifier, "conservation des musées")


@pytest.mark.parametrize(
    ("text", "name"),
    [("accès)s( cultures", "accès)s( cultures"), ("(avant) après", "(avant) après"), ("A (b) (c)", "A (b)")],
)
def test_brackets_inside_a_name_belong_to_it(text, name):
    assert without_note(text)[0] == name


def test_ambiguous_name_is_refused_with_its_candidates(db):
    angouleme = ActorFactory(name="La Fabrique", seat=CommuneFactory(code="16100"))
    cancon = ActorFactory(name="La Fabrique", seat=CommuneFactory(code="47100"))

    citation, report, _ = cite("La Fabrique")

    message = str(report.of(Heading.REFUSED)[0])
    assert citation is None
    assert angouleme.identifier in message
    assert cancon.identifier in message


def test_identifier_says_which_of_two_namesakes(db):
    ActorFactory(name="La Fabrique")
    meant = ActorFactory(name="La Fabrique")

    assert cite(meant.identifier)[0].actor.identifier == meant.identifier


def test_merged_actor_leads_to_the_one_that_stays(db):
    stays = ActorFactory(name="SCRIME")
    ActorNameFactory(actor=stays, name="SCRIME – LaBRI")
    ActorFactory(name="SCRIME – LaBRI", merged_into=stays, withdrawn=True)

    assert cite("SCRIME – LaBRI")[0].actor.identifier == stays.identifier


def test_unknown_name_makes_one_newcomer_with_the_type_that_it_begins_with(thesaurus, db):
    citation, report, index = cite("Fondation Exemple (mécène)")

    (newcomer,) = index.newcomers.values()
    assert (newcomer.identifier, newcomer.name) == (citation.actor.identifier, "Fondation Exemple")
    assert (newcomer.type, newcomer.is_public_body) == ("fondation", False)
    assert told(report, Heading.CREATED)[0][2] == "Fondation Exemple"


@pytest.mark.parametrize(
    ("text", "personhood", "seeded"),
    [
        ("Camille Exemple (artiste-auteur)", "personne", False),
        ("Camille Exemple (EI)", "personne", False),
        ("Camille Exemple (photographe)", "personne", False),
        ("Camille Exemple (musée)", "", False),
        ("Camille Exemple", "", False),
        ("Zig (association)", "structure", True),
        ("Zig (SARL)", "structure", True),
        ("Compagnie Zig (photographe)", "structure", True),
        ("Musée Zig", "structure", True),
    ],
)
def test_newcomer_is_judged_by_its_name_and_its_note(thesaurus, db, text, personhood, seeded):
    _, _, index = cite(text)
    writes = Writes()
    welcome(index, SourceList.objects.shipped(), writes)
    writes.apply()

    actor, name = Actor.objects.get(), without_note(text)[0]
    assert (actor.name, actor.personhood) == (name, personhood)
    assert [it.personhood for it in index.newcomers.values()] == [personhood]
    assert (actor.identifier == new_identifier("a", f"acteurs cités:{fold(name)}")) is seeded


@pytest.mark.parametrize("text", ["Région", "Drac", "communes"])
def test_common_noun_names_nobody(thesaurus, db, text):
    citation, report, index = cite(text)

    assert (citation, index.newcomers) == (None, {})
    assert told(report, Heading.UNPLACED)[0][2] == text


def test_lookups_take_a_constant_number_of_queries(django_assert_num_queries, db):
    for _ in range(3):
        ActorNameFactory(actor=ActorFactory(seat=CommuneFactory()))

    with django_assert_num_queries(6):
        current_actors()


# Other names


def test_other_names_come_once(loaded, tmp_path):
    path = written(tmp_path, "names", [{"actor": "La Halle", "name": "LH", "kind": "sigle"}])
    first = OtherNameImporter().run(path)
    Actor.objects.get(name="La Halle").names.all().delete()

    second = OtherNameImporter().run(path)

    assert first.counts == "1 créée, 0 modifiée, 0 inchangée"
    assert second.counts == "0 créée, 0 modifiée, 1 inchangée"
    assert not Actor.objects.get(name="La Halle").names.exists()


def test_writing_of_a_source_is_not_shown_as_a_name(db):
    actor = ActorFactory()
    ActorNameFactory(actor=actor, name="AB", kind="sigle")
    ActorNameFactory(actor=actor, name="A puis B", kind="ecriture")

    assert [name.name for name in actor.known_names] == ["AB"]
