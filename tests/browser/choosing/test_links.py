"""A link shows the same view to whoever opens it; a link that is no longer good says so."""

import pytest

from tests.browser.pages import PAGES
from tests.browser.visit import Visit

COUNTY = "360829000000"
TOWNSHIP = "360829102000"
TOWNSHIP_NAME = "洲湖镇"


@pytest.mark.parametrize("path", PAGES)
def test_a_link_opens_the_view_that_it_names(visit: Visit, path: str) -> None:
    part = {"part": "doubts"} if path == "/data" else {}
    asked = {"period": "2018-02", "region": TOWNSHIP, "lines": "union,women"} | part
    visit.open(path, **asked)
    assert asked.items() <= visit.query.items()
    assert "2018年2月" in visit.shown
    assert TOWNSHIP_NAME in visit.shown


def test_a_part_that_is_chosen_is_in_the_link(visit: Visit) -> None:
    visit.open("/services", period="2018-06")
    visit.page.get_by_role("radio", name="报道数字核对", exact=True).click()
    assert visit.wait(lambda: visit.query.get("part") == "facts")
    assert "20 项全部一致" in visit.settle().text
    visit.page.get_by_role("link", name="三级联动", exact=True).first.click()
    assert visit.wait(lambda: visit.path == "/network")
    assert "part" not in visit.settle().query, "another page begins with its own first part"


def test_two_visitors_of_one_link_read_the_same(visit: Visit) -> None:
    asked = {"period": "2018-02", "region": TOWNSHIP, "lines": "women"}
    first = visit.open("/", **asked).text
    second = visit.open("/", **asked).text
    other = visit.open("/", period="2018-05", region=TOWNSHIP, lines="women").text
    assert first == second
    assert first != other


@pytest.mark.parametrize("path", ["/", "/gaps", "/projects"])
def test_unknown_choices_are_said_in_words(visit: Visit, path: str) -> None:
    visit.open(path, period="1999-01", region="'; DROP TABLE x", lines="union,nobody")
    notice = visit.page.locator("[data-testid=stAlert]").inner_text()
    for wrong, instead in {"1999-01": "已改为", "DROP TABLE": "已改为", "nobody": "已略去"}.items():
        sentence = next(line for line in notice.splitlines() if wrong in line)
        assert instead in sentence
    assert visit.query == {"period": "2018-06", "region": COUNTY, "lines": "union"}
    assert "演示" in visit.text, "and the page is shown"


def test_reload_back_and_forward_keep_a_choice(visit: Visit) -> None:
    visit.open("/projects", period="2018-06")
    choose(visit, "红", "red", "（红）")
    choose(visit, "黄", "red,amber", "（红、黄，")
    for step, light, title in (
        (visit.page.reload, "red,amber", "（红、黄，"),
        (visit.page.go_back, "red", "（红）"),
        (visit.page.go_back, None, "（第 1–15 个）"),
        (visit.page.go_forward, "red", "（红）"),
    ):
        step()
        assert visit.wait(lambda light=light: visit.query.get("light") == light)
        shown(visit.settle(), title)


def choose(visit: Visit, word: str, light: str, title: str) -> None:
    """Press the pill of a light, and wait until link and page follow."""
    visit.page.locator("[data-testid=stButtonGroup] button").filter(has_text=word).first.click()
    assert visit.wait(lambda: visit.query.get("light") == light)
    shown(visit.settle(), title)


def shown(visit: Visit, title: str) -> None:
    """Wait until the title of the schedule says so."""
    schedule = visit.page.locator(".qt-panel-title", has_text="进度安排")
    assert visit.wait(lambda: title in schedule.inner_text())
