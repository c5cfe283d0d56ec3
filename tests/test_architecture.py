"""What may depend on what, and what may not be written where.

A package knows the packages to its left, and no other: by an import, or by what is an import in disguise (the label of
a model, the name of a kind, a library of template tags).
"""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from directory.registry import KINDS
from tests.sources import ROOT, our_apps, templates

WITHOUT_DJANGO = ("french", "drawings", "engine")
ARROWS = (*WITHOUT_DJANGO, *our_apps(), "config")
APART = {("drawings", "french"), ("engine", "drawings")}  # neighbours that do not even know one another
DRAWERS = {"common", "core", "helpers", "lib", "misc", "shared", "utils"}
INLINE = re.compile(r"""\sstyle=|\son[a-z]+=["']|<style\b|<script\b(?![^>]*\b(?:src=|ld\+json))""", re.IGNORECASE)
DOTTED = re.compile(r"([a-z_]+)(\.[A-Za-z_]\w*)+")
LOAD = re.compile(r"\{% load ([\w ]+?) (?:from (\w+) )?%\}")
TAKE_KINDS = ("kind", "kinds", "types")  # names of arguments and attributes that hold names of kinds

# The pages that show something of a higher package, by a template tag of it.
MAY_LOAD = {
    "directory/detail.html": {"opendata", "support"},
    "projects/project_detail.html": {"insights"},
    "territories/list.html": {"insights"},
    "territories/territory_detail.html": {"calls", "insights"},
    "territories/tiers_lieu_detail.html": {"calls", "insights"},
}


def relative(path):
    return path.relative_to(ROOT).as_posix()


def is_to_the_right(name, package):
    return name in ARROWS and package in ARROWS and ARROWS.index(name) > ARROWS.index(package)


def modules_of(package):
    return sorted((ROOT / package).rglob("*.py"))


def known_by(node):
    """The packages that an expression points to, whether it says so or not."""
    match node:
        case ast.Import():
            return [alias.name.split(".")[0] for alias in node.names]
        case ast.ImportFrom(module=str(module), level=0):
            return [module.split(".")[0]]
        case ast.Constant(value=str(text)) if found := DOTTED.fullmatch(text):
            return [found[1]]
        case ast.Subscript(value=ast.Name(id="KINDS"), slice=ast.Constant(value=str(name))):
            return packages_of([name])
        case ast.Call(func=ast.Attribute(attr="index", value=ast.Name(id="library")), args=[ast.Constant(value=name)]):
            return packages_of([name])
        case ast.keyword(arg=arg, value=value) if arg in TAKE_KINDS:
            return packages_of(texts_in(value))
        case ast.Assign(targets=[ast.Name(id=target)], value=value) if target in TAKE_KINDS:
            return packages_of(texts_in(value))
    return []


def packages_of(kinds):
    return [KINDS[name].app for name in kinds if name in KINDS]


def texts_in(value):
    return [node.value for node in ast.walk(value) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def arrows_up(package, source, path=""):
    """What a module of the package knows and should not."""
    names = {name for node in ast.walk(ast.parse(source)) for name in known_by(node)}
    return sorted(f"{path} → {name}" for name in names if is_to_the_right(name, package) or (package, name) in APART)


@pytest.mark.parametrize("package", ARROWS)
def test_package_knows_only_packages_to_its_left(package):
    wrong = [
        arrow for path in modules_of(package) for arrow in arrows_up(package, path.read_text("utf-8"), relative(path))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    "disguise",
    [
        "from projects.models import Project",
        'library.index("projects")',
        'KINDS["actors"]',
        'reached_by = {"actors.actor": ("actors_seated",)}',
        'MODEL = "actors.Actor"',
        'Inside(kind="projects")',
        'typed(types=("territories", "projects"))',
        'importer = "projects.imports.importer.ProjectImporter"',
    ],
)
def test_import_in_disguise_is_seen(disguise):
    assert arrows_up("territories", disguise) != []


def test_packages_of_the_table_are_the_packages_of_the_project():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert packages == set(ARROWS)


@pytest.mark.parametrize("package", WITHOUT_DJANGO)
def test_pure_package_knows_no_django(package):
    sources = [path.read_text("utf-8") for path in modules_of(package)]

    names = {name for source in sources for node in ast.walk(ast.parse(source)) for name in known_by(node)}

    assert "django" not in names


def libraries():
    """The package of each library of template tags."""
    return {path.stem: path.parent.parent.name for path in ROOT.glob("*/templatetags/*.py") if path.stem != "__init__"}


def test_templates_load_only_tags_to_their_left():
    """A page may show what a higher package knows: it is then named in the table above."""
    wrong, owners = [], libraries()
    for name, path in templates().items():
        loaded = {owners.get(one) for found in LOAD.findall(path.read_text("utf-8")) for one in found[0].split()}
        wrong += [
            f"{name} → {one}" for one in loaded - MAY_LOAD.get(name, set()) if is_to_the_right(one, name.split("/")[0])
        ]

    assert wrong == []


def test_every_exception_of_a_template_is_used():
    for name, packages in MAY_LOAD.items():
        text = templates()[name].read_text("utf-8")
        loaded = {libraries().get(one) for found in LOAD.findall(text) for one in found[0].split()}

        assert packages <= loaded, name


def rooms():
    """For each folder of modules, the folders that its modules import from."""
    known = defaultdict(set)
    for package in ARROWS:
        for path in modules_of(package):
            if "migrations" not in path.parts:
                here = path.parent.relative_to(ROOT)
                known[here] |= {there for there in folders_imported_by(path, here) if there != here}
    return known


def folders_imported_by(path, here):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            start = Path(*here.parts[: len(here.parts) - node.level + 1]) if node.level else Path()
            base = start / Path(*(node.module or "").split("."))
            for name in node.names:
                for target in (base / name.name, base):
                    if (ROOT / target).is_dir():
                        yield target
                        break
                    if (ROOT / target).with_suffix(".py").exists():
                        yield target.parent
                        break


def test_no_folder_imports_from_one_that_imports_from_it():
    """No cycle between packages, nor between the folders of one: each can be read after those that it names."""
    known = rooms()
    while leaves := [folder for folder, others in known.items() if not others & known.keys()]:
        for folder in leaves:
            del known[folder]

    assert {str(folder): sorted(map(str, others & known.keys())) for folder, others in known.items()} == {}


def test_no_package_is_half_of_the_program():
    """One fifth of the lines at most: a package that answers several questions grows beyond it."""
    lines = {package: sum(map(lines_of_code, modules_of(package))) for package in ARROWS}

    assert max(lines.values()) <= sum(lines.values()) / 5, lines


def lines_of_code(path):
    return 0 if "migrations" in path.parts else sum(map(bool, map(str.strip, path.read_text("utf-8").splitlines())))


def test_no_module_is_a_drawer():
    drawers = [relative(path) for package in ARROWS for path in (ROOT / package).rglob("*") if path.stem in DRAWERS]

    assert drawers == []


def test_templates_hold_no_inline_style_or_script():
    wrong = [
        f"{relative(path)}: {found[0]}"
        for path in templates().values()
        for found in INLINE.finditer(path.read_text("utf-8"))
    ]

    assert wrong == []
