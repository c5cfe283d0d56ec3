"""What may depend on what, and what may not be written where."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARROWS = ("directory", "territories", "actors", "calls", "projects", "config")
DRAWERS = {"common", "core", "helpers", "lib", "misc", "shared", "utils"}
INLINE = re.compile(r"""\sstyle=|\son[a-z]+=["']|<style\b|<script\b(?![^>]*\bsrc=)""", re.IGNORECASE)
MODEL = re.compile(r"([a-z]+)\.[A-Z][A-Za-z]+")


def relative(path):
    return path.relative_to(ROOT).as_posix()


def apps_named_by(node):
    """The apps that an import, or a model named in a string, points to."""
    match node:
        case ast.Import():
            return [alias.name.split(".")[0] for alias in node.names]
        case ast.ImportFrom(module=str(module)):
            return [module.split(".")[0]]
        case ast.Constant(value=str(text)) if found := MODEL.fullmatch(text):
            return [found[1]]
    return []


def arrows_from(app):
    for path in sorted((ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield from ((relative(path), name) for name in apps_named_by(node) if name in ARROWS)


@pytest.mark.parametrize("app", ARROWS)
def test_app_knows_only_apps_to_its_left(app):
    allowed = ARROWS[: ARROWS.index(app) + 1]

    wrong = [f"{path} → {name}" for path, name in arrows_from(app) if name not in allowed]

    assert wrong == []


def test_apps_of_the_table_are_the_apps_of_the_project():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert packages == set(ARROWS)


def test_no_module_is_a_drawer():
    drawers = [relative(path) for app in ARROWS for path in (ROOT / app).rglob("*") if path.stem in DRAWERS]

    assert drawers == []


def test_templates_hold_no_inline_style_or_script():
    templates = sorted((ROOT / "templates").rglob("*.html"))

    wrong = [
        f"{relative(path)}: {found[0]}" for path in templates for found in INLINE.finditer(path.read_text("utf-8"))
    ]

    assert wrong == []
