"""A viewer who chooses faster than pages come sees the last choice, and nothing of those before."""

from tests.browser.visit import Visit


def test_the_last_choice_is_what_is_seen(visit: Visit) -> None:
    visit.open("/metrics", period="2018-06")
    box = visit.page.locator(".st-key-choice-period input").first
    shown: list[str] = []
    for month in ("2018年5月", "2018年4月", "2018年3月", "2018年2月"):
        box.click()
        visit.page.get_by_role("option", name=month, exact=True).click()
        shown.append(visit.query["period"])
    assert visit.wait(lambda: visit.query["period"] == "2018-02")
    visit.settle()
    assert box.input_value() == "2018年2月"
    assert "2018年2月" in visit.page.locator(".qt-lead").first.inner_text()
    assert "2018-02" not in shown[:-1], "the choices came faster than the pages"
