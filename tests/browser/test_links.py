"""A link shows the same view to whoever opens it; a link that is no longer good says so."""

import pytest

from tests.browser.pages import PAGES
from tests.browser.visit import Visit

TOWNSHIP = "360829102000"
TOWNSHIP_NAME = "洲湖镇"


@pytest.mark.parametrize("path", PAGES)
def test_a_link_opens_the_view_that_it_names(visit: Visit, path: str) -> None:
    asked = {"period": "2018-02", "region": TOWNSHIP, "lines": "union,women"}
    visit.open(path, **asked)
    assert asked.items() <= visit.query.items()
    assert "2018年2月" in visit.shown
    assert TOWNSHIP_NAME in visit.shown


def test_two_visitors_of_one_link_read_the_same(visit: Visit) -> None:
    asked = {"period": "2018-02", "region": TOWNSHIP, "lines": "women"}
    first = visit.open("/", **asked).text
    second = visit.open("/", **asked).text
    other = visit.open("/", period="2018-05", region=TOWNSHIP, lines="women").text
    assert first == second
    assert first != other


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"period": "1999-01"}, "1999-01"),
        ({"period": "去年"}, "去年"),
        ({"region": "999999999999"}, "999999999999"),
        ({"region": "'; DROP TABLE x"}, "DROP TABLE"),
        ({"lines": "union,nobody"}, "nobody"),
    ],
)
def test_an_unknown_choice_is_said_in_words(
    visit: Visit, path: str, wrong: dict[str, str], said: str
) -> None:
    visit.open(path, **wrong)
    notice = visit.page.locator("[data-testid=stAlert]").inner_text()
    assert said in notice
    assert "已" in notice, "the notice says what is shown instead"
    assert "演示" in visit.text, "and the page is shown"
