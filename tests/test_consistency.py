"""What is said in two places is said the same."""

import ast
import re
import tomllib
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import DecimalField
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from directory.fields import AmountField
from tests.sources import ROOT, repository, templates

PROPER_NAMES = {"France"}
PACKAGES = sorted(path.parent.name for path in ROOT.glob("*/__init__.py"))
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]
FENCED = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)*(?:/|\.(?:py|md|html|css|js|csv|txt|toml|webp)))`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
WHERE = re.compile(r"`([\w.]+)`(?=[^|]*\|$)", re.MULTILINE)  # in the last column of a table
TO_BE_MADE = re.compile(r"^var/|workshops")  # by the program as it runs; by the reader of the recipes
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", re.MULTILINE)


def read(*parts):
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


@pytest.mark.django_db
def test_models_have_no_missing_migration():
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def test_verbose_names_begin_in_lower_case():
    names = [name for app in our_apps() for name in verbose_names(app.get_models())]

    wrong = [name for name in names if not begins_in_lower_case(name)]

    assert wrong == []


def test_every_decimal_number_is_typed_as_the_french_write_it():
    fields = [field for app in our_apps() for model in app.get_models() for field in model._meta.fields]

    plain = [str(field) for field in fields if isinstance(field, DecimalField) and not isinstance(field, AmountField)]

    assert plain == []


def our_apps():
    return [app for app in apps.get_app_configs() if app.name in PACKAGES]


def verbose_names(models):
    for model in models:
        yield model._meta.verbose_name
        yield from (field.verbose_name for field in model._meta.get_fields() if hasattr(field, "verbose_name"))


def begins_in_lower_case(name):
    """An acronym or a proper name keeps its capitals."""
    word = re.search(r"\w+", str(name))[0]
    return word[0].islower() or word.isupper() or word in PROPER_NAMES


def test_example_environment_lists_every_variable_that_is_read():
    code = read("config", "settings.py") + read("config", "gunicorn.py")
    read_by_code = set(re.findall(r"(?:env\.\w+|environ\.get)\(\s*[\"']([A-Z_]+)", code))
    read_by_gunicorn = {"FORWARDED_ALLOW_IPS"}

    listed = re.findall(r"^#?([A-Z_]+)=", read(".env.example"), re.MULTILINE)

    assert sorted(listed) == sorted(read_by_code | read_by_gunicorn)


@pytest.mark.parametrize("name", ["runtime.txt", "test.txt"])
def test_lock_file_holds_no_address(name):
    assert re.findall(r"^.*(?:://|^-).*$", read("requirements", name), re.MULTILINE) == []


def requirements_of(lock):
    project = tomllib.loads(read("pyproject.toml"))
    groups = {"runtime.txt": [], "test.txt": ["test", "dev"]}[lock]
    lines = project["project"]["dependencies"] + [
        line for group in groups for line in project["dependency-groups"][group]
    ]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("name", ["runtime.txt", "test.txt"])
def test_lock_file_satisfies_the_project(name):
    pinned = {canonicalize_name(package): version for package, version in PINNED.findall(read("requirements", name))}

    stale = [str(need) for need in requirements_of(name) if not need.specifier.contains(pinned.get(need.name, "0"))]

    assert stale == []


def test_lock_files_agree():
    runtime, test = (set(PINNED.findall(read("requirements", name))) for name in ("runtime.txt", "test.txt"))

    assert runtime <= test


def test_readme_is_short():
    assert len(read("README.md").splitlines()) <= 120


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_paths_named_in_papers_exist(paper):
    """Written from the root, or from the folder that the text is about: `components/`, `measures.csv`."""
    known = "".join(f"/{path}/\n" for path in repository())
    named = [path for path in PATH.findall(FENCED.sub("", paper.read_text("utf-8"))) if not TO_BE_MADE.search(path)]

    wrong = [path for path in named if f"/{path.rstrip('/')}/" not in known]

    assert wrong == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_links_of_papers_lead_somewhere(paper):
    links = LINK.findall(FENCED.sub("", paper.read_text("utf-8")))

    dead = [link for link in links if not (paper.parent / link).exists()]

    assert dead == []


def test_words_live_where_the_glossary_says():
    names = set(WHERE.findall(read("docs", "concepts.md")))

    wrong = sorted(name for name in names if in_the_code(name) is None)

    assert wrong == []


def in_the_code(name):
    """The module of that name, or what a module holds: `actors.models.Actor.is_masked`; None when nothing does."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        holder, _, attribute = name.rpartition(".")
        return getattr(in_the_code(holder), attribute, None) if holder else None


def test_every_template_is_used():
    sources = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    text = "".join(path.read_text("utf-8") for path in (*sources, *templates().values()))

    unused = [name for name in templates() if not is_used(name, text)]

    assert unused == []


def is_used(template, text):
    """Named somewhere, or by a convention of Django: an error page, a page of the admin, a generic view."""
    conventions = r"(400|403|403_csrf|404|500)\.html|admin/.+|\w+/\w+_(list|detail)\.html"
    return bool(re.fullmatch(conventions, template)) or f'"{template}"' in text


def test_templates_are_read_line_by_line():
    """Three lines in a hundred may be over 120 characters, none over 200: one element a line reads best."""
    lines = [(path, line) for path in templates().values() for line in path.read_text("utf-8").splitlines()]
    long = [line for _path, line in lines if len(line) > 120]

    assert [f"{path.name}: {line}" for path, line in lines if len(line) > 200] == []
    assert len(long) <= 0.03 * len(lines)


def test_functions_are_read_in_one_go():
    """None has more than 40 lines: beyond, it says several things."""
    sources = [
        path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
    ]
    functions = ((path, node) for path in sources for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    long = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path, node in functions
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 40
    ]

    assert long == []
