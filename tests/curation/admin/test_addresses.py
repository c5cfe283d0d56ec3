"""Every address of the site of staff, tried by every role, on entries of every state in its scope and out of it.

An address that is in none of the tables here fails the test: who may ask for it is to be said.
"""

from collections import Counter
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.messages.storage.base import BaseStorage
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from django.urls import URLResolver, resolve, reverse
from django.utils import timezone

from accounts.models import Access, Limit
from accounts.rights import STATES, Action, Role, Scope, Subject, allowed
from directory.models import SourceList, Version
from directory.registry import KINDS
from tests.deposits import deposited
from tests.factories import (
    AxisFactory,
    CallFactory,
    DocumentFactory,
    FundingFactory,
    FundingTellingFactory,
    MetierFactory,
    MissedWordFactory,
    ProjectFactory,
    ReportFactory,
    RoundFactory,
    SourceListFactory,
    SourceRecordFactory,
    factory_of,
)
from tests.once import once

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine, pytest.mark.ignore_template_errors]

SUBJECTS = {
    "directory_sourcelist": Subject.SOURCE,
    "directory_sourcerecord": Subject.SOURCE,
    "projects_fundingtelling": Subject.SOURCE,
    "finding_missedword": Subject.MESSAGE,
    "contributions_report": Subject.MESSAGE,
    "directory_term": Subject.TERM,
    "calls_axis": Subject.PART,
    "projects_funding": Subject.PART,
    "auth_user": Subject.ACCOUNT,
    "accounts_access": Subject.ACCOUNT,
    "territories_territory": Subject.REFERENCE,
    "territories_tierslieu": Subject.REFERENCE,
    "actors_actor": Subject.REFERENCE,
    **dict.fromkeys(["calls_call", "calls_round", "projects_project"], Subject.ENTRY),
    **dict.fromkeys(["support_event", "support_resource", "support_definition"], Subject.ENTRY),
}
PAGES = {  # of a row, or of the rows of a model
    "changelist": Action.VIEW,
    "change": Action.VIEW,
    "history": Action.VIEW,
    "preview": Action.VIEW,
    "add": Action.ADD,
    "complete": Action.EDIT,
    "complete_first": Action.EDIT,
    "delete": Action.DELETE,
    "merge": Action.MERGE,
    "doubles": Action.MERGE,
    "alike": Action.ADD,
    "duplicate": Action.ADD,
    "password_change": Action.EDIT,
}
OF_NO_ROW = ("changelist", "add", "complete_first", "doubles", "alike")
REFUSED_TO_ALL = {  # whatever the role
    *((model, "add") for model in ("territories_territory", "directory_sourcelist", "directory_sourcerecord")),
    *((model, "add") for model in ("finding_missedword", "projects_fundingtelling", "contributions_report")),
    ("territories_territory", "delete"),
    *(("accounts_access", page) for page in ("add", "delete")),  # the journal is read
}
IMPORTS = {  # name → action of a page that is read, of what is sent
    "start": (Action.PREPARE, Action.PREPARE),
    "understand": (Action.PREPARE, Action.PREPARE),
    "check": (Action.PREPARE, Action.PREPARE),
    "write": (Action.PREPARE, Action.WRITE),
    "ask": (Action.PREPARE, Action.PREPARE),
    "report": (Action.PREPARE, Action.WRITE),
    "report-file": (Action.PREPARE, None),
    "template": (Action.PREPARE, None),
}
FOR_ALL_STAFF = {"index", "login", "logout", "password_change", "password_change_done", "jsi18n", "media", "guide"}
FOR_ALL_STAFF |= {"autocomplete", "app_list", "view_on_site", None}  # they ask what they lead to, tried below
OF_A_PART = ("document", "version")  # of a part of a row: tried below
ONCE = dict.fromkeys(STATES) | {"retire": timezone.now()}  # when it was public
ROLES = ("contributeur", "partenaire", "éditeur", "responsable", "administrateur", "personne", "tout")
OUT, IN = Scope.OUT, Scope.IN


def make():
    call, known = CallFactory(), SourceListFactory()
    groups = {group.name: group for group in Group.objects.filter(name__in=Role.values)}
    for name in ROLES:
        user = User.objects.create(username=name, is_staff=True, is_superuser=name == "tout")
        role = "contributeur" if name == "partenaire" else name
        user.groups.set([groups[role]] if role in groups else [])
    partner = User.objects.get(username="partenaire")
    Limit.objects.create(user=partner, identifier=call.identifier)
    Limit.objects.create(user=partner, source_list=known)
    return SimpleNamespace(rows=rows_of_every_model(call, known), deposit=deposited([{"title": "Son"}]))


def rows_of_every_model(call, known):
    """`{model: [(row, state or None, scope)]}`: of projects, every state in scope and out; of others, less."""
    rows = {name: [(make_row(), None, IN)] for name, make_row in ROWS.items()}
    rows["auth_user"] = [(User.objects.get(username="personne"), None, IN)]
    for kind in KINDS.values():
        name, factory = name_of(kind.model), factory_of(kind.name)
        told = factory(status="brouillon")
        SourceRecordFactory(source_list=known, identifier=told.identifier)
        rows[name] = [(told, "brouillon", OUT if kind.is_reference else IN)]
    for state in STATES:
        outside, helped = (ProjectFactory(status=state, first_published_at=ONCE[state]) for _ in Scope)
        FundingFactory(project=helped, call=call)
        rows["projects_project"] += [(outside, state, OUT), (helped, state, IN)]
    return rows


ROWS = {
    "directory_sourcelist": SourceList.objects.shipped,
    "directory_sourcerecord": SourceRecordFactory,
    "projects_fundingtelling": lambda: FundingTellingFactory(told={"funder": "a0000", "amount": 1200}),
    "finding_missedword": MissedWordFactory,
    "contributions_report": ReportFactory,
    "directory_term": MetierFactory,
    "accounts_access": lambda: Access.objects.create(what=Access.What.LOGIN, name="tout"),
    "calls_axis": AxisFactory,
    "projects_funding": FundingFactory,
}
world = once(make)


def name_of(model):
    return f"{model._meta.app_label}_{model._meta.model_name}"


def addresses(patterns=None):
    """The names of all the addresses of the site of staff."""
    for one in admin.site.get_urls() if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns)
        else:
            yield one.name


def parted(name):
    """(« projects_project », « change ») of the name of an address; (None, None) of one that is of no model."""
    for model in SUBJECTS:
        if name and name.startswith(f"{model}_"):
            return model, name.removeprefix(f"{model}_")
    return None, None


class Silent(BaseStorage):
    def _get(self, *args, **kwargs):
        return [], True

    def _store(self, messages, response, *args, **kwargs):
        return []


@pytest.fixture(autouse=True)
def _forms_without_their_rows(monkeypatch):
    """To make them takes most of the time, and who may open a page is known before."""
    monkeypatch.setattr(admin.ModelAdmin, "get_inline_instances", lambda *args: [])


def answers(user, url, method="get", data=None):
    """Whether an address does what it is for, for an account; its page is not drawn."""
    request = getattr(RequestFactory(), method)(url, data or {})
    request.user, request.session, request._dont_enforce_csrf_checks = user, {}, True
    request._messages, request.resolver_match = Silent(request), resolve(request.path)
    view, args, kwargs = request.resolver_match
    try:
        response = view(request, *args, **kwargs)
    except PermissionDenied:
        return False
    except Http404:
        return None
    assert response.status_code != 302 or "login" not in response.url
    return response.status_code != 403


def may(name, action, subject, state=None, scope=IN):
    """What the table says of one of `ROLES`; an account that is not limited has all in its scope."""
    if name == "tout":
        return True
    role = "contributeur" if name == "partenaire" else name
    return (role, scope if name == "partenaire" else IN) in allowed(action, subject, state)


def may_somewhere(name, action, subject):
    return any(may(name, action, subject, None, scope) for scope in Scope)


@pytest.mark.parametrize("one", admin.site._registry.values(), ids=str)
def test_no_part_of_an_admin_hides_a_private_name_of_another(one):
    """An admin is made of many parts: two that call different things by one name would each call the other's."""
    ours = [part for part in type(one).__mro__ if not part.__module__.startswith("django.")]
    names = [name for part in ours for name in vars(part) if name.startswith("_") and not name.startswith("__")]

    assert sorted(name for name, times in Counter(names).items() if times > 1) == []


def test_every_address_is_in_a_table():
    known = {f"deposits-{name}" for name in IMPORTS} | FOR_ALL_STAFF
    others = [name for name in addresses() if name not in known]

    assert [name for name in others if parted(name)[0] is None or parted(name)[1] not in {*PAGES, *OF_A_PART}] == []
    assert {name_of(model) for model in admin.site._registry} == {*SUBJECTS}


@pytest.mark.parametrize("name", ROLES[:-1])  # superusers do all
def test_addresses_of_rows_answer_to_whom_the_table_says(world, name):
    user, wrong = User.objects.get(username=name), []
    for address in filter(lambda one: parted(one)[1] in PAGES and parted(one)[0] in SUBJECTS, addresses()):
        model, page = parted(address)
        method = "post" if page == "duplicate" else "get"
        for row, state, scope in [(None, None, IN)] if page in OF_NO_ROW else world.rows[model]:
            expected = expected_of(name, model, page, row, state, scope)
            url = reverse(f"admin:{address}", args=[row.pk] if row else [])
            if expected != bool(answers(user, url, method)):
                wrong.append((url, state, scope, f"expected {expected}"))

    assert wrong == []


def expected_of(name, model, page, row, state, scope):
    action, subject = PAGES[page], SUBJECTS[model]
    if (model, page) in REFUSED_TO_ALL or (model == "auth_user" and page == "delete"):
        return False
    if page == "merge" and not admin.site._registry[type(row)].mergeable:
        return False
    if page == "duplicate":
        return may(name, Action.ADD, subject, "brouillon") and may(name, Action.VIEW, subject, state, scope)
    if page == "delete":
        return state not in ("publie", "retire") and may(name, action, subject, state, scope) and model not in NEVER
    return may(name, action, subject, state, scope) if row else may_somewhere(name, action, subject)


NEVER = {"directory_sourcelist", "directory_sourcerecord", "projects_fundingtelling"}  # no row of these is deleted


@pytest.mark.parametrize("name", ROLES)
def test_imports_are_prepared_and_written_by_whom_the_table_says(world, name):
    user, pk = User.objects.get(username=name), world.deposit.pk
    for page, (read, sent) in IMPORTS.items():
        args = {"start": [], "template": ["projects"]}.get(page, [pk])
        url = reverse(f"admin:deposits-{page}", args=args)
        assert (answers(user, url) is not False) == may(name, read, Subject.IMPORT), page
        if sent == Action.WRITE and not may(name, sent, Subject.IMPORT):
            assert answers(user, url, "post") is False


@pytest.mark.parametrize("name", ROLES)
def test_document_is_for_who_may_read_its_round(world, name):
    user = User.objects.get(username=name)
    for state in STATES:
        document = DocumentFactory(round=RoundFactory(status=state))
        url = reverse("admin:calls_round_document", args=[document.pk, "reglement.pdf"])
        expected = may(name, Action.VIEW, Subject.ENTRY, state, OUT)
        assert (answers(user, url) is not False) == expected, state


@pytest.mark.parametrize("name", ROLES)
def test_versions_are_for_who_may_read_the_entry_and_gone_back_to_by_who_may_edit_it(world, name):
    user = User.objects.get(username=name)
    for project, state, scope in world.rows["projects_project"]:
        (version, *_) = Version.objects.of(project)
        url = reverse("admin:projects_project_version", args=[project.pk, version.pk])
        assert bool(answers(user, url)) == may(name, Action.VIEW, Subject.ENTRY, state, scope), state
        if not may(name, Action.EDIT, Subject.ENTRY, state, scope):
            assert not answers(user, url, "post"), state


@pytest.mark.parametrize("name", ROLES)
def test_choices_of_forms_are_for_who_may_see_what_they_lead_to(world, name):
    user, url = User.objects.get(username=name), reverse("admin:autocomplete")
    for model, one in admin.site._registry.items():
        for field in one.autocomplete_fields:
            target = model._meta.get_field(field).related_model
            query = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field}
            expected = may_somewhere(name, Action.VIEW, SUBJECTS[name_of(target)])
            assert answers(user, url, data=query | {"term": "x"}) == expected, (model, field)


def test_refusal_is_a_page_in_french(world, client):
    client.force_login(User.objects.get(username="partenaire"))

    response = client.get(reverse("admin:auth_user_changelist"))

    assert response.status_code == 403
    assert "votre compte n’a pas le droit" in response.content.decode()
