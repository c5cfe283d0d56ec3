"""Bringing projects in: the small programme of the tests."""

import csv
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from actors.models import Actor
from curation.imports.report import Heading
from directory.models import Entry, SourceList, SourceRecord, Term
from projects.imports.importer import projects_with_rows
from projects.models import Funding, Participation, Project
from tests.factories import ActorFactory, FunderFactory, ProjectFactory, RoundFactory
from tests.once import once
from tests.programme import PROGRAMME, bring, changed, load, rows_of, told, written
from tests.staff import rewrite

pytestmark = pytest.mark.django_db

FILE = PROGRAMME / "projects.csv"


# all that the file of projects names
ready = once(lambda: load("thesaurus", "actors", "calls", "rounds"))


@pytest.fixture
def loaded(ready, db):
    return bring(FILE)


def project(name="Le fleuve raconté"):
    return Project.objects.get(name=name)


def fundings(project):
    rows = project.fundings.select_related("funder", "call", "round")
    return {
        row.funder.name: (row.amount_voted, row.call and row.call.slug, row.round and row.round.year) for row in rows
    }


def test_projects_come_in_as_drafts(loaded):
    assert loaded.counts == "3 créées, 0 modifiée, 0 inchangée"
    assert set(Project.objects.values_list("status", flat=True)) == {Entry.Status.DRAFT}


def test_projects_come_in_published_when_asked(ready):
    bring(FILE, publish=True)

    assert Project.objects.published().count() == 3


def test_project_has_what_its_row_says(loaded):
    fleuve = project()

    assert (fleuve.starts, fleuve.total_cost, fleuve.website) == ("2022", 40000, "https://fleuve.example")
    assert [term.name for term in fleuve.metiers.all()] == ["médiation"]
    assert [term.name for term in fleuve.technologies.order_by("name")] == ["fablab", "réalité virtuelle"]
    assert fleuve.summary == "Un récit fictif au fil de l’eau."


def test_address_of_the_source_is_not_the_site_of_the_project(loaded):
    docks = project("Les docks en 3D")

    assert (docks.website, docks.source_url) == ("", "https://source.example/docks")


def test_places_are_the_communes_in_order_else_the_departement(loaded):
    places = {
        it.name: [(place.territory.name, place.is_main) for place in it.places.all()] for it in Project.objects.all()
    }

    assert places == {
        "Le fleuve raconté": [("L’Houmeau", True)],
        "Les docks en 3D": [("Bordeaux", True), ("Castillon-la-Bataille", False)],
        "La Charente à pied": [("Charente", True)],
    }


def test_participations_have_role_note_and_sector(loaded):
    rows = Project.objects.values_list(
        *(
            "participations__role",
            "participations__actor__name",
            "participations__note",
            "participations__sector__slug",
        )
    )

    assert sorted(rows.filter(name="Les docks en 3D")) == [
        ("partenaire", "Drac Exemple", "", None),
        ("partenaire", "Région Exemple", "", "collectivite"),
        ("porteur", "Studio des Docks", "Les Docks", None),
    ]


def test_amount_with_one_funder_is_its_funding(loaded):
    funding = project().fundings.get()

    assert (funding.funder.name, funding.amount_voted) == ("Région Exemple", 25000)
    assert (funding.call.slug, funding.round.year, funding.axis.name) == ("cultures-connectees", 2022, "médiation")
    assert (funding.beneficiary.name, project().funding_text) == ("Atelier du Fleuve", "")


def test_figures_beside_the_names_of_funders_are_as_many_fundings(loaded):
    docks = project("Les docks en 3D")

    assert fundings(docks) == {"Région Exemple": (25000, None, None), "Fondation Exemple": (5000, None, None)}
    assert not [it for it in told(loaded, Heading.UNPLACED) if it[1] in ("amount_eur", "funder_named_fr")]


def test_unknown_actors_are_drafts_and_a_foundation_is_no_public_body(loaded):
    drafts = Actor.objects.filter(key__in=["ville de port fictif", "fondation exemple"])

    assert set(drafts.values_list("name", "status", "is_public_body")) == {
        ("Ville de Port-Fictif", Entry.Status.DRAFT, True),
        ("Fondation Exemple", Entry.Status.DRAFT, False),
    }
    assert [(line, value) for line, _, value, _ in told(loaded, Heading.CREATED)] == [
        (2, "Ville de Port-Fictif"),
        (3, "Fondation Exemple"),
    ]


def test_short_name_is_the_only_actor_of_the_row_that_it_may_mean(loaded):
    assert [it[1:3] for it in told(loaded, Heading.READ)] == [("funder_named_fr", "Région")]


def test_unknown_discipline_and_technology_are_kept_and_listed(loaded):
    record = SourceRecord.objects.get(identifier=project("Les docks en 3D").identifier)

    assert record.unplaced == {"disciplines": ["jonglage"], "technologies": ["hologrammes"]}
    assert {it[1:3] for it in told(loaded, Heading.UNPLACED)} >= {
        ("disciplines", "jonglage"),
        ("technologies", "hologrammes"),
    }


def test_evidence_is_the_one_that_the_file_announces(loaded):
    evidence = dict(Project.objects.with_evidence().values_list("name", "evidence"))

    assert evidence == {
        "Le fleuve raconté": "dispositif",
        "Les docks en 3D": "financeur-public",
        "La Charente à pied": "non-etabli",
    }
    assert told(loaded, Heading.DOUBT) == []


def test_evidence_that_nothing_establishes_is_told(ready, tmp_path):
    path = changed(tmp_path, "projects", row=2, evidence_level="financeur_public_nomme")

    report = bring(path)

    message = "niveau de preuve annoncé financeur_public_nomme, établi non_etabli"
    assert told(report, Heading.DOUBT) == [(4, "evidence_level", "", message)]


# Twice, and after staff


def test_second_import_changes_nothing(loaded):
    before = list(Project.objects.values_list("updated_at", flat=True))

    report = bring(FILE)

    assert report.counts == "0 créée, 0 modifiée, 3 inchangées"
    assert list(Project.objects.values_list("updated_at", flat=True)) == before
    assert (Funding.objects.count(), Actor.objects.count()) == (3, 7)


def test_rows_cost_no_query_when_nothing_changes(loaded, tmp_path):
    one = written(tmp_path, "projects", rows_of("projects")[:1])

    with CaptureQueriesContext(connection) as for_one:
        bring(one)
    with CaptureQueriesContext(connection) as for_three:
        bring(FILE)

    assert len(for_one) == len(for_three)


def test_project_that_staff_edited_is_found_again_and_left_to_them(loaded):
    fleuve = project()
    fleuve.name, fleuve.summary = "La Charente racontée", "Écrit à la main."
    fleuve.save()
    fleuve.metiers.set([Term.objects.get(name="création")])
    fleuve.places.all().delete()
    fleuve.fundings.update(amount_voted=20000)

    report = bring(FILE)

    fleuve.refresh_from_db()
    assert report.counts == "0 créée, 0 modifiée, 3 inchangées"
    assert {it.column for it in report.of(Heading.KEPT)} == {
        *("title", "summary_fr", "metiers", "commune", "amount_eur, funder_named_fr")
    }
    assert (fleuve.name, fleuve.summary) == ("La Charente racontée", "Écrit à la main.")
    assert (fleuve.fundings.get().amount_voted, fleuve.places.count()) == (20000, 0)


def test_actor_that_staff_renamed_is_not_made_again(loaded):
    rewrite(Actor.objects.get(name="Ville de Port-Fictif"), name="Mairie de Port-Fictif")
    rewrite(Actor.objects.get(name="Atelier du Fleuve"), name="Atelier")

    report = bring(FILE)

    assert report.counts == "0 créée, 0 modifiée, 3 inchangées"
    assert Actor.objects.count() == 7


def test_value_that_changed_in_the_file_is_written_where_staff_did_not_edit(loaded, tmp_path):
    fleuve = project()
    fleuve.fundings.update(decided_on="2022-06-20")
    rewrite(fleuve, summary="Écrit à la main.")
    path = changed(
        tmp_path, "projects", amount_eur="26000", commune="La Rochelle", summary_fr="Autre.", partners="La Halle"
    )

    report = bring(path)

    fleuve.refresh_from_db()
    assert report.counts == "0 créée, 1 modifiée, 2 inchangées"
    assert [place.territory.name for place in fleuve.places.all()] == ["La Rochelle"]
    assert [it.actor.name for it in fleuve.participations.all()] == ["Atelier du Fleuve", "La Halle"]
    assert (fleuve.fundings.get().amount_voted, fleuve.fundings.get().decided_on) == (26000, "2022-06-20")
    assert fleuve.summary == "Écrit à la main."


def test_main_place_may_change(loaded, tmp_path):
    path = changed(tmp_path, "projects", row=1, commune="Castillon-la-Bataille;Bordeaux")

    first, second = bring(path), bring(path)

    places = project("Les docks en 3D").places.all()
    assert [place.territory.name for place in places] == ["Castillon-la-Bataille", "Bordeaux"]
    assert [it.counts[:22] for it in (first, second)] == ["0 créée, 1 modifiée, 2", "0 créée, 0 modifiée, 3"]


def test_draft_may_be_published_by_a_later_import_but_not_what_staff_withdrew(loaded):
    Project.objects.filter(name="La Charente à pied").update(status=Entry.Status.WITHDRAWN)

    report = bring(FILE, publish=True)

    assert report.counts == "0 créée, 2 modifiées, 1 inchangée"
    assert told(report, Heading.KEPT) == [(4, "statut", "publié", "modifié à la main, gardé\u00a0: retiré")]


# What refuses a file


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("title", "", "cette valeur est obligatoire"),
        ("title", "x" * 251, "texte trop long (251 caractères, 250 au plus)"),
        ("call_slug", "xyz", "dispositif inconnu"),
        ("round_year", "2019", "le dispositif « cultures-connectees » n’a pas d’édition de cette année"),
        ("round_year", "deux mille", "ce n’est pas une année, de 1900 à 2100"),
        ("departement_code", "75", "département inconnu dans la région"),
        ("commune", "Atlantide", "commune inconnue dans le département 17"),
        ("commune", "Bordeaux", "commune inconnue dans le département 17 ; peut-être Bordeaux (33063), dans le 33"),
        ("metiers", "voltige", "métier inconnu"),
        (
            "amount_eur",
            "25.000",
            "« 25.000 » peut se lire de deux façons : écrire 25 000 (avec une espace), ou 25,00 pour des centimes",
        ),
        ("total_budget_eur", "beaucoup", "« beaucoup » n’est pas un montant en euros : écrire 25 000 ou 25 000,50"),
        ("start_year", "22", "ce n’est pas une année, de 1900 à 2100"),
        ("url", "fleuve", "ce n’est pas une adresse web (http:// ou https://)"),
        ("evidence_level", "sûr", "valeur inconnue : écrire dispositif_nomme ou financeur_public_nomme ou non_etabli"),
        ("partners", f"La Halle ({'x' * 201})", "précision trop longue (201 caractères, 200 au plus)"),
        ("funder_named_fr", "La Halle;" * 28, "texte trop long (252 caractères, 250 au plus)"),
        ("summary_fr", "=A1", "une formule ne se lit pas : écrire sa valeur"),
    ],
)
def test_wrong_cell_refuses_the_whole_file(ready, tmp_path, column, value, message):
    actors = Actor.objects.count()

    report = bring(changed(tmp_path, "projects", **{column: value}))

    assert [(it.line, it.column, it.message) for it in report.of(Heading.REFUSED)] == [(2, column, message)]
    assert (Project.objects.count(), Actor.objects.count()) == (0, actors)


def test_all_that_is_wrong_is_told_at_once(ready, tmp_path):
    rows = rows_of("projects")
    rows[0] |= {"call_slug": "xyz", "metiers": "voltige"}
    rows[2] |= {"departement_code": "99"}

    report = bring(written(tmp_path, "projects", rows))

    assert {(it.line, it.column, it.value) for it in report.of(Heading.REFUSED)} == {
        (2, "call_slug", "xyz"),
        (2, "metiers", "voltige"),
        (4, "departement_code", "99"),
    }


def test_round_without_its_call_is_refused(ready, tmp_path):
    report = bring(changed(tmp_path, "projects", row=2, round_year="2022"))

    assert told(report, Heading.REFUSED)[0][:3] == (4, "round_year", "2022")


def test_two_rounds_in_the_year_are_refused_unless_the_axis_decides(ready, tmp_path):
    ambiguous = bring(changed(tmp_path, "projects", round_year="2023", axis=""))
    decided = bring(changed(tmp_path, "projects", round_year="2023"))

    assert ambiguous.is_refused
    assert not decided.is_refused
    assert project().fundings.get().round.name == "Seconde vague 2023"


def test_repeated_row_is_asked_about_and_keeps_no_other_from_being_written(ready, tmp_path):
    rows = rows_of("projects")

    report = bring(written(tmp_path, "projects", [*rows, rows[0]]))

    message = (
        "cette ligne répète la ligne 2 : si ce sont deux décisions, donner à chacune sa clé dans une colonne row_id"
    )
    assert told(report, Heading.ASKED) == [(5, "title", "Le fleuve raconté", message)]
    assert report.counts == "3 créées, 0 modifiée, 0 inchangée, 1 à décider"


def test_same_title_of_another_holder_is_another_project(ready, tmp_path):
    rows = rows_of("projects")

    report = bring(written(tmp_path, "projects", [*rows, rows[0] | {"holder": "La Halle"}]))

    assert report.counts == "4 créées, 0 modifiée, 0 inchangée"


def test_title_that_is_already_there_is_told(ready):
    there = ProjectFactory(name="Le fleuve raconté")

    report = bring(FILE)

    assert told(report, Heading.DOUBT) == [
        (2, "title", "Le fleuve raconté", f"un autre projet a ce titre ({there.identifier})")
    ]


def test_ambiguous_holder_is_refused_with_its_candidates(ready):
    namesake = ActorFactory(name="Atelier du Fleuve")

    report = bring(FILE)

    assert namesake.identifier in str(report.of(Heading.REFUSED)[0])
    assert not Project.objects.exists()


def test_columns_are_those_of_the_file_in_any_order(ready, tmp_path):
    reversed_columns = [dict(reversed(row.items())) for row in rows_of("projects")]
    missing = [{name: value for name, value in row.items() if name != "holder"} for row in reversed_columns]
    unknown = [row | {"colour": "bleu"} for row in reversed_columns]

    reports = [bring(written(tmp_path, "projects", rows)) for rows in (missing, unknown, reversed_columns)]

    assert [told(report, Heading.REFUSED) for report in reports] == [
        [(1, "", "holder", "il manque ces colonnes")],
        [],
        [],
    ]
    assert told(reports[1], Heading.ASIDE) == [(1, "", "colour", "cette colonne n’est pas lue")]


# Money


def money(folder, **cells):
    """What becomes of the money of one row."""
    row = rows_of("projects")[2] | {"evidence_level": "financeur_public_nomme"} | cells
    report = bring(written(folder, "projects", [row]))
    return fundings(project(row["title"])), project(row["title"]).funding_text, report


@pytest.mark.parametrize(
    ("text", "names", "kept"),
    [
        ("Région Exemple", {"Région Exemple"}, ""),
        ("Agence des lieux (ADL)", {"Agence des lieux"}, ""),
        ("Région Exemple (maître d’ouvrage)", {"Région Exemple"}, "Région Exemple (maître d’ouvrage)"),
        ("Région Exemple, près de 60 %", {"Région Exemple"}, "Région Exemple, près de 60 %"),
        ("Région Exemple; Fondation du Lac", {"Région Exemple", "Fondation du Lac"}, ""),
        (
            "Région Exemple et Drac Exemple, 80 %",
            {"Région Exemple", "Drac Exemple"},
            "Région Exemple et Drac Exemple, 80 %",
        ),
        ("Ministère du Vent et de la Mer", {"Ministère du Vent et de la Mer"}, "Ministère du Vent et de la Mer"),
        ("Région", set(), "Région"),
        ("Drac (à confirmer)", set(), "Drac (à confirmer)"),
        ("Ville d’Est (avec; sans)", {"Ville d’Est"}, "Ville d’Est (avec; sans)"),
        ("", set(), ""),
    ],
)
def test_funders_are_read_one_by_one_and_the_text_kept_when_it_says_more(ready, tmp_path, text, names, kept):
    found, funding_text, _ = money(tmp_path, funder_named_fr=text)

    assert (set(found), funding_text) == (names, kept)


@pytest.mark.parametrize(
    ("text", "amount", "amounts"),
    [
        ("Région Exemple 25 000 €; Drac Exemple 5 000 €", "", {"Région Exemple": 25000, "Drac Exemple": 5000}),
        ("Région Exemple 25 000 €; Drac Exemple 5 000 €", "30000", {"Région Exemple": 25000, "Drac Exemple": 5000}),
        ("Région Exemple 25 000 €; Drac Exemple 5 000 €", "25000", {"Région Exemple": 25000, "Drac Exemple": 5000}),
        ("Région Exemple 25 000 €; Drac Exemple 5 000 €", "31000", {"Région Exemple": None, "Drac Exemple": None}),
        ("Région Exemple 25 000,50 €; Drac Exemple", "", {"Région Exemple": Decimal("25000.5"), "Drac Exemple": None}),
        ("Région Exemple: 25 000 euros", "", {"Région Exemple": 25000}),
        ("Région Exemple et Drac Exemple 30 000 €", "", {"Région Exemple": None, "Drac Exemple": None}),
        ("Région Exemple, près de 25 000 €", "", {"Région Exemple": None}),
        ("Région Exemple 25 k€", "", {"Région Exemple": None}),
        ("Région Exemple 25 000 €; Région Exemple 5 000 €", "", {"Région Exemple": None}),
    ],
)
def test_figure_is_that_of_the_funder_beside_it_and_never_split(ready, tmp_path, text, amount, amounts):
    found, _, _ = money(tmp_path, funder_named_fr=text, amount_eur=amount)

    assert {name: figure for name, (figure, *_) in found.items()} == amounts


@pytest.mark.parametrize(
    ("text", "said"), [("Région Exemple et Drac Exemple, 30 000 €", "non réparti"), ("Région Exemple", "non publié")]
)
def test_figure_kept_as_text_is_not_said_unpublished(ready, client, tmp_path, text, said):
    money(tmp_path, funder_named_fr=text)
    Project.objects.update(status="publie")

    page = client.get(Project.objects.get().get_absolute_url()).content.decode()

    assert f'<td class="n">{said}</td>' in page


def test_common_noun_with_two_actors_that_it_may_mean_is_nobody(ready, tmp_path):
    FunderFactory(name="Région Autre")

    found, text, report = money(tmp_path, funder_named_fr="Région", partners="Région Exemple;Région Autre")

    assert (found, text) == ({}, "Région")
    meant = "«\u00a0Région Autre\u00a0» ou «\u00a0Région Exemple\u00a0»"
    assert told(report, Heading.UNPLACED) == [
        (2, "funder_named_fr", "Région", f"ce n’est le nom de personne en particulier, peut-être {meant}")
    ]


def test_amount_without_a_funder_is_kept_as_text(ready, tmp_path):
    found, text, _ = money(tmp_path, amount_eur="12000")

    assert (found, text) == ({}, "12\u00a0000\u00a0€, financeur non nommé")


@pytest.mark.parametrize(("length", "is_refused"), [(239, False), (240, True)])
def test_amount_that_has_no_room_after_its_text_refuses_the_file(ready, tmp_path, length, is_refused):
    text = "Région Exemple; Fondation " + "x" * (length - 26)

    report = bring(changed(tmp_path, "projects", funder_named_fr=text))

    assert told(report, Heading.REFUSED) == (
        [(2, "funder_named_fr", text, "texte trop long avec le montant à sa suite (240 caractères, 239 au plus)")]
        if is_refused
        else []
    )
    assert [it.funding_text for it in Project.objects.filter(name="Le fleuve raconté")] == (
        [] if is_refused else [f"{text}\u00a0: 25\u00a0000\u00a0€"]
    )


def test_call_without_a_named_funder_is_that_of_those_who_lead_it(ready, tmp_path):
    found, text, report = money(tmp_path, call_slug="cultures-connectees", amount_eur="12000")

    assert found == {"Région Exemple": (None, "cultures-connectees", None)}
    assert text == "12\u00a0000\u00a0€, financeur non nommé"
    assert told(report, Heading.READ)[0][:3] == (2, "call_slug", "cultures-connectees")


def test_call_without_funder_nor_lead_is_refused(ready, tmp_path):
    call = RoundFactory(call__slug="sans-porteur").call
    path = changed(tmp_path, "projects", row=2, call_slug=call.slug)

    report = bring(path)

    assert told(report, Heading.REFUSED)[0][:2] == (4, "funder_named_fr")


def test_call_is_that_of_the_funders_who_lead_it(ready, tmp_path):
    found, _, _ = money(tmp_path, call_slug="cultures-connectees", funder_named_fr="Région Exemple; Fondation du Lac")

    assert found == {
        "Région Exemple": (None, "cultures-connectees", None),
        "Fondation du Lac": (None, None, None),
    }


def test_vague_funder_of_a_call_stays_in_the_text(ready, tmp_path):
    found, text, _ = money(tmp_path, call_slug="cultures-connectees", funder_named_fr="Commune (à confirmer)")

    assert found == {"Région Exemple": (None, "cultures-connectees", None)}
    assert text == "Commune (à confirmer)"


def test_unknown_funder_beside_a_public_one_is_not_made_public(ready, tmp_path):
    money(tmp_path, funder_named_fr="Région Exemple; Caisse du Lac")

    assert Actor.objects.get(name="Caisse du Lac").is_public_body is False


@pytest.mark.parametrize(
    ("text", "public"),
    [("Agence des lieux", True), ("Musée du Lac", True), ("Fondation du Lac", False), ("Ville d’Est", True)],
)
def test_unknown_funder_is_public_when_the_row_says_so_and_its_type_does_not_deny_it(ready, tmp_path, text, public):
    money(tmp_path, funder_named_fr=text)

    assert Actor.objects.get(name=text).is_public_body is public


# The command


def test_command_imports_and_counts(ready, capsys):
    call_command("import_projects", str(FILE), "--liste=Contenu livré", "--publier")

    assert capsys.readouterr().out.splitlines()[-1] == "Projets\u00a0: 3 créées, 0 modifiée, 0 inchangée."
    assert Project.objects.published().count() == 3


def test_command_with_dry_run_writes_nothing(ready, capsys):
    call_command("import_projects", str(FILE), "--liste=contenu livre", "--dry-run")

    assert "Essai, rien n’est écrit\u00a0: 3 créées" in capsys.readouterr().out
    assert not Project.objects.exists()


def test_command_refuses_with_the_line_the_column_and_the_value(ready, tmp_path):
    path = changed(tmp_path, "projects", call_slug="xyz")

    with pytest.raises(CommandError) as refused:
        call_command("import_projects", str(path), "--liste=Contenu livré")

    assert refused.value.returncode == 1
    assert str(refused.value).splitlines() == [
        "projects.csv\u00a0: 1 erreur, fichier refusé, rien n’est écrit.",
        "  ligne 2, colonne call_slug, «\u00a0xyz\u00a0»\u00a0: dispositif inconnu",
    ]


@pytest.mark.parametrize("path", ["nowhere.csv", "."])
def test_command_refuses_what_is_no_file(db, path):
    SourceList.objects.shipped()

    with pytest.raises(CommandError, match="ne s’ouvre pas"):
        call_command("import_projects", path, "--liste=Contenu livré")


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8-sig"), (";", "cp1252"), (",", "utf-8")])
def test_file_of_any_spreadsheet_imports(ready, tmp_path, delimiter, encoding):
    path = written(tmp_path, "projects", rows_of("projects"), delimiter, encoding)

    report = bring(path)

    assert report.counts == "3 créées, 0 modifiée, 0 inchangée"
    assert project().summary == "Un récit fictif au fil de l’eau."


def test_workbook_imports_as_the_csv_does(loaded, tmp_path):
    book = Workbook()
    with FILE.open(encoding="utf-8", newline="") as lines:
        for line in csv.reader(lines):
            book.active.append([float(cell) if cell.isdigit() else cell for cell in line])
    book.save(tmp_path / "projects.xlsx")

    report = bring(tmp_path / "projects.xlsx")

    assert report.counts == "0 créée, 0 modifiée, 3 inchangées"


def test_project_with_a_thousand_rows_is_read(db):
    """SQLite refuses to be asked for a thousand keys of a foreign key that is prefetched."""
    project = ProjectFactory()
    actors = Actor.objects.bulk_create(
        Actor(name=f"Acteur {n}", identifier=f"a{n}", slug=f"a{n}") for n in range(1001)
    )
    Participation.objects.bulk_create(Participation(project=project, actor=actor) for actor in actors)

    (read,) = projects_with_rows()

    assert len({part.actor for part in read.participations.all()}) == 1001


def test_file_says_of_what_the_cost_is(loaded, tmp_path):
    title = rows_of("projects")[0]["title"]

    bring(changed(tmp_path, "projects", cost_scope="programme"))

    assert Project.objects.get(name=title).own_cost is None
    assert "valeur inconnue" in told(bring(changed(tmp_path, "projects", cost_scope="région")), Heading.REFUSED)[0][3]
