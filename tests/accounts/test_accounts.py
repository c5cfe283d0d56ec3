"""The accounts that administrators keep, and those that were there before there were roles."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from pytest_django.asserts import assertNotContains

from accounts.rights import Role
from directory.registry import KINDS
from tests.staff import edit

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

ACCOUNTS = "/gestion/auth/user/"


def change(user):
    return f"{ACCOUNTS}{user.pk}/change/"


@pytest.fixture
def administrator(client):
    user = User.objects.create_user("tient-les-comptes", is_staff=True)
    user.groups.set(Group.objects.filter(name=Role.ADMINISTRATOR))
    client.force_login(user)
    return client


def test_administrator_gives_roles_and_closes_accounts(administrator):
    user = User.objects.create_user("nouvelle", is_staff=True)
    other = Group.objects.create(name="atelier du jeudi")
    user.groups.add(other)

    edit(administrator, change(user), roles=[Role.EDITOR], is_active="")

    user.refresh_from_db()
    assert {group.name for group in user.groups.all()} == {"éditeur", "atelier du jeudi"}
    assert not user.is_active


def test_administrator_neither_sees_nor_changes_who_is_above_the_roles(administrator, admin_user):
    user = User.objects.create_user("nouvelle", is_staff=True)

    edit(administrator, change(user), is_superuser="on")

    user.refresh_from_db()
    assert not user.is_superuser
    assertNotContains(administrator.get(ACCOUNTS), change(admin_user))
    for page in ("change", "password"):
        assert administrator.get(f"{ACCOUNTS}{admin_user.pk}/{page}/").status_code in (302, 404)


def test_account_is_never_deleted(admin_client):
    user = User.objects.create_user("part", is_staff=True)

    assert admin_client.get(f"{ACCOUNTS}{user.pk}/delete/").status_code == 403


def test_new_account_comes_in(administrator):
    form = {
        "username": "arrive",
        "usable_password": "true",
        "password1": "Vingt-deux lampes",
        "password2": "Vingt-deux lampes",
    }

    administrator.post(f"{ACCOUNTS}add/", form)

    assert User.objects.get(username="arrive").is_staff


def test_whoever_could_change_every_kind_becomes_responsable():
    names = [f"change_{kind.model._meta.concrete_model._meta.model_name}" for kind in KINDS.values()]
    all_kinds, some = (User.objects.create_user(name, is_staff=True) for name in ("tout", "un peu"))
    group = Group.objects.create(name="équipe")
    group.permissions.set(Permission.objects.filter(codename__in=names).exclude(codename=names[0]))
    for user in (all_kinds, some):
        user.groups.add(group)
    all_kinds.user_permissions.set(Permission.objects.filter(codename=names[0]))

    import_module("accounts.migrations.0002_give_roles").give_roles(apps, None)

    assert list(User.objects.filter(groups__name=Role.MANAGER)) == [all_kinds]


def test_roles_are_there_after_the_tables_are_emptied():
    Group.objects.all().delete()

    call_command("migrate", verbosity=0)

    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)
