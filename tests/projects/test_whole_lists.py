"""A list said whole: what it tells no more ends where nobody else tells it; the entry itself stays."""

from itertools import permutations
from random import Random

import pytest
from django.core.management import CommandError, call_command

from actors.models import Actor
from calls.models import Round
from curation.imports.report import Heading
from directory.models import SourceRecord
from projects.imports.importer import ProjectImporter
from projects.models import Amendment, Funding, FundingTelling, Participation, Project
from tests.factories import SourceListFactory
from tests.once import once
from tests.programme import load, told, written
from tests.projects.test_tellings import DRAC, REGION, grant, grants, line, listed, say
from tests.reading import text_of
from tests.staff import rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]

OTHERS = [line(title=f"Projet témoin {number}", row_id=f"t{number}") for number in range(4)]


ready = once(lambda: load("thesaurus", "actors", "calls", "rounds"))


def whole(folder, name, *rows, is_sure=False):
    """Bring a file that is a whole list; each has some rows that never leave it."""
    importer = ProjectImporter(listed(name), publish=True, is_whole=True, is_sure=is_sure)
    return importer.run(written(folder, "projects", [line(**row) for row in (*rows, *OTHERS)]))


def elements():
    project = Project.objects.get(name="Le fleuve raconté")
    return (
        [place.territory.name for place in project.places.all()],
        [part.actor.name for part in project.participations.all()],
        [term.name for term in project.technologies.order_by("name")],
    )


def test_row_that_left_its_list_ends_what_it_alone_told_and_the_entry_stays(client, tmp_path):
    whole(tmp_path, "A", grant(REGION, 12000))

    report = whole(tmp_path, "A")

    project = Project.objects.published().get(name="Le fleuve raconté")
    assert (elements(), grants()) == (([], [], []), [])
    assert project.summary == "Un récit fictif au fil de l’eau."
    assert "12 000 €" not in text_of(client, project)
    assert report.counts == "0 créée, 1 modifiée, 4 inchangées"
    assert [(number, value, said) for number, _, value, said in told(report, Heading.LEFT)] == [
        (
            *(0, "Le fleuve raconté"),
            "la fiche reste, à vous de décider\u00a0; finit ce qu’elle seule disait\u00a0: "
            "metiers «\u00a0médiation\u00a0» ; disciplines «\u00a0patrimoine\u00a0» ; "
            "technologies «\u00a0fablab, réalité virtuelle\u00a0» ; commune «\u00a0L’Houmeau\u00a0» ; "
            "holder, partners «\u00a0porteur\u00a0: Atelier du Fleuve, partenaire\u00a0: La Halle, "
            "partenaire\u00a0: Ville de Port-Fictif\u00a0»",
        ),
        (
            *(0, "Région Exemple 12\u00a0000\u00a0€"),
            "la ligne ne dit plus cette aide\u00a0: elle finit, nulle autre liste et nulle main ne la dit",
        ),
    ]


def test_what_another_list_or_a_hand_tells_stays(tmp_path):
    whole(tmp_path, "A", grant(REGION, 12000, decision_reference="R1", partners="La Halle"))
    say(tmp_path, "B", grant(REGION, 12000, decision_reference="R1", partners="", technologies="fablab"))
    whole(tmp_path, "C", grant(DRAC, 700, partners=""))
    Funding.objects.filter(funder__name=DRAC).update(purpose="noté à la main")
    by_hand = Actor.objects.get(name="Studio des Docks")
    Participation.objects.create(project=Funding.objects.first().project, actor=by_hand)

    reports = [whole(tmp_path, name) for name in "AC"]

    assert (grants(), elements()) == (
        [(DRAC, 700), (REGION, 12000)],
        (["L’Houmeau"], ["Atelier du Fleuve", "Studio des Docks"], ["fablab"]),
    )
    assert [said for report in reports for *_, said in told(report, Heading.LEFT) if "aide" in said] == [
        "la ligne ne dit plus cette aide\u00a0: elle reste, la liste «\u00a0B\u00a0» la dit",
        "la ligne ne dit plus cette aide\u00a0: elle reste, notée ou complétée à la main",
    ]


def test_without_the_word_nothing_ends(tmp_path):
    whole(tmp_path, "A", grant(REGION, 12000))
    before = elements()

    report = say(tmp_path, "A", OTHERS[0])

    assert (elements(), grants()) == (before, [(REGION, 12000)])
    assert len(told(report, Heading.LEFT)) == 4


def test_row_that_comes_back_brings_all_of_it_again(tmp_path):
    whole(tmp_path, "A", grant(REGION, 12000))
    before, identifier = elements(), Funding.objects.get().identifier
    whole(tmp_path, "A")
    again = whole(tmp_path, "A")

    whole(tmp_path, "A", grant(REGION, 12000))

    assert (elements(), grants(), Funding.objects.get().identifier) == (before, [(REGION, 12000)], identifier)
    assert again.counts == "0 créée, 0 modifiée, 4 inchangées"


@pytest.mark.parametrize("left", [0, 3])
def test_file_that_would_end_more_than_a_third_is_refused_unless_somebody_is_sure(tmp_path, left):
    rows = [line(title=f"Projet {number}", row_id=str(number), **grant(REGION, 100)) for number in range(5)]
    path = written(tmp_path, "projects", rows)
    call_command("import_projects", path, liste="A", creer_liste=True)
    part = written(tmp_path, "part", rows[:left] or [dict.fromkeys(rows[0], "")])
    if not left:
        part.write_text(part.read_text().splitlines()[0] + "\n")

    with pytest.raises(CommandError, match=f"{5 - left} des 5 lignes connues .* --complet --confirmer"):
        call_command("import_projects", part, liste="A", complet=True)

    assert len(grants()) == 5
    call_command("import_projects", part, liste="A", complet=True, confirmer=True)
    assert (len(grants()), Project.objects.count()) == (left, 5)


def test_value_that_the_row_alone_told_gives_way_to_what_the_other_list_tells(tmp_path):
    whole(tmp_path, "A", grant(REGION, 12000, decision_reference="R1", decided_on="2024-03-04"))
    say(tmp_path, "B", grant(REGION, 9000, decision_reference="R1"))
    whole(tmp_path, "A", is_sure=True)

    funding = Funding.objects.get()

    assert (funding.amount_voted, funding.decided_on, funding.decision_reference) == (9000, "", "R1")
    ProjectImporter(listed("B"), is_whole=True, is_sure=True).run(written(tmp_path, "b", OTHERS[:1]))
    assert grants() == []


# Both orders, three times


def base():
    """All that two lists told, but for what is drawn when a row first comes: keys and identifiers."""
    project = Project.objects.get(name="Le fleuve raconté")
    return (
        [project.name, project.summary, project.source_url, project.starts, *map(str, elements())],
        sorted(
            (it.funder.name, it.amount_voted, it.source_url, it.decided_on, [one.told for one in it.amendments.all()])
            for it in project.fundings.all()
        ),
        sorted((it.source_list.name, it.told["source_url"], it.values["source_url"]) for it in project_rows(project)),
    )


def project_rows(project):
    return SourceRecord.objects.filter(identifier=project.identifier).select_related("source_list")


@pytest.mark.parametrize("is_one", [True, False])
def test_both_orders_of_two_lists_and_three_replays_make_one_base(tmp_path, is_one):
    """Each list has its own address, of the project and of the grant that both may tell."""
    both = {"decision_reference": "R1", "amended_amount_eur": "8000", "amended_on": "2025"} if is_one else {}
    rows = {
        "A": grant(REGION, 12000, source_url="https://exemple.org/region", **both),
        "B": grant(REGION if is_one else DRAC, 12000, source_url="https://exemple.org/drac", summary_fr="", **both),
    }
    bases = []
    for order in permutations("AB"):
        Funding.objects.all().delete()
        Project.objects.all().delete()
        SourceRecord.objects.filter(dataset="projets").delete()
        for name in order * 3:
            say(tmp_path, name, rows[name])
        bases.append(base())

    assert bases[0] == bases[1]
    assert bases[0][0][2] == "https://exemple.org/region"


def test_address_that_a_hand_wrote_stays(tmp_path):
    say(tmp_path, "A", grant(REGION, 12000))
    Project.objects.update(source_url="https://exemple.org/main")

    report = say(tmp_path, "A", grant(REGION, 12000, source_url="https://exemple.org/autre"))

    assert Project.objects.get().source_url == "https://exemple.org/main"
    assert [it[1:] for it in told(report, Heading.KEPT) if it[1] == "source_url"] == [
        (
            *("source_url", "https://exemple.org/autre"),
            "modifié à la main, gardé\u00a0: https://exemple.org/main",
        )
    ]


# Whatever happens


@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_is_told_is_lost_and_nothing_counts_twice(tmp_path, seed):
    """Lists said whole or in part, in any order: in the end, the grants are those that the last files tell."""
    chance, last = Random(seed), {}
    amounts = {"A": [100, 110], "B": [100, 110], "C": [300]}
    for _ in range(10):
        name = chance.choice("ABC")
        references = [reference for reference in ("R1", "R2") if chance.random() < 0.7]
        rows = [
            grant(REGION, chance.choice(amounts[name]), decision_reference=f"{reference}{'c' * (name == 'C')}")
            | {"title": f"Projet {reference}", "row_id": reference}
            for reference in references
        ]
        if chance.random() < 0.8:
            whole(tmp_path, name, *rows, is_sure=True)
            last[name] = {row["decision_reference"] for row in rows}
        elif rows:
            say(tmp_path, name, *rows)
            last[name] = last.get(name, set()) | {row["decision_reference"] for row in rows}

    assert sorted(Funding.objects.values_list("decision_reference", flat=True)) == sorted(set().union(*last.values()))
    assert not FundingTelling.objects.filter(is_undecided=True).exists()


# Amendments and payments in files


def test_amendments_and_payments_come_in(client, tmp_path):
    cells = {"amount_paid_eur": "5 000", "amended_amount_eur": "9000;8000", "amended_on": "2024-05;2025-03-01"}

    for _ in range(2):
        say(tmp_path, "A", grant(REGION, 12000, **cells, amendment_reference="AV1;AV2"), publish=True)

    page = text_of(client, Project.objects.get())
    assert "voté 12 000 €, porté à 9 000 € (mai 2024, AV1), porté à 8 000 € (1er mars 2025, AV2)" in page
    assert "5 000 € versés, solde de 3 000 €" in page


def test_amendment_corrected_in_its_list_is_replaced_and_that_of_a_hand_stays(tmp_path):
    say(tmp_path, "A", grant(REGION, 12000, amended_amount_eur="8000", amended_on="2025"))
    Amendment.objects.create(funding=Funding.objects.get(), amount=7000, decided_on="2026")

    say(tmp_path, "A", grant(REGION, 12000, amended_amount_eur="8500", amended_on="2025"))

    assert [one.told for one in Amendment.objects.all()] == [["2025", "", "8500.00"], ["2026", "", "7000.00"]]


def test_amendment_that_a_hand_removed_is_not_put_back(tmp_path):
    cells = {"amended_amount_eur": "8000", "amended_on": "2025"}
    say(tmp_path, "A", grant(REGION, 12000, **cells))
    Amendment.objects.get().delete()

    report = say(tmp_path, "A", grant(REGION, 12000, **cells))

    assert not Amendment.objects.exists()
    assert told(report, Heading.KEPT)[0][3] == (
        "retiré à la main, non remis\u00a0: avenant\u00a0: porté à 8\u00a0000\u00a0€ (2025)"
    )


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"amended_amount_eur": "8000;9000", "amended_on": "2025"}, "amended_on", "autant de parties que dans"),
        ({"amended_on": "2025"}, "amended_on", "autant de parties que dans"),
        ({"amended_amount_eur": "-5"}, "amended_amount_eur", "« -5 » est négatif"),
        ({"amended_amount_eur": "5", "amended_on": "hier"}, "amended_on", "« hier » n’est pas une date"),
        ({"amount_paid_eur": "5", "funder_named_fr": f"{REGION}; {DRAC}"}, "amount_paid_eur", "un seul financeur"),
    ],
)
def test_amendment_that_cannot_be_read_is_refused(tmp_path, cells, column, message):
    importer = ProjectImporter(SourceListFactory())

    report = importer.run(written(tmp_path, "projects", [line(**grant(REGION, 12000) | cells)]))

    assert [(it.column, message in it.message) for it in report.of(Heading.REFUSED)] == [(column, True)]


# Odd amounts


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        (grant(REGION, 0), "0 € : un montant inconnu se laisse vide"),
        (grant(REGION, 120_000), "120 000 € fait au moins cent fois le montant habituel (1 000 €)"),
        (grant(REGION, 12, amount_paid_eur="13"), "13 € versé pour 12 € voté net"),
        (grant(REGION, 12_000, amended_amount_eur="0", amount_paid_eur="13"), "13 € versé pour 0 € voté net"),
    ],
)
def test_odd_amount_comes_in_and_is_to_be_verified(tmp_path, cells, asked):
    usual = [line(title=f"Projet {number}", row_id=str(number), **grant(REGION, 1000)) for number in range(3)]

    report = say(tmp_path, "A", cells, *usual)

    (doubt,) = report.of(Heading.DOUBT)
    assert (doubt.line, doubt.message.replace("\u00a0", " ").partition(asked)[0]) == (2, "")
    assert Funding.objects.count() == 4


def test_amount_above_its_round_is_to_be_verified(tmp_path):
    Round.objects.update(max_grant=5_000, budget=10_000)
    cells = {"call_slug": "cultures-connectees", "round_year": "2022"}

    report = say(tmp_path, "A", grant(REGION, 12_000, **cells))

    assert [it.message.replace("\u00a0", " ") for it in report.of(Heading.DOUBT)] == [
        "12 000 € dépasse l’aide maximale de l’édition (5 000 €)",
        "12 000 € dépasse l’enveloppe de l’édition (10 000 €)",
    ]


def test_reports_tell_money_and_dates_in_words(tmp_path):
    say(
        tmp_path, "A", grant(REGION, 12_000, decided_on="2024-03-04", amount_paid_eur="5000", total_budget_eur="40000")
    )
    Funding.objects.update(decided_on="2024-03-05", amount_paid=6000)
    rewrite(Project.objects.get(), total_cost=41_000)

    report = say(
        *(tmp_path, "A"),
        grant(REGION, 12_000, decided_on="2024-03-06", amount_paid_eur="5500", total_budget_eur="40500"),
    )

    assert {it.message.replace("\u00a0", " ") for it in report.of(Heading.KEPT)} == {
        "modifié à la main, gardé : 41 000 €",
        "modifié à la main, montant versé (€) : 5 500 €, gardé : montant versé (€) : 6 000 €",
        "modifié à la main, date de la décision : 6 mars 2024, gardé : date de la décision : 5 mars 2024",
    }
