"""A list of laureates becomes published pages, in a real browser, and the whole import is undone."""

import csv

import pytest
from axe_playwright_python.sync_playwright import Axe
from zeal import zeal_ignore

from actors.models import Actor
from curation.deposits import work
from french.typography import euros
from projects.models import Project
from tests.e2e.test_admin import staff  # noqa: F401  # somebody of the team, logged in
from tests.factories import ActorFactory
from tests.programme import load

MOST_CLICKS = 60
HOLDERS = ("Association Les Lucioles", "Cie Marée Haute", "Dominique Exemple")


@pytest.fixture
def laureates(tmp_path):
    """Twenty rows: one has an amount that reads in two ways, one names a known actor otherwise, one a person."""
    path = tmp_path / "laureats_2026.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["title", "holder", "commune", "departement_code", "metiers", "amount_eur", "funder_named_fr"])
        for rank in range(20):
            holder = HOLDERS[rank] if rank < len(HOLDERS) else f"Association numéro {rank}"
            amount = "12.000" if rank == 5 else f"{1000 + rank}"
            writer.writerow([f"Projet {rank}", holder, "Bordeaux", "33", "médiation", amount, "Région Exemple"])
    return path


class Clicks:
    """Counts what a person does on a page."""

    def __init__(self, page):
        self.page, self.number = page, 0

    def __call__(self, role, name, **how):
        self.number += 1
        self.page.get_by_role(role, name=name, **how).first.click()

    def answer(self, said, choice):
        self.number += 1
        question = self.page.locator(".question", has_text=said)
        question.get_by_label(choice).check()

    def check_axe(self):
        violations = Axe().run(self.page).response["violations"]
        assert [one["id"] for one in violations] == []


def at_once():
    """What another process does, which would not see a database in memory; there, loops of queries keep no reader."""
    with zeal_ignore():
        work.run_all()


def test_voted_list_becomes_pages_then_is_undone(staff, laureates, monkeypatch):  # noqa: F811
    monkeypatch.setattr(work, "start", at_once)
    load("thesaurus", "actors", "calls", "rounds")
    known = ActorFactory(name="Compagnie Marée Haute")
    before = {model: model.objects.count() for model in (Project, Actor)}
    click = Clicks(staff)

    click("link", "Importer")
    click.check_axe()
    staff.locator("#id_file").set_input_files(laureates)
    click("button", "Déposer et comprendre")
    click.check_axe()
    click("button", "Vérifier")
    click.check_axe()
    click.answer("Cie Marée Haute", "c’est la même")
    click.answer("Dominique Exemple", "une personne")
    staff.get_by_label("corriger").fill("12 000")
    click("button", "Appliquer ces choix")
    assert "20 à créer" in staff.locator(".tally").inner_text()
    click("button", "Passer à l’écriture")
    click("checkbox", "publier les fiches")
    click.check_axe()
    click("button", "Écrire 20 lignes")
    click.check_axe()

    assert "20 créées" in staff.locator("#content-main").inner_text()
    assert Project.objects.published().count() == 20
    assert Project.objects.get(name="Projet 1").holders == [known]
    assert known.names.get().name == "Cie Marée Haute"
    staff.goto(Project.objects.get(name="Projet 5").get_absolute_url())
    assert euros(12000) in staff.locator("main").inner_text()
    assert click.number + 2 < MOST_CLICKS  # the file is chosen in two

    staff.goto("/gestion/importer/")
    click("link", "1", exact=True)
    staff.get_by_text("Annuler tout cet import").click()
    click("button", "Annuler l’import 1")

    assert "Annulé" in staff.locator("#content-main").inner_text()
    assert Project.objects.published().count() == 0
    assert not known.names.exists()
    assert {model: model.objects.count() for model in before} == {Project: 20, Actor: before[Actor]}
    gone = staff.request.get(Project.objects.get(name="Projet 5").get_absolute_url())
    assert (gone.status, "Import annulé" in gone.text()) == (410, True)
