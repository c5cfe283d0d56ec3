"""Make a site with the planted kinds, go all over it, write in JSON what was found: `test_planted.py` starts it."""

import json
import re
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import django
from django.utils import timezone

HERE = Path(__file__).parent
LOC, NAV = re.compile(r"<loc>http://testserver([^<]+)</loc>"), re.compile(r"<nav\b.*?</nav>", re.DOTALL)


def run(command, *args):
    from django.core.management import call_command

    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


def build():
    """Fill the database as `make demo` does; the planted app has no migration, its tables come last."""
    run("migrate", "--verbosity=0")
    run("migrate", "--verbosity=0", "--run-syncdb")
    return {name: run(name) for name in ("load_content", "load_demo")} | {
        "check": run("check"),
        "import": run("import_residences", str(HERE / "data" / "new.csv"), "--liste=Contenu livré", "--publier"),
    }


class Visitor:
    """A reader, or somebody of the team once logged in."""

    def __init__(self):
        from django.test import Client

        self.client = Client()

    def page(self, path, status=200):
        """The text of a page, which must have the status."""
        response = self.client.get(path)
        if response.status_code != status:
            raise AssertionError(f"{path}: {response.status_code}")
        return response.content.decode()

    def json(self, path):
        return json.loads(self.page(path))


def read(visitor):
    """What a reader finds."""
    page = visitor.page
    return {
        "menu": NAV.search(page("/contact/"))[0],
        "plan": page("/plan-du-site/"),
        "sitemap": LOC.findall(page("/sitemap.xml")),
        "404": page("/nulle-part/", 404),
        "search": page("/recherche/"),
        "nothing": page("/recherche/?q=zorglub"),
        "found": visitor.json("/recherche/?q=phare&format=json")["results"],
        "found, as a page": page("/recherche/?q=phare"),
        "suggested": visitor.json("/recherche/suggestions/?q=phare")["groups"],
        "list": page("/residences/"),
        "narrowed": visitor.json("/residences/?metier=mediation&annee=2023&format=json"),
        "criteria": page("/residences/filtres/tous/"),
        "facet": page("/residences/filtres/metier/"),
        "entry": page("/residences/un-hiver-au-phare/"),
        "notebook": page("/carnets/carnet-du-phare/"),
    }


def manage(visitor):
    """What somebody of the team finds."""
    from django.contrib.auth.models import User

    from directory.models import SourceList, SourceRecord
    from tests.planted.models import Notebook, Residence

    visitor.client.force_login(User.objects.create_superuser("agent"))
    draft = Residence.objects.create(name="Un printemps à venir")
    shipped, notebook = SourceList.objects.shipped(), Notebook.objects.get()
    SourceRecord.objects.create(source_list=shipped, dataset="carnets", key="1", identifier=notebook.identifier)
    return {
        "first page": visitor.page("/gestion/"),
        "rows": visitor.page("/gestion/planted/residence/"),
        "form": visitor.page(f"/gestion/planted/residence/{draft.pk}/change/"),
        "preview": visitor.page(f"/gestion/planted/residence/{draft.pk}/apercu/"),
        "imported rows": visitor.page("/gestion/directory/sourcerecord/"),
    }


def plan(visitor):
    """What leads to a notebook, before and after the moment from which anyone may read it."""
    from tests.planted.models import Notebook, Residence

    moment = timezone.now() + timedelta(minutes=5)
    residence = Residence.objects.get(slug="un-hiver-au-phare")
    notebook = Notebook(name="Carnet à venir", residence=residence, status=Notebook.Status.PUBLISHED)
    notebook.publish_from = moment
    notebook.save()
    path = notebook.get_absolute_url()

    def leads(now):
        with patch("django.utils.timezone.now", lambda: now):
            return path in visitor.page(residence.get_absolute_url()), visitor.client.get(path).status_code

    return [leads(moment - timedelta(minutes=1)), leads(moment)]


def move(visitor, entry):
    """What answers at the addresses of an entry that is renamed, then withdrawn."""

    def answer(path):
        response = visitor.client.get(path)
        return [response.status_code, response.url]

    before, permanent = entry.get_absolute_url(), f"/id/{entry.identifier}/"
    told = {"permanent": answer(permanent)}
    entry.slug = "ailleurs"
    entry.save()
    told |= {"former": answer(before), "addresses": [before, entry.get_absolute_url()]}
    entry.status = entry.Status.WITHDRAWN
    entry.save()
    gone = [visitor.client.get(path).status_code for path in (before, entry.get_absolute_url(), permanent)]
    return told | {"withdrawn": gone}


def examples():
    from tests.planted.models import Residence

    made = Residence.objects.filter(is_example=True)
    before = list(made.values_list("slug", flat=True))
    run("load_demo", "--remove")
    return {"before": before, "after": list(made.values_list("slug", flat=True))}


def visit():
    from tests.planted.models import Notebook, Residence

    told, visitor = build(), Visitor()
    residence = Residence.objects.get(slug="un-hiver-au-phare")
    notebook = Notebook.objects.create(
        name="Carnet du phare", body="## Relevés", residence=residence, status=Notebook.Status.PUBLISHED
    )
    told |= {"read": read(visitor), "managed": manage(visitor), "planned": plan(visitor)}
    moved = {"notebook": move(visitor, notebook), "residence": move(visitor, residence)}
    left = [one["title"] for one in visitor.json("/residences/?format=json")["results"]]
    return told | {"moved": moved | {"left": left}, "examples": examples()}


if __name__ == "__main__":
    django.setup()
    json.dump(visit(), sys.stdout)
