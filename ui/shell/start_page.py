"""How the app is served: corrections to Streamlit's own start page, made before a browser sees it.

Streamlit takes a folder called ``pages`` for the old kind of app with several pages: the first visitor
of a new server who follows a link to a page is told "Page not found" over that page. Its front end
looks for the server below the path of the page first, which leaves two errors in the console of every
such visit, and it cannot start at all below a second step of a path. All of that is settled here, and
the browser is told to refuse every request to the outside. The start page also tells how large the window
is and sets the page's own type, which tables measure when they first stand. On pages that open with a map
it prepares the script of maps while the server works out the page, which it else would do when the map has
come.
"""

from pathlib import Path
from urllib.parse import parse_qsl, quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir
from streamlit.runtime.pages_manager import PagesManager

from ui import projector, viewport
from ui.maps import basemap

_START = (
    "window.__streamlit={BACKEND_BASE_URL:location.origin};"
    f"document.cookie=`{viewport.COOKIE}=${{innerWidth}}x${{innerHeight}};path=/;samesite=strict`"
)
#: What is changed in the start page: its language, where its server is, and the cookie of the window's size.
CORRECTIONS = {
    b'<html lang="en">': b'<html lang="zh-CN">',
    b"<head>": f"<head><script>{_START}</script>".encode(),
}
#: deck.gl and vega compile functions, Streamlit's styles and components are inline, maps use blobs.
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:{tiles}; "
    "connect-src 'self' ws://{host} wss://{host} data: blob:{tiles}; form-action 'self'; base-uri 'self'"
)

#: Paths of the pages that open with a map, and where the scripts lie in Streamlit's front end.
MAPPED = ("", "coverage")
SCRIPTS = "static/js"
_EARLY = Path(__file__).parents[1] / "assets" / "early_import.js"

PagesManager.uses_pages_directory = False


class StartPage:
    """Middleware that corrects the start page and gives every answer the content policy."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before another application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            if "text/html" in Headers(scope=scope).get("accept", ""):
                _ask_for_it_whole(scope)
            send = _Corrected(scope, send)
        await self._app(scope, receive, send)


class _Corrected:
    """Sends one answer on; a start page is collected first and corrected as a whole."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._path, self._query = scope["path"], scope["query_string"]
        tiles = f" {basemap.HOSTS}" if basemap.configured() else ""
        self._policy = POLICY.format(host=Headers(scope=scope).get("host", ""), tiles=tiles)
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
        for found, wanted in CORRECTIONS.items():
            self._body = self._body.replace(found, wanted, 1)
        scripts = _map_scripts() if self._path.strip("/") in MAPPED else b""
        self._body = self._body.replace(b"</head>", scripts + _type(self._query) + b"</head>", 1)
        headers["content-length"] = str(len(self._body))
        del headers["etag"], headers["last-modified"]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": self._body})


def _type(query: bytes) -> bytes:
    presented = projector.is_asked(dict(parse_qsl(query.decode("latin-1"))))
    return f"<style>{viewport.type_sheet(presented)}</style>".encode()


def _map_scripts() -> bytes:
    """Fetch and prepare the script that draws maps; its name holds a hash of Streamlit's version."""
    early = _EARLY.read_text("utf-8")
    files = Path(get_static_dir(), SCRIPTS).glob("DeckGlJsonChart.*.js")
    tags = (
        f'<link rel="modulepreload" href="{script}">'
        f'<script type="module" data-script="{script}">{early}</script>'
        for script in (f"./{SCRIPTS}/{file.name}" for file in files)
    )
    return "".join(tags).encode()


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


MIDDLEWARE = (Middleware(StartPage),)
