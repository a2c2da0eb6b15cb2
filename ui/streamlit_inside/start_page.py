"""Corrections to Streamlit's own start page, made before a browser sees it.

Streamlit takes a folder called ``pages`` for the old kind of app with several pages: the first visitor
of a new server who follows a link to a page is told "Page not found" over that page. Its front end
looks for the server below the path of the page first, which leaves two errors in the console of every
such visit, and it cannot start at all below a second step of a path. All of that is settled here, and
the browser is told to refuse every request to the outside. On pages that open with a map or a plot it
prepares their scripts while the server works out the page, which it else would do when they have come.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qs, quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir
from streamlit.runtime.pages_manager import PagesManager

#: Where the front end finds its server, whatever page it was asked for.
SERVER = "window.__streamlit={BACKEND_BASE_URL:location.origin};"
#: Pieces of the start page: its language, the begin and the end of its head.
LANGUAGE, HEAD, HEAD_END = b'<html lang="en">', b"<head>", b"</head>"
#: deck.gl and vega compile functions, Streamlit's styles and components are inline, maps use blobs.
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:{outside}; "
    "connect-src 'self' ws://{host} wss://{host} data: blob:{outside}; form-action 'self'; base-uri 'self'; "
    "object-src 'none'; frame-ancestors 'self'"
)

#: Where the scripts lie in Streamlit's front end.
SCRIPTS = "static/js"
_EARLY = Path(__file__).parent / "early_import.js"

PagesManager.uses_pages_directory = False


class Drawn(StrEnum):
    """What a page may open with, as the script of the front end that draws it; a hash stands in its name."""

    MAP = "DeckGlJsonChart.*.js"
    PLOT = "PlotlyChart.*.js"


@dataclass(frozen=True)
class Opening:
    """What the house adds to the start page.

    Attributes:
        script: run before anything is asked for.
        style: gives the style sheet for the parameters of an address.
        drawn: what pages open with that takes a script of its own, by their path.
        hosts: gives the hosts outside that browsers may ask, as a content policy names them; '' for none.
    """

    script: str
    style: Callable[[Mapping[str, Sequence[str]]], str]
    drawn: Mapping[str, Sequence[Drawn]]
    hosts: Callable[[], str]


class StartPage:
    """Middleware that corrects the start page and gives every answer the content policy."""

    def __init__(self, app: ASGIApp, opening: Opening) -> None:
        """Stand before another application."""
        self._app, self._opening = app, opening

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            if "text/html" in Headers(scope=scope).get("accept", ""):
                _ask_for_it_whole(scope)
            send = _Corrected(scope, send, self._opening)
        await self._app(scope, receive, send)


class _Corrected:
    """Sends one answer on; a start page is collected first and corrected as a whole."""

    def __init__(self, scope: Scope, send: Send, opening: Opening) -> None:
        self._path, self._query = scope["path"], scope["query_string"]
        self._opening = opening
        hosts = " ".join(["", *opening.hosts().split()])
        self._policy = POLICY.format(host=Headers(scope=scope).get("host", ""), outside=hosts)
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers["content-security-policy"] = self._policy
            if _is_page(headers):
                self._start = message
                return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            await self._send_page(self._start)

    async def _send_page(self, start: Message) -> None:
        headers = MutableHeaders(raw=start["headers"])
        if _steps(self._path) > 1:
            start["status"], self._body = 307, b""
            headers["location"] = _first_step(self._path, self._query)
        for found, wanted in self._corrections().items():
            self._body = self._body.replace(found, wanted, 1)
        headers["content-length"] = str(len(self._body))
        del headers["etag"], headers["last-modified"]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": self._body})

    def _corrections(self) -> dict[bytes, bytes]:
        """What stands in the place of each piece of the page."""
        own = self._opening
        scripts = _early_scripts(own.drawn.get(self._path.strip("/"), ()))
        style = f"<style>{own.style(parse_qs(self._query.decode('latin-1')))}</style>".encode()
        return {
            LANGUAGE: b'<html lang="zh-CN">',
            HEAD: HEAD + f"<script>{SERVER}{own.script}</script>".encode(),
            HEAD_END: scripts + style + HEAD_END,
        }


def _early_scripts(drawn: Sequence[Drawn]) -> bytes:
    """Fetch and prepare the scripts that draw what a page opens with."""
    folder = Path(get_static_dir(), SCRIPTS)
    scripts = [f"./{SCRIPTS}/{file.name}" for one in drawn for file in folder.glob(one.value)]
    if not scripts:
        return b""
    fetched = "".join(f'<link rel="modulepreload" href="{script}">' for script in scripts)
    early = _EARLY.read_text("utf-8")
    return f'{fetched}<script type="module" data-scripts="{" ".join(scripts)}">{early}</script>'.encode()


def _ask_for_it_whole(scope: Scope) -> None:
    """Drop what would bring a page that is kept or packed: it could not be corrected on its way."""
    unwanted = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
    scope["headers"] = [header for header in scope["headers"] if header[0] not in unwanted]


def _is_page(headers: MutableHeaders) -> bool:
    packed = "content-encoding" in headers
    return headers.get("content-type", "").startswith("text/html") and not packed


def _steps(path: str) -> int:
    return len([step for step in path.split("/") if step])


def _first_step(path: str, query: bytes) -> str:
    first = quote(path.strip("/").split("/")[0])
    return f"/{first}?{query.decode('latin-1')}" if query else f"/{first}"
