"""A real Chromium, the one that Debian installs."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

ALONE = (
    "--no-sandbox",  # the tests may run as root, and open nothing but this site
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser():
    executable = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    if not executable:
        pytest.fail("Chromium est introuvable : apt-get install chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, where Django would refuse the ORM
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield playwright.chromium.launch(executable_path=executable, args=ALONE)


@pytest.fixture
def page(request, browser, live_server):
    """A page in a new profile. What its console reports, and a request to another host, fail the test."""
    options = getattr(request, "param", {})  # indirect parametrization: other options of the context
    context = browser.new_context(base_url=live_server.url, locale="fr-FR", reduced_motion="reduce", **options)
    page, faults = context.new_page(), []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request", lambda sent: None if sent.url.startswith((live_server.url, "data:")) else faults.append(sent.url)
    )
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def reader(page, transactional_db):
    """Somebody who opens a site with something of every kind."""
    from tests.e2e.showcase import furnish

    furnish()
    return page
