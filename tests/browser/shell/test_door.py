"""The door: hosts and origins that are not ours are sent away, and files go to whom they belong."""

import http.client
import time
from email.message import Message
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.server import AppServer
from tests.browser.visit import STANDING, Visit

STREAM = "/_stcore/stream"
HTML = {"Accept": "text/html"}


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Message
    body: str


def answer(app: AppServer, path: str = "/", **headers: str) -> Answer:
    """What the server answers to exactly these headers."""
    line = http.client.HTTPConnection("127.0.0.1", app.port, timeout=20)
    line.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
    for name, value in ({"Host": f"127.0.0.1:{app.port}"} | headers).items():
        line.putheader(name, value)
    line.endheaders()
    with line.getresponse() as response:
        body = response.read().decode(errors="replace")
        line.close()
        return Answer(response.status, response.headers, body)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8501",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "127.0.0.1@evil.example",
        "evil.example#127.0.0.1",
        "[::2]",
        "0.0.0.1",
        "127.1",
        "",
        "127.0.0.1, evil.example",
        "127.0.0.1:port",
    ],
)
def test_another_host_is_sent_away(app: AppServer, host: str) -> None:
    for path in ("/", "/_stcore/health", "/static/js/x.js"):
        sent_away = answer(app, path, Host=host, **HTML)
        assert sent_away.status == 421, path
        assert "不叫这个名字" in sent_away.body
        assert "evil" not in str(sent_away.headers)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])
def test_names_of_this_machine_are_let_in(app: AppServer, host: str) -> None:
    assert answer(app, Host=f"{host}:{app.port}", **HTML).status == 200


ORIGINS = [
    "http://evil.example",
    "https://evil.example:8501",
    "http://127.0.0.1:1",
    "http://127.0.0.1.evil.example",
    "http://localhost",
    "null",
    "file://",
    "",
]


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_page_of_others_reaches_nothing_and_nobody_is_asked_about_it(app: AppServer, origin: str) -> None:
    begin = time.monotonic()
    assert answer(app, "/_stcore/health", Origin=origin).status == 403
    with (
        pytest.raises(InvalidStatus),
        connect(f"ws://127.0.0.1:{app.port}{STREAM}", additional_headers={"Origin": origin}),
    ):
        pass
    assert time.monotonic() - begin < 10
    assert app.reached_outside() == []


def test_a_connection_says_where_it_comes_from(app: AppServer) -> None:
    with pytest.raises(InvalidStatus), connect(f"ws://127.0.0.1:{app.port}{STREAM}"):
        pass
    with connect(f"ws://127.0.0.1:{app.port}{STREAM}", origin=f"http://127.0.0.1:{app.port}") as line:
        assert line.protocol.state.name == "OPEN"


@pytest.mark.parametrize(
    "path", ["metrics", "script-health-check", "agent", "nothing", "", "allowed-message-origins"]
)
def test_what_nobody_needs_is_not_there(app: AppServer, path: str) -> None:
    assert answer(app, f"/_stcore/{path}").status == 404


def test_every_answer_is_guarded(app: AppServer) -> None:
    for path in ("/", "/coverage", "/favicon.png", "/_stcore/health", "/_stcore/nothing"):
        headers = answer(app, path, **HTML).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert headers["server"] is None
    policy = answer(app, **HTML).headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "object-src 'none'" in policy
    told = answer(app, "/_stcore/host-config").body
    assert '"allowedOrigins":[]' in told.replace(" ", "")


def test_a_file_goes_to_whom_it_belongs(visit: Visit, app: AppServer, browser: Browser) -> None:
    visit.open("/projects", period="2018-06", part="list")
    with visit.page.expect_download() as taken:
        visit.page.locator("[data-testid=stDownloadButton] button").first.click()
    address = taken.value.url
    path = "/media/" + address.rpartition("/")[2]
    cookies = {one["name"]: one["value"] for one in visit.page.context.cookies()}
    own = "; ".join(f"{name}={value}" for name, value in cookies.items())
    mine = answer(app, path, Cookie=own)
    assert (mine.status, mine.headers["cache-control"]) == (200, "no-store")
    assert answer(app, path).status == 404
    assert answer(app, path, Cookie="quntuan_visitor=somebody-else").status == 404
    stranger = browser.new_context()
    page = stranger.new_page()
    page.goto(app.url)
    page.wait_for_selector(STANDING)
    theirs = "; ".join(f"{one['name']}={one['value']}" for one in stranger.cookies())
    stranger_got = answer(app, path, Cookie=theirs)
    stranger.close()
    assert "quntuan_visitor" in theirs
    assert stranger_got.status == 404, "not even to who has a page open"
    assert answer(app, "/media/../media" + path.removeprefix("/media"), Cookie="a=b").status in (400, 404)
