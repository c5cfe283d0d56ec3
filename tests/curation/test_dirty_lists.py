"""Ten lists as dirty as real ones, by the pages: the entries, the sums and the masked persons that come of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from zeal import zeal_ignore

from actors.models import Actor
from curation.deposits import work
from curation.models import Deposit
from french.typography import euros
from projects.models import Funding, Project
from tests.curation.dirty import ARTISTS, Maker
from tests.once import once
from tests.programme import load

ready = once(lambda: load("thesaurus", "actors", "calls", "rounds"))
ROUNDS_OF_ANSWERS = 5
pytestmark = pytest.mark.ignore_template_errors


class Person:
    """Somebody of the team, who brings a list in and knows what it should say."""

    def __init__(self, client, made):
        self.client, self.made = client, made

    def bring(self):
        file = SimpleUploadedFile(self.made.name, self.made.content)
        self.client.post(reverse("admin:deposits-start"), {"table": "projects", "file": file})
        self.deposit = Deposit.objects.latest("pk")
        self._post("understand", {"new_list": self.made.name, **self._columns(), "hidden": self.made.hidden})
        for _ in range(ROUNDS_OF_ANSWERS):
            if not (said := {**self._cells(), **self._answers()}):
                break
            self._post("check", said)
        assert self.deposit.plan["counts"].keys() <= {"create", "joined", "left"}, self.deposit.plan["asked"]
        self._post("write", {"publish": "on"})
        work.run_all()

    def _post(self, page, data):
        response = self.client.post(reverse(f"admin:deposits-{page}", args=[self.deposit.pk]), data)
        self.deposit.refresh_from_db()
        assert response.status_code == 302, response.context["form"].errors

    def _columns(self):
        """All as it is understood: nobody has to match a column."""
        response = self.client.get(reverse("admin:deposits-understand", args=[self.deposit.pk]))
        assert not response.context["understanding"].missing
        return {f"column:{rank}": one.column for rank, one in enumerate(response.context["understanding"].headings)}

    def _cells(self):
        """What is refused, or doubtful, is mended on the spot."""
        cells = ((row["line"], cell) for row in self.deposit.plan["rows"] for cell in row["cells"])
        mended = self.made.mended
        return {f"cell:{line}:{it['column']}": mended[it["text"]] for line, it in cells if it["text"] in mended}

    def _answers(self):
        asked = enumerate(self.deposit.plan["asked"])
        return {f"asked:{rank}": self._answer(one) for rank, one in asked}

    def _answer(self, one):
        if one["subject"] == "personne":
            return "personne" if one["said"] in ARTISTS else "structure"
        candidate = one["candidates"][0]
        if one["subject"] == "jumelle" and any(fact in one["said"] for fact in candidate["facts"]):
            return "laissée"  # the same vote, printed twice
        return candidate["identifier"]


@pytest.mark.parametrize("seed", range(10))
def test_dirty_list_becomes_the_pages_that_it_tells(admin_client, client, ready, monkeypatch, seed):
    monkeypatch.setattr(work, "start", lambda: None)
    made = Maker(seed).make()

    with zeal_ignore():
        Person(admin_client, made).bring()

    expected = {one.title: one for one in made.projects}
    projects = {one.name: one for one in Project.objects.all()}
    assert projects.keys() == expected.keys()
    for title, project in projects.items():
        one = expected[title]
        assert {str(it.funder): it.amount_voted for it in project.fundings.all()} == one.votes
        assert [str(it.actor.name) for it in project.participations.all()] == [one.holder]
        assert [it.territory.name for it in project.places.all()] == [one.commune]
    persons = {one.holder for one in made.projects if one.is_person}
    assert {it.name for it in Actor.objects.masked()} == persons
    assert sum(it.amount_voted for it in Funding.objects.all()) == sum(sum(it.votes.values()) for it in made.projects)
    for one in made.projects[:3]:
        page = client.get(projects[one.title].get_absolute_url()).content.decode()
        assert (one.holder in page) is not one.is_person
        assert euros(sum(one.votes.values())) in page
