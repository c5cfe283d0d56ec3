"""A row without a key of its own, corrected in its list: known again by what a person says, never by a guess."""

import pytest
from django.core.management import call_command

from curation.imports.corrections import Trace, likely_corrections
from curation.imports.report import Heading
from directory.models import SourceRecord
from projects.imports.grants import GrantImporter
from projects.imports.importer import ProjectImporter
from projects.models import Funding, Project
from tests.once import once
from tests.programme import load, told, written
from tests.projects.test_tellings import REGION, grant, grants, line, listed, say
from tests.reading import text_of

TITLE, CORRECTED = "Le fleuve raconté", "Le fleuve raconté aux enfants"

ready = once(lambda: load("thesaurus", "actors", "calls", "rounds"))


def corrected(folder, answers=None, importer=ProjectImporter, is_whole=False, **cells):
    path = written(folder, "projects", [line(**grant(REGION, 12000), title=CORRECTED, **cells)])
    return importer(listed("A"), publish=True, answers=answers, is_whole=is_whole, is_sure=True).run(path)


@pytest.fixture
def known(ready, tmp_path):
    """The number of a row that a list told, of a published project."""
    say(tmp_path, "A", grant(REGION, 12000), publish=True)
    return SourceRecord.objects.get(dataset="projets").pk


@pytest.mark.django_db
@pytest.mark.parametrize("is_whole", [False, True])
def test_corrected_title_is_asked_about_and_nothing_is_written_of_it(known, tmp_path, is_whole):
    report = corrected(tmp_path, holder="Atelier du Fleuve", is_whole=is_whole)

    message = (
        f"peut-être la même ligne que «\u00a0{TITLE}\u00a0», corrigée\u00a0: si c’est elle, --corriger 2={known}, "
        "sinon --corriger 2=nouvelle"
    )
    assert told(report, Heading.ASKED) == [(2, "", "", message)]
    assert report.counts == "0 créée, 0 modifiée, 0 inchangée, 1 à décider"
    assert not report.of(Heading.LEFT)
    assert ([it.name for it in Project.objects.all()], grants()) == ([TITLE], [(REGION, 12000)])


@pytest.mark.django_db
def test_row_said_to_be_corrected_keeps_its_project_and_its_grant(client, known, tmp_path):
    before = Project.objects.get().identifier, Funding.objects.get().identifier

    corrected(tmp_path, {2: known})

    project = Project.objects.get()
    assert (project.name, project.identifier, Funding.objects.get().identifier) == (CORRECTED, *before)
    assert text_of(client, project).count("12 000 €") > 0
    assert corrected(tmp_path).counts == "0 créée, 0 modifiée, 1 inchangée"


@pytest.mark.django_db
def test_row_said_to_be_new_makes_a_project_of_its_own(known, tmp_path):
    report = corrected(tmp_path, {2: "nouvelle"})

    assert grants() == [(REGION, 12000)] * 2
    assert [value for _, _, value, _ in told(report, Heading.LEFT)] == [TITLE]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cells", [{"holder": "La Halle", "amount_eur": "500"}, {"row_id": "12"}, {"title": TITLE, "holder": ""}]
)
def test_unlike_row_and_row_with_its_own_key_are_not_asked_about(known, tmp_path, cells):
    report = say(tmp_path, "A", grant(REGION, 12000) | {"title": CORRECTED} | cells)

    assert not report.of(Heading.ASKED)
    assert Project.objects.count() == 2


@pytest.mark.django_db
def test_answer_that_is_no_answer_is_refused(known, tmp_path):
    for answers, wrong in [({5: known}, "--corriger 5\u00a0:"), ({2: 0}, "--corriger 2=0\u00a0:")]:
        report = corrected(tmp_path, answers)

        assert [message.startswith(wrong) for *_, message in told(report, Heading.REFUSED)] == [True]


@pytest.mark.django_db
def test_object_of_a_grant_that_is_corrected_is_that_grant_once_somebody_says_so(known, tmp_path):
    row = {"nomAttribuant": REGION, "nomBeneficiaire": "La Halle", "objet": "Fonctionement", "montant": "500"}
    path = written(tmp_path, "subventions", [row])
    GrantImporter(listed("B")).run(path)
    record = SourceRecord.objects.get(dataset="subventions")

    written(tmp_path, "subventions", [row | {"objet": "Fonctionnement"}])
    asked = GrantImporter(listed("B")).run(path)
    assert len(asked.of(Heading.ASKED)) == 1
    call_command("import_grants", path, liste="B", answers=[(2, record.pk)])

    assert [*Funding.objects.filter(project=None).values_list("purpose", flat=True)] == ["Fonctionnement"]
    assert GrantImporter(listed("B")).run(path).counts == "0 créée, 0 modifiée, 1 inchangée"


def trace(name, who="a", amount=None, key=""):
    return Trace(name, key or f"{name}|{who}", frozenset([who]), frozenset([("f", amount)] if amount else []))


@pytest.mark.parametrize(
    ("new", "is_asked"),
    [
        (trace("parcours sonore sur les quais"), True),
        (trace("bal de rue", amount=5), True),
        (trace("bal de rue"), False),
        (trace("parcours sonore des quais", "associations", 5, "parcours sonore des quais|association alphas"), True),
        (trace("parcours sonore des quais", "associations", 5, "parcours sonore des quais|association beta"), False),
    ],
)
def test_a_row_looks_like_one_that_left_by_its_holder_or_its_money(new, is_asked):
    left = trace("parcours sonore des quais", amount=5, key="parcours sonore des quais|association alpha")

    assert likely_corrections({4: new}, {57: left}) == ({4: 57} if is_asked else {})


def test_each_row_is_asked_about_once_the_most_alike_first():
    new = {2: trace("parcours sonore des rues"), 3: trace("parcours sonore des quai")}

    assert likely_corrections(new, {57: trace("parcours sonore des quais")}) == {3: 57}
