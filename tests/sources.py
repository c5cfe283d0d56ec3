"""The files that the product is made of, as the tests read them."""

from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent


def our_apps():
    """The apps of the project, each after those that it may import from: the settings name them in that order."""
    return tuple(name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir())


def repository():
    """Every file, as its path from the root; not what an installation makes (`var`) nor what begins with a dot."""
    tops = [path for path in sorted(ROOT.iterdir()) if not path.name.startswith(".") and path.name != "var"]
    files = (file for top in tops for file in (top.rglob("*") if top.is_dir() else [top]) if file.is_file())
    return [file.relative_to(ROOT).as_posix() for file in files if file.suffix != ".pyc"]


def templates():
    """The templates of the site, then those that are in the folders of apps, by the name that loads them."""
    folders = [ROOT / "templates", *sorted(ROOT.glob("*/templates"))]
    files = ((folder, path) for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path for folder, path in files}
