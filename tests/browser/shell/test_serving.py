"""What the server hands out before a page runs: its start page, its policy, and wrong addresses."""

import gzip
import re
from email.message import Message
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser

from tests.browser.server import AppServer
from tests.browser.visit import Visit

OUTSIDE = "http://192.0.2.1/tile.png"
ASK_OUTSIDE = "address => fetch(address).then(() => 'answered', () => 'refused')"


def test_the_browser_refuses_what_leaves_this_machine(visit: Visit) -> None:
    visit.open("/")
    assert visit.page.evaluate(ASK_OUTSIDE, OUTSIDE) == "refused"
    assert any("Content Security Policy" in error for error in visit.errors)
    assert visit.outside == []
    visit.errors.clear()


def test_a_request_that_leaves_would_be_seen(browser: Browser) -> None:
    page = browser.new_page()
    visit = Visit(page, "about:")
    page.goto("about:blank")
    page.evaluate(ASK_OUTSIDE, OUTSIDE)
    page.close()
    assert visit.outside == [OUTSIDE]


def test_every_answer_carries_the_policy(app: AppServer) -> None:
    for path, accept in {"/coverage": "text/html", "/favicon.png": "*/*", "/_stcore/health": "*/*"}.items():
        with urlopen(Request(app.url + path, headers={"Accept": accept})) as answer:  # noqa: S310 - our own
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'self'"), path
            assert f"ws://127.0.0.1:{app.port}" in policy, path


def test_a_page_that_the_browser_kept_is_asked_for_anew(app: AppServer) -> None:
    kept = {"Accept": "text/html", "If-None-Match": "*", "Accept-Encoding": "gzip"}
    with urlopen(Request(app.url, headers=kept)) as answer:  # noqa: S310 - our own
        page = answer.read().decode()
    assert '<html lang="zh-CN">' in page
    assert "BACKEND_BASE_URL" in page


def test_pages_that_open_with_a_map_or_a_plot_ask_for_its_script_at_once(app: AppServer) -> None:
    asked = {path: _start_page(app.url + path) for path in ("", "/coverage", "/tasks", "/data")}
    early = re.compile(r'rel="modulepreload" href="\.(/static/js/(?:DeckGl|Plotly)[^"]+)"')
    found = {path: early.findall(page) for path, page in asked.items()}
    [drawing_maps], [drawing_plots] = found["/coverage"], found["/tasks"]
    assert "DeckGl" in drawing_maps
    assert "Plotly" in drawing_plots
    assert found == {"": [drawing_maps], "/coverage": [drawing_maps], "/tasks": [drawing_plots], "/data": []}
    assert f'data-scripts=".{drawing_maps}"' in asked["/coverage"]
    with urlopen(app.url + drawing_plots) as answer:  # noqa: S310 - our own
        assert "javascript" in answer.headers["Content-Type"]


def test_scripts_go_out_packed_and_are_kept_for_ever(app: AppServer) -> None:
    [script] = re.findall(
        r'<script type="module" crossorigin src="\.(/static/js/[^"]+)"', _start_page(app.url)
    )
    whole, _ = _asked(app.url + script)
    for _again in range(2):
        packed, told = _asked(app.url + script, {"Accept-Encoding": "gzip, br"})
        assert (told["Content-Encoding"], told["Vary"]) == ("gzip", "Accept-Encoding")
        assert "immutable" in told["Cache-Control"]
        assert told["Content-Security-Policy"].count("default-src") == 1
        assert gzip.decompress(packed) == whole
        assert len(packed) < len(whole) / 2
    part, told = _asked(app.url + script, {"Accept-Encoding": "gzip", "Range": "bytes=0-9"})
    assert (part, told["Content-Encoding"]) == (whole[:10], None)
    _, told = _asked(f"{app.url}/_stcore/health", {"Accept-Encoding": "gzip"})
    assert told["Content-Encoding"] is None


@pytest.mark.parametrize("size", [(1600, 900), (390, 844)])
def test_the_first_picture_fits_the_window(visit: Visit, size: tuple[int, int]) -> None:
    asked: list[bytes | str] = []
    visit.page.on("websocket", lambda socket: socket.on("framesent", lambda sent: asked.append(sent)))
    visit.open("/coverage", period="2018-06")
    visit.page.wait_for_timeout(1_000)
    assert len(asked) == 1, "the page is made once"
    assert visit.overflow() == {"page": 0, "main": 0}


def _asked(address: str, headers: dict[str, str] | None = None) -> tuple[bytes, Message]:
    with urlopen(Request(address, headers=headers or {})) as answer:  # noqa: S310 - our own
        return answer.read(), answer.headers


def _start_page(address: str) -> str:
    with urlopen(Request(address, headers={"Accept": "text/html"})) as answer:  # noqa: S310 - our own
        return str(answer.read().decode())


def test_an_address_that_is_no_page_says_so_and_leads_on(visit: Visit) -> None:
    visit.open("/没有", period="2018-03", lines="women")
    assert "没有这个页面" in visit.page.title()
    assert "网址“/没有”不是本系统的页面" in visit.text
    assert visit.page.get_by_role("dialog").count() == 0
    visit.page.get_by_role("link", name="打开总览").click()
    assert visit.wait(lambda: visit.path == "/")
    visit.settle()
    assert (visit.query["period"], visit.query["lines"]) == ("2018-03", "women")
    assert "演示" in visit.text


def test_steps_below_a_page_lead_to_the_page(visit: Visit) -> None:
    visit.open("/coverage/more/steps", period="2018-03")
    assert visit.path == "/coverage"
    assert "2018年3月" in visit.shown
