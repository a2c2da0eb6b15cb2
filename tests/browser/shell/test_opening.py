"""Each page opens, by its address and by the menu, and says what data it shows."""

import pytest

from tests.browser.pages import PAGES, VIEW_NAMES, VIEWS
from tests.browser.visit import Visit

#: A chart, a map, a grid, a table or a form.
DRAWN = (
    ".js-plotly-plot, [data-testid=stDeckGlJsonChart], [data-testid=stDataFrame], table,"
    " [data-testid=stFileUploader], [data-testid=stMultiSelect]"
)


@pytest.mark.parametrize(("path", "asked"), VIEWS, ids=VIEW_NAMES)
def test_page_opens_by_its_address_and_asks_nobody_else(
    visit: Visit, path: str, asked: dict[str, str]
) -> None:
    visit.open(path, **asked)
    assert PAGES[path] in visit.page.title()
    assert "演示" in visit.text
    drawn = visit.page.locator("[data-testid=stMain]").locator(DRAWN).count()
    assert drawn, "a page shows more than its menu and its head"
    visit.page.mouse.wheel(0, 3000)
    visit.settle()
    assert any(address.startswith("ws://127.0.0.1") for address in visit.requests)
    assert visit.outside == []


def test_the_menu_leads_to_each_page_and_keeps_the_selection(visit: Visit) -> None:
    visit.open("/", period="2018-03", lines="women")
    for path, name in list(PAGES.items())[1:] + [("/", "总览")]:
        visit.page.get_by_role("link", name=name, exact=True).first.click()
        assert visit.wait(lambda path=path: visit.path == path)
        visit.settle()
        assert visit.query["period"] == "2018-03"
        assert visit.query["lines"] == "women"
        if path != "/data":
            period = visit.page.locator(".st-key-choice-period input").first
            assert period.input_value() == "2018年3月", "the bar says what the page shows"


def test_the_snapshot_is_behind_what_the_head_says(visit: Visit) -> None:
    visit.open("/data")
    head = visit.page.locator(".qt-edition")
    identity = head.locator("p").first
    assert not identity.is_visible()
    head.locator("summary").click()
    assert identity.inner_text().startswith("快照 ")
    assert (
        visit.page.evaluate(
            "() => { const box = document.querySelector('.qt-edition p').getBoundingClientRect();"
            " return document.elementFromPoint(box.x + 5, box.y + box.height / 2).tagName }"
        )
        == "P"
    ), "nothing covers or clips it"
