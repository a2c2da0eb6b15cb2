"""The menu leads from page to page, and the head tells what they show."""

from tests.browser.pages import PAGES
from tests.browser.visit import Visit


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
