"""One server and one browser a session; every visit is checked when it ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import launch
from tests.browser.server import AppServer
from tests.browser.visit import Visit

DESKTOP = (1366, 768)


@pytest.fixture(scope="session")
def app(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """Serve the demonstration county."""
    with AppServer(demo_warehouse, tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def size() -> tuple[int, int]:
    """Width and height of the window in pixels; tests parametrize it where it matters."""
    return DESKTOP


@pytest.fixture
def visit(app: AppServer, browser: Browser, size: tuple[int, int]) -> Iterator[Visit]:
    """Visit the app; at the end no request may have left this machine and nothing may have failed."""
    yield from visiting(app, browser, size)


def visiting(app: AppServer, browser: Browser, size: tuple[int, int] = DESKTOP) -> Iterator[Visit]:
    """Open a window on a server, and check after the visit what every visit has to fulfil.

    Visits share one window of the browser, which keeps the scripts that it has read (that takes seconds), and
    nothing else.
    """
    context = browser.contexts[0] if browser.contexts else browser.new_context(locale="zh-CN")
    page = context.pages[0] if context.pages else context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit = Visit(page, app.url)
    yield visit
    visit.page.wait_for_timeout(200)
    found = {"outside": visit.outside, "console": visit.errors, "python": visit.python_errors}
    page.evaluate("() => { try { localStorage.clear() } catch { /* a page of no server has none */ } }")
    visit.leave()
    for opened in context.pages[1:]:
        opened.close()
    context.clear_cookies()
    assert found == {"outside": [], "console": [], "python": []}
    assert app.complaints() == []
    assert app.reached_outside() == []
