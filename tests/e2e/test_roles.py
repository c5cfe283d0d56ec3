"""A project from a partner's draft to readers, in a real browser: each sees what its role may do, and all are told."""

from django.contrib.auth.models import Group, User

from accounts.models import Limit
from accounts.rights import Role
from projects.models import Project
from tests.factories import CallFactory

PASSWORD = "correct horse battery staple"
TEAM = {"partenaire": Role.CONTRIBUTOR, "relectrice": Role.EDITOR, "cheffe": Role.MANAGER}


def sign_in(page, name):
    page.context.clear_cookies()
    page.goto("/gestion/")
    page.get_by_label("Nom d’utilisateur").fill(name)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Connexion").click()


def save(page):
    page.get_by_role("button", name="Enregistrer", exact=True).first.click()


def test_partner_drafts_editor_reviews_manager_publishes(page, transactional_db, mailoutbox):
    for name, role in TEAM.items():
        user = User.objects.create_user(name, f"{name}@test.example", PASSWORD, is_staff=True)
        user.groups.set(Group.objects.filter(name=role))
    Limit.objects.create(user=User.objects.get(username="partenaire"), identifier=CallFactory().identifier)

    sign_in(page, "partenaire")
    page.goto("/gestion/projects/project/add/")
    page.get_by_label("Nom :", exact=True).fill("Les murs ont des oreilles")
    assert page.get_by_label("Statut").locator("option").all_inner_texts() == ["brouillon", "à relire"]
    page.get_by_label("Statut").select_option("à relire")
    page.get_by_label("Un mot").fill("Premier jet.")
    save(page)

    sign_in(page, "relectrice")
    page.get_by_role("link", name="1 à relire").click()
    page.get_by_role("link", name="Les murs ont des oreilles").first.click()
    assert "« Premier jet. »" in page.locator(".facts").inner_text().replace("\xa0", " ")
    page.get_by_label("Résumé").fill("Des façades racontent leur quartier.")
    page.get_by_label("Un mot").fill("Relu, bon pour moi.")
    save(page)

    sign_in(page, "cheffe")
    page.get_by_role("link", name="1 à relire").click()
    page.get_by_role("link", name="Les murs ont des oreilles").first.click()
    page.get_by_label("Statut").select_option("publié")
    save(page)

    project = Project.objects.get()
    page.goto(f"/gestion/projects/project/{project.pk}/history/")
    told = page.locator("#content").inner_text()
    assert project.is_published
    assert [one in told for one in ("Premier jet.", "Relu, bon pour moi.", "publiée")] == [True] * 3
    assert [sorted(mail.to) for mail in mailoutbox if "publiée, par cheffe" in mail.body] == [
        ["partenaire@test.example"]
    ]
    assert {one for mail in mailoutbox for one in mail.to} == {f"{name}@test.example" for name in TEAM}
