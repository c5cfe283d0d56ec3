"""Pictures of the main pages for `docs/screens/`, of the site as it is shipped: `make screens`."""

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screens"
SITE = os.environ["SITE_URL"]
PAGES = {
    "accueil": "/",
    "projets": "/projets/?metier=mediation",
    "carte": "/projets/?vue=carte",
    "projet": "/projets/inmediats/",
    "structure": "/acteurs/pole-image-magelis/",
    "territoire": "/territoires/charente/",
    "appels": "/appels/",
    "recherche": "/recherche/?q=realite+virtuelle",
}
PHONE = ("accueil", "projets", "projet", "territoire")
DARK = ("accueil", "projets", "projet")
TALLEST = 2000  # pixels: the rest of a long page tells nothing more
QUALITY = 60


def shots():
    """Name of the file, address, width, theme."""
    for name, address in PAGES.items():
        yield f"{name}-1280", address, 1280, "light"
    for name in PHONE:
        yield f"{name}-390", PAGES[name], 390, "light"
    for name in DARK:
        yield f"{name}-1280-dark", PAGES[name], 1280, "dark"


def main():
    with sync_playwright() as playwright, serving():
        executable = shutil.which(os.environ.get("CHROMIUM", "chromium"))
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        for name, address, width, theme in shots():
            take(browser, FOLDER / f"{name}.webp", address, width, theme)
        browser.close()
    sys.stdout.write(f"{sum(file.stat().st_size for file in FOLDER.iterdir()) // 1000} ko dans {FOLDER}\n")


@contextmanager
def serving():
    """The site, for as long as the block runs."""
    command = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
    with subprocess.Popen(command) as server:
        wait_for(server)
        yield
        server.terminate()


def wait_for(server):
    while server.poll() is None:
        try:
            return urlopen(SITE).close()
        except OSError:
            time.sleep(0.2)
    sys.exit("Le site n’a pas démarré : le port est-il pris ?")


def take(browser, file, address, width, theme):
    page = browser.new_page(
        base_url=SITE, locale="fr-FR", color_scheme=theme, viewport={"width": width, "height": 800}
    )
    page.goto(address, wait_until="networkidle")
    picture = Image.open(BytesIO(page.screenshot(full_page=True)))
    picture.crop((0, 0, width, min(TALLEST, picture.height))).save(file, "WEBP", quality=QUALITY, method=6)
    page.close()


if __name__ == "__main__":
    main()
