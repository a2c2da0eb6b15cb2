"""Each view opens by its address, says what data it shows, asks nobody else, and fits every window."""

import pytest

from tests.browser.pages import PAGES, VIEW_NAMES, VIEWS
from tests.browser.visit import Visit

LAPTOP, DESKTOP, PHONE = (1366, 768), (1920, 1080), (390, 844)
#: A chart, a map, a grid, a table or a form.
DRAWN = (
    ".js-plotly-plot, .qt-picture, [data-testid=stDeckGlJsonChart], [data-testid=stDataFrame], table,"
    " [data-testid=stFileUploader], [data-testid=stMultiSelect], [data-testid=stTextInput]"
)


@pytest.mark.parametrize("size", [LAPTOP], ids=["laptop"])
@pytest.mark.parametrize(("path", "asked"), VIEWS, ids=VIEW_NAMES)
def test_a_view_stands_on_every_screen(visit: Visit, path: str, asked: dict[str, str]) -> None:
    visit.open(path, period="2018-06", **asked)
    assert PAGES[path] in visit.page.title()
    assert "演示" in visit.text
    # The demonstration holds no sealed edition that another could be compared with.
    drawn = f"{DRAWN}, .qt-empty" if asked.get("part") == "since" else DRAWN
    assert visit.page.locator("[data-testid=stMain]").locator(drawn).count(), "more than menu and head"
    _fits(visit, LAPTOP)
    visit.resize(*DESKTOP).settle()
    _fits(visit, DESKTOP)
    visit.page.mouse.wheel(0, 3000)
    visit.resize(*PHONE).open(path, period="2018-06", **asked)
    _fits(visit, PHONE)
    assert not visit.page.get_by_role("button", name="Download as CSV").count(), "tables leave as .xlsx"
    assert any(address.startswith("ws://127.0.0.1") for address in visit.requests)
    assert visit.outside == []


def _fits(visit: Visit, size: tuple[int, int]) -> None:
    found = (size, visit.overflow(), visit.cut_off(), visit.cut_in_pictures())
    assert found == (size, {"page": 0, "main": 0}, [], [])
