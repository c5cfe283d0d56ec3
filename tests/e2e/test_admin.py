"""A day of work in the admin, in a real browser: the stock scripts live with the strict policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin

from directory.registry import KINDS
from projects.models import Project
from tests.factories import CommuneFactory, DepartementFactory, MetierFactory, ProjectFactory
from tests.staff import rewrite

PASSWORD = "correct horse battery staple"
PAGES = ["", "projects/project/add/", "calls/round/add/", "directory/term/"]


@pytest.fixture
def staff(page, transactional_db, django_user_model):
    """Somebody of the team, logged in."""
    django_user_model.objects.create_superuser("agent", "agent@exemple.test", PASSWORD)
    page.goto("/gestion/")
    page.get_by_label("Nom d’utilisateur").fill("agent")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Connexion").click()
    return page


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_and_break_no_rule(staff, width):
    staff.set_viewport_size({"width": width, "height": 800})

    for path in [*PAGES, *lists()]:
        staff.goto(f"/gestion/{path}")

        assert staff.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def lists():
    """The lists of the kinds of entries that have an admin."""
    models = (kind.model for kind in KINDS.values() if admin.site.is_registered(kind.model))
    return [f"{model._meta.app_label}/{model._meta.model_name}/" for model in models]


def test_project_is_written_with_a_place_found_by_typing(staff):
    MetierFactory(name="médiation")
    CommuneFactory(name="Saint-Jean-de-Luz", within=[DepartementFactory(name="Pyrénées-Atlantiques")])

    staff.goto("/gestion/projects/project/add/")
    staff.get_by_label("Nom :", exact=True).fill("Les murs ont des oreilles")
    staff.get_by_label("médiation").check()
    staff.locator("#places-group .add-row a").click()
    staff.locator("#places-0 .select2-selection").click()
    staff.locator(".select2-search__field").last.fill("st jean de luz")
    staff.get_by_role("option", name="Saint-Jean-de-Luz (Pyrénées-Atlantiques)").click()
    staff.get_by_role("button", name="Enregistrer", exact=True).first.click()

    assert "a été ajouté" in staff.locator(".messagelist").inner_text()
    assert Project.objects.get().places.get().territory.name == "Saint-Jean-de-Luz"


def test_draft_is_published_then_read_on_the_site(staff):
    ProjectFactory(draft=True, name="Ta Pi Son")

    staff.goto("/gestion/projects/project/?q=ta+pi+son")
    staff.locator("input.action-select").check()
    staff.locator("select[name=action]").select_option("Publier")
    staff.get_by_role("button", name="Envoyer").click()
    staff.get_by_role("link", name="Ta Pi Son", exact=True).click()
    staff.get_by_role("link", name="Voir sur le site").click()

    assert "Ta Pi Son" in staff.get_by_role("heading", level=1).inner_text()


def test_change_is_gone_back_on_from_the_history(staff):
    project = ProjectFactory(summary="Six musées.")
    rewrite(project, summary="Sept musées.")
    staff.set_viewport_size({"width": 390, "height": 800})
    staff.emulate_media(color_scheme="dark")

    staff.goto(f"/gestion/projects/project/{project.pk}/history/")
    assert Axe().run(staff).violations_count == 0
    staff.get_by_role("link", name="rétablir résumé").click()
    assert Axe().run(staff).violations_count == 0
    staff.get_by_role("button", name="Rétablir").click()

    assert "rétablie la version du" in staff.locator(".messagelist").inner_text()
    assert Project.objects.get().summary == "Six musées."
