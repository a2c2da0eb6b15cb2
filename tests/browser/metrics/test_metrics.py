"""A click in the catalogue opens the metric on the spot, and its address is a link to it."""

from tests.browser.visit import Visit


def test_a_metric_opens_and_closes(visit: Visit) -> None:
    visit.open("/metrics", period="2018-06")
    loads = sum("/metrics" in address for address in visit.requests)
    visit.page.get_by_role("link", name="入会率").click()
    assert visit.wait(lambda: visit.query.get("metric") == "membership_rate")
    visit.settle()
    assert "应覆盖人数（分母）" in visit.text
    assert sum("/metrics" in address for address in visit.requests) == loads, "the page is not loaded anew"
    visit.page.get_by_role("button", name="全部指标").click()
    assert visit.wait(lambda: "metric" not in visit.query)
    assert "全部 52 项指标" in visit.settle().text
