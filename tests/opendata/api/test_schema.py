"""What the description of the API says is what the API answers, and what was promised of it."""

import json
from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from opendata.api.openapi import described
from opendata.api.registry import RESOURCES
from tests.factories import ActorFactory, FundingFactory, ProjectFactory, factory_of
from tests.finding.memory.everything import make_everything
from tests.once import once
from tests.opendata.api.contract import PATH, promised

pytestmark = pytest.mark.django_db

CHECKS = [not_a_server_error, response_schema_conformance, status_code_conformance, content_type_conformance]


def make_one_of_each():
    """Entries that name others, among which some have no page: a draft, a person who may not be named."""
    make_everything()
    for holder in (ActorFactory(draft=True), ActorFactory(masked=True)):
        FundingFactory(project=ProjectFactory(holder=holder), beneficiary=holder)


world = once(make_one_of_each)


def test_description_is_valid_and_says_what_each_thing_is():
    told = described()

    OpenAPIV31SpecValidator(told).validate()
    assert told["openapi"].startswith("3.1")
    for operations in told["paths"].values():
        assert operations["get"]["summary"] and operations["get"]["description"]
        assert all(parameter["description"] for parameter in operations["get"].get("parameters", ()))
    for name, schema in told["components"]["schemas"].items():
        assert all("description" in one for one in schema["properties"].values()), name


def test_examples_are_answers_that_may_be():
    told = described()
    for path, operations in told["paths"].items():
        media = operations["get"]["responses"]["200"]["content"]["application/json"]
        for example in media["examples"].values():
            schema = media["schema"] | {"components": told["components"]}
            assert not [*Draft202012Validator(schema).iter_errors(example["value"])], path


@pytest.fixture
def _one_connection():
    """Leave the connection of the test open when a request ends, as the client of Django does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@cache
def questions():
    """What may be asked of any operation, as the description has it."""
    schema = schemathesis.openapi.from_dict(described())
    schema.app = get_wsgi_application()
    return st.one_of([found.ok().as_strategy() for found in schema.get_all_operations()])


# shrinking a failure would take longer than reading it
@settings(max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
@pytest.mark.usefixtures("_one_connection")
def test_whatever_is_asked_the_answer_is_one_that_is_described(world, data):
    case = data.draw(questions())

    case.call_and_validate(checks=CHECKS)


@pytest.mark.parametrize("name", RESOURCES)
def test_real_answers_are_as_they_are_described(world, client, name):
    """Those with something in them, which random questions seldom find."""
    for kind in (RESOURCES[name].kind.name,) if RESOURCES[name].prefix else ():
        factory_of(kind)()
    told = described()

    page = client.get(f"/api/v1/{name}/").json()
    whole = [client.get(f"/api/v1/{name}/{one['identifier']}/").json() for one in page["results"][:4]]

    assert whole
    for path, answer in ((f"/api/v1/{name}/", page), *((f"/api/v1/{name}/{{identifier}}/", one) for one in whole)):
        schema = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        faults = Draft202012Validator(schema | {"components": told["components"]}).iter_errors(answer)
        assert [(fault.json_path, fault.message) for fault in faults] == []
        names = schema["$ref"].rpartition("/")[2]
        assert answer.keys() == told["components"]["schemas"][names]["properties"].keys()


def test_what_was_promised_is_kept():
    """A name, a type or a parameter that changes breaks programs: version 2 is for that. What is new is recorded."""
    recorded, now = json.loads(PATH.read_text(encoding="utf-8")), promised()

    assert {name: now.get(name) for name in recorded} == recorded, "la version 1 promet ce qui a changé ici"
    assert now == recorded, "à relever : python -m tests.opendata.api.contract"
