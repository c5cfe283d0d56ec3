"""What is not public is at no public address, in no format: every text of every model is tried.

Each text that nobody may read is a secret of its own. The models and their texts are found in the program: a new one
is tried without a line here.
"""

import re
from contextlib import suppress
from inspect import isclass

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from directory.fields import KeyField, PartialDateField
from directory.models import Change, Entry, EntryImage, FormerSlug, Recorded
from directory.registry import KINDS
from tests import factories
from tests.factories import FormerSlugFactory, FundingFactory, ProjectFactory, RowFactory, factory_of
from tests.finding.memory.everything import make_everything
from tests.once import once
from tests.sources import our_apps
from tests.visiting import addresses, visit

pytestmark = pytest.mark.django_db

OURS = [one for name in our_apps() for one in apps.get_app_config(name).get_models()]
PARTS = [one for one in OURS if issubclass(one, Recorded) and one.BELONGS_TO and issubclass(one.owner_kind(), Entry)]
NEVER_SHOWN = [one for one in OURS if not issubclass(one, Recorded) and one not in (Change, FormerSlug)]
INTERNAL = {"notes", "withdrawal_note", "agreement"}  # of an entry that is public
PROOFS = {"agreement", "legal_form", "rna"}  # who has one may be named
# what may be said of entries without a page: docs/decisions/0001-names-of-entries-that-are-not-public.md
TOLD_WHERE_THEY_ARE_NAMED = {"actors": {"name"}, "territories": {"name", "locative"}}

STATES = {"draft": {"draft": True}, "withdrawn": {"withdrawn": True}, "example": {"is_example": True}}
OTHER_STATES = {"in review": {"in_review": True}, "scheduled": {"scheduled": True}}
LED = {"merged_into": {"withdrawn": True}, "successor": {"obsolete_since": "2019"}}
PERSONS = {
    "masked": {"masked": True},
    "masked, withdrawn": {"masked": True, "withdrawn": True},
    "unanswered": {"unanswered": True},
}
GOES_WITH = {"Item": {"kind": "contact"}}  # an item has an address when it is one
ASKED = "exemples=oui"
TEXTS, DERIVED = (models.CharField, models.TextField, models.JSONField), (KeyField, PartialDateField)
SECRET = re.compile(r"zq\d{4}|975\s?309\s?753\s?0\d{4}|w97530\d{4}")


def texts(model):
    """The columns of a model in which something may be written."""
    columns = (one for one in model._meta.concrete_fields if isinstance(one, TEXTS) and not isinstance(one, DERIVED))
    free = (one for one in columns if not one.choices and one.name not in ("identifier", "slug"))
    return [one for one in free if one.max_length is None or one.max_length > 5]


def entries_named_by(model):
    """The columns of a model that lead to an entry."""
    return [one for one in model._meta.concrete_fields if one.is_relation and issubclass(one.related_model, Entry)]


def factory_for(model):
    made = (one for one in vars(factories).values() if isclass(one) and issubclass(one, RowFactory))
    return next(one for one in made if one._meta.model is model)


class World:
    """A public directory, and all that is not public beside it."""

    def __init__(self):
        make_everything()
        self.told = {}  # secret → (model, column, kind, state)
        self.public, self.hidden, self.led, self.images = {}, [], [], []
        for name, kind in KINDS.items():
            self.public[name] = self.make(factory_of(name), **self.write(kind.model, INTERNAL, name, "public"))
        for name in KINDS:
            for state, values in (self.states(name) | OTHER_STATES).items():
                self.hide(name, state, values)
        for model in PARTS:
            self.write_parts(model)
        for model in NEVER_SHOWN:
            self.write_what_is_never_shown(model)
        for name in KINDS:
            for state, values in self.states(name).items():
                self.name_in_public(name, state, values)

    @staticmethod
    def states(name):
        """The ways of not being public, as factories know them; an example is no official place."""
        known = {state: STATES[state] for state in STATES if (name, state) != ("territories", "example")}
        parents = {f"of a draft {one}": {f"{one}__draft": True} for one in KINDS[name].model.PUBLIC_WITH}
        return known | parents | (PERSONS if name == "actors" else {})

    def make(self, factory, **values):
        """A row that leads, where it has to, to entries that are public."""
        given = {name.partition("__")[0] for name in values}
        known = {KINDS[name].model: entry for name, entry in self.public.items()}
        for column in entries_named_by(factory._meta.model):
            is_wanted = column.name == factory._meta.model.BELONGS_TO or not column.null
            if is_wanted and column.name not in given and column.related_model in known:
                values[column.name] = known[column.related_model]
        return factory(**values)

    def write(self, model, only, *whose, but=()):
        """A secret for each text of a row, or for some."""
        columns = [one for one in texts(model) if one.name not in but and (only is None or one.name in only)]
        return {one.name: self.secret(one, whose) for one in columns}

    def secret(self, column, whose):
        """A secret as it may be written in a column."""
        number = len(self.told)
        siren, last = f"97530{number:04}", f"97530{number - 1:04}"  # the SIREN of a row is told just before its SIRET
        numbers = {"siren": siren, "siret": f"{last}{number:05}", "rna": f"W{siren}"}
        secret = numbers.get(column.name, f"zq{number:04}")
        self.told[secret.lower()] = (column.model.__name__, column.name, *whose)
        match column:
            case models.URLField():
                return f"https://{secret}.example/"
            case models.EmailField():
                return f"{secret}@exemple.fr"
            case models.JSONField():
                return {secret: secret}
        return secret

    def hide(self, name, state, values, but=()):
        """An entry that is not public, or is invented."""
        but = {*but, *(PROOFS if state in PERSONS else ())}
        entry = self.make(factory_of(name), **values, **self.write(KINDS[name].model, None, name, state, but=but))
        self.hidden.append((name, state, entry))
        return entry

    def write_parts(self, model):
        """Each hidden entry has a row of the model."""
        for name, state, entry in self.hidden:
            if isinstance(entry, model.owner_kind()):
                said = self.write(model, None, name, state) | GOES_WITH.get(model.__name__, {})
                if issubclass(model, EntryImage):
                    said["file__filename"] = f"{said['credit']}.png"
                row = self.make(factory_for(model), **{model.BELONGS_TO: entry}, **said)
                self.images += [row] if issubclass(model, EntryImage) else []

    def write_what_is_never_shown(self, model):
        """What a list told, what a reader reported…, about what is public."""
        known = {"identifier": self.public["projects"].identifier}
        about = {one.name: known[one.name] for one in model._meta.concrete_fields if one.name in known}
        factory_for(model)(**about, **self.write(model, None, "", "never shown"))

    def name_in_public(self, name, state, values):
        """Public rows and entries name a hidden one wherever they may."""
        is_told = state not in {*PERSONS, "example"}
        entry = self.hide(name, state, values, TOLD_WHERE_THEY_ARE_NAMED.get(name, ()) if is_told else ())
        for model in PARTS:
            for column in entries_named_by(model):
                if column.name != model.BELONGS_TO and isinstance(entry, column.related_model):
                    self.make(factory_for(model), **{column.name: entry})
        for other, kind in KINDS.items():
            for column in entries_named_by(kind.model):
                if column.name not in kind.model.PUBLIC_WITH and isinstance(entry, column.related_model):
                    self.lead(other, column, entry)
            for field in kind.model._meta.many_to_many:
                if field.editable and isinstance(entry, field.related_model):
                    getattr(self.public[other], field.name).add(entry)
        if name == "actors" and entry.is_masked:
            told = self.write(ProjectFactory._meta.model, ["funding_text"], "projects", "funded by a person")
            FundingFactory(project=ProjectFactory(**told), funder=entry)

    def lead(self, name, column, entry):
        """A public entry names the hidden one; or one that was public leads to it, as it took its place."""
        if column.name in LED:
            if isinstance(entry, KINDS[name].model) and not entry.is_example:
                self.led.append(factory_of(name)(**{column.name: entry}, **LED[column.name]))
        elif type(entry)._base_manager.complex_filter(column.get_limit_choices_to()).filter(pk=entry.pk).exists():
            with suppress(IntegrityError), transaction.atomic():  # only a tiers-lieu is in a commune
                factory_of(name)(**{column.name: entry})


def secrets_in(response, address=""):
    """The secrets that an answer tells, headers included; what was asked for is no news."""
    text = f"{response.headers} {response.content.decode()}".lower().replace(address, "")
    return {re.sub(r"\s", "", secret) for secret in SECRET.findall(text)}


def own_addresses(entry):
    """Where an entry is, was, and always will be."""
    former = FormerSlugFactory(kind=entry.entry_kind(), identifier=entry.identifier).slug
    page = entry.get_absolute_url()
    return [page, page.replace(entry.slug, former), f"/id/{entry.identifier}/"]


world = once(World)


def test_what_is_not_public_is_told_nowhere(world):
    """In no list, page, format, header, redirection; examples are told by examples alone."""
    examples = [f"{kind.url('list')}?{ASKED}" for kind in KINDS.searched().values()]
    answers = visit([*addresses(["zq", "97530"]), *examples])
    theirs = {entry.get_absolute_url() for _name, _state, entry in world.hidden if entry.is_example}

    found = [(address, world.told[one]) for address, response in answers.items() for one in secrets_in(response)]
    leaks = [(at, whose) for at, whose in found if whose[-1] != "example" or not (ASKED in at or at in theirs)]

    assert len(world.told) > 150
    assert leaks == []
    assert theirs & {at for at, _whose in found}  # what may be found there is found


def test_nothing_is_told_either_to_who_knows_where_it_is(world, client):
    """At the addresses of what is not public, in its pictures, to who types its name, in a report about it."""
    hidden = [entry for _name, state, entry in world.hidden if state != "example"]
    theirs = [(entry, address) for entry in hidden for address in own_addresses(entry)]
    others = [(entry, entry.get_absolute_url()) for entry in world.led]
    reports = [(entry, f"/contact/?page={entry.get_absolute_url()}") for entry in hidden]

    answers = [(entry, at, client.get(at)) for entry, at in (*theirs, *others, *reports)]
    told = [(at, secrets_in(page, at.rpartition("=")[2]) - tombstone(entry)) for entry, at, page in answers]

    assert [(at, world.told[one]) for at, secrets in told for one in secrets] == []
    assert {page.status_code for _entry, _at, page in answers[: len(theirs)]} == {404, 410}


def tombstone(entry):
    """What may still be said at the address of an entry that was public, or of the one that took it in."""
    last = entry.standing()
    is_said = last.status == last.Status.WITHDRAWN and not last.is_masked
    return {last.name.lower(), last.withdrawal_note.lower()} if is_said else set()


def test_no_picture_is_shown_and_no_name_is_found(world, client):
    hidden = [entry for _name, state, entry in world.hidden if state != "example" and "zq" in entry.name]
    pictures = [image.file.name for image in world.images if not image.entry.is_example]

    shown = [name for name in pictures if client.get(f"/media/{name}").status_code != 404]
    found = [client.get(f"/recherche/?q={entry.name}&format=json").json()["results"] for entry in hidden]

    assert (len(pictures) > 10, shown) == (True, [])
    assert (len(hidden) > 20, [*filter(None, found)]) == (True, [])
