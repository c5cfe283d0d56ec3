"""A person erased: what named it is in no table, no file, no index and no archive, and what it did still counts."""

from io import StringIO

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction

from accounts.models import Access
from curation.models import Deposit
from directory.models import Version
from finding.memory.library import library
from operations.erasure.columns import APART, is_text
from operations.erasure.texts import Person
from projects.models import Project
from tests.factories import ActorFactory, DepositFactory, FundingFactory, MissedWordFactory, ProjectFactory
from tests.test_secrets import OURS, factory_for

NAME = "Zébulon Quatrechamps"
SIGNS = ("quatrechamps", "97530975300012")

pytestmark = pytest.mark.django_db


def erase(*texts, confirm=True):
    said = StringIO()
    call_command("erase_person", *texts, *(["--confirmer"] if confirm else []), stdout=said)
    return said.getvalue()


def dump():
    """All that every table holds, in small letters."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield f"{table} {row!r}".lower()


def left():
    return [line[:200] for line in dump() if any(sign in line for sign in SIGNS)]


def plant(row):
    """Write the name in every text of a row that takes it; return in how many."""
    planted = 0
    for field in filter(is_text, row._meta.concrete_fields):
        if field.choices or field.name in ("identifier", "kind"):
            continue
        value = written(field, row.pk)
        try:
            with transaction.atomic():
                planted += type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: value})
        except DatabaseError:  # a constraint says that no name may be there
            continue
    return planted


def written(field, pk):
    match field:
        case models.JSONField():
            return {"de": [f"Selon {NAME.upper()}", {NAME: 1}]}
        case models.EmailField():
            return "zebulon.quatrechamps@exemple.fr"
        case models.URLField():
            return f"https://exemple.fr/zebulon-quatrechamps/{pk}"
        case models.SlugField():
            return f"zebulon-quatrechamps-{pk}"
    return f"{NAME} {pk}"[: field.max_length] if field.max_length and field.max_length < 40 else f"Vu par {NAME}, {pk}"


@pytest.mark.parametrize(
    "text",
    ["ZÉBULON QUATRECHAMPS", "zebulon  quatrechamps", "Ze\u0301bulon-Quatrechamps", "zebulon.quatrechamps@x.fr"],
)
def test_name_is_found_however_written(text):
    assert Person([NAME]).is_in(f"de {text},")


@pytest.mark.parametrize("text", ["Zébulon Quatrechampsin", "Zébulon", "Quatrechamps"])
def test_another_name_is_not(text):
    assert not Person([NAME]).is_in(text)


def test_telephone_is_found_however_spaced():
    assert Person(["0556010203"]).is_in("Tél. 05 56 01.02.03")


def test_every_text_of_every_table_is_reached():
    rows = [factory_for(model)() for model in OURS if has_factory(model) and model._meta.app_label not in APART]
    planted = sum(map(plant, rows))
    assert planted > 100 and len(left()) > 30

    erase(NAME)

    assert left() == []


def has_factory(model):
    try:
        factory_for(model)
    except StopIteration:
        return False
    return not model._meta.abstract


def test_history_forgets_too(client):
    project = ProjectFactory(name="Portrait", summary=f"Avec {NAME}.")
    project.summary = "Avec personne."
    project.save()
    assert any("quatrechamps" in str(one.rows).lower() for one in Version.objects.of(project))

    erase(NAME)

    assert left() == [] and Version.objects.of(project).exists()


def test_actor_who_is_the_person_stays_as_nobody(client):
    known = {"siret": "97530975300012", "agreement": "Par courrier", "address": "3 impasse des Quatrechamps-Perdus"}
    funding = FundingFactory(beneficiary=ActorFactory(name=NAME, **known))
    project = ProjectFactory(summary="Aide versée au 975 309 753 00012.")
    erase(NAME)

    funding.refresh_from_db()
    assert funding.beneficiary.name == "Personne physique" and funding.beneficiary.is_masked
    assert left() == [] and "[effacé]" in Project.objects.get(pk=project.pk).summary


def test_account_is_closed_and_keeps_what_it_did():
    names = {"first_name": "Zébulon", "last_name": "Quatrechamps"}
    user = User.objects.create_user("zquatrechamps", "zq@region.example", **names)
    LogEntry.objects.log_actions(user.pk, [user], CHANGE)
    assert Access.objects.filter(name="zquatrechamps").exists()

    erase(NAME)

    user.refresh_from_db()
    assert not user.is_active and user.username == f"compte-{user.pk}"
    assert [line for line in dump() if "zquatrechamps" in line or "zq@" in line] == []
    assert LogEntry.objects.filter(user=user).exists()


def test_deposited_file_that_names_the_person_is_thrown_away(django_capture_on_commit_callbacks):
    files = [ContentFile(f"nom;\n{name};".encode(), "a.csv") for name in (NAME, "Personne")]
    named, other = (DepositFactory(file=file) for file in files)
    path = named.file.path
    with django_capture_on_commit_callbacks(execute=True):
        erase(NAME)

    assert not Deposit.objects.get(pk=named.pk).file and not named.file.storage.exists(path)
    assert other.file.storage.exists(other.file.name)


def test_indexes_and_public_archives_are_made_again(settings, tmp_path):
    settings.INDEX_ROOT, settings.DUMPS_ROOT = tmp_path / "index", tmp_path / "dumps"
    settings.INDEX_ROOT.mkdir()
    project = ProjectFactory(name=f"Portrait de {NAME}")
    call_command("publish_dumps", stdout=StringIO())
    (settings.INDEX_ROOT / "projects.image").write_bytes(NAME.encode())
    erase(NAME)

    assert not list(settings.INDEX_ROOT.iterdir())
    assert len(list(settings.DUMPS_ROOT.iterdir())) == 1
    library.catch_up()
    project.refresh_from_db()
    assert project.name == "Portrait de [effacé]" and "quatrechamps" not in project.slug


def test_words_of_the_name_searched_in_vain_go():
    MissedWordFactory(word="quatrechamps")
    erase(NAME)

    assert left() == []


def test_journal_tells_it_without_the_data():
    ProjectFactory(summary=NAME)
    erase(NAME)

    told = Access.objects.get(what=Access.What.ERASED)
    assert told.detail == "2 lignes, 0 fichiers" and not left()  # the project, and its version


def test_nothing_goes_before_it_is_confirmed():
    ProjectFactory(summary=NAME)

    assert "Rien n’est effacé" in erase(NAME, confirm=False) and left()


def test_text_too_short_is_refused():
    with pytest.raises(CommandError, match="trop court"):
        erase("Al")
