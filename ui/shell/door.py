"""The door: who is let in, before Streamlit sees a request, and what every answer carries.

Streamlit asks the internet for its own address when a foreign page opens a connection, and answers under
whatever name it is asked for. Both are settled here, for pages and for connections alike: a request must name
this server by a host of ours, and what a browser sends from a page must come from a page of ours.
"""

import os
import re
import secrets
from collections.abc import Callable, Iterator
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Environment variable with further names of this server, separated by commas.
VARIABLE = "QUNTUAN_HOSTS"
#: Names of this machine to itself.
OWN = frozenset({"127.0.0.1", "localhost", "[::1]"})
#: Tells visitors apart, so that a file goes to nobody but who asked for it; no script can read it.
VISITOR = "quntuan_visitor"

#: What answers below the folder of Streamlit's own addresses, and leads to files of one visitor.
_CORE, _ANSWERING = "_stcore", ("health", "host-config", "stream", "upload_file", "bidi-components")
_FILES = ("media", "_stcore/upload_file")

_AUTHORITY = re.compile(r"([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::([0-9]{1,5}))?", re.IGNORECASE)
_ORIGIN = re.compile(r"(https?)://([^/?#\s]+)", re.IGNORECASE)
#: What an address has around host and port.
_ADDRESS = re.compile(r"^https?://|/.*$", re.IGNORECASE)
_PORTS = {"http": "80", "https": "443"}

_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

#: Tells whether the file of an address belongs to a visitor.
Owns = Callable[[str, str], bool]


class Door:
    """Middleware that lets in whom it knows, and nobody else."""

    def __init__(self, app: ASGIApp, owns: Owns) -> None:
        """Stand before another application.

        Args:
            app: what is behind the door.
            owns: tells whether the file of an address belongs to a visitor.
        """
        self._app, self._owns = app, owns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in, or send it away."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refused = _refusal(scope, self._owns)
        if refused is not None:
            await _send_away(scope, receive, send, *refused)
            return
        _agree(scope)
        await self._app(scope, receive, _answering(scope, send) if scope["type"] == "http" else send)


def names() -> frozenset[str]:
    """Return the names by which this server may be asked, also where whole addresses were written down."""
    further = (_ADDRESS.sub("", name.strip()) for name in os.environ.get(VARIABLE, "").split(","))
    return OWN | {named[0] for name in further if (named := _authority([name]))}


def visitor(scope: Scope) -> str:
    """Return what tells the visitor of a request from others; '' for a new one."""
    return visitor_in(Headers(scope=scope).get("cookie", ""))


def visitor_in(cookies: str) -> str:
    """Return the same from the text of a cookie header."""
    try:
        found = SimpleCookie(cookies).get(VISITOR)
    except CookieError:
        return ""
    return found.value if found else ""


def _refusal(scope: Scope, owns: Owns) -> tuple[int, str] | None:
    """Say why a request is sent away; None where it is let in."""
    headers = Headers(scope=scope)
    host = _authority(headers.getlist("host"))
    if host is None or host[0] not in names():
        return 421, f"这台服务器不叫这个名字。请用登记的网址打开，或请管理员把它加进 {VARIABLE}。"
    origins = headers.getlist("origin")
    if (origins or scope["type"] == "websocket") and not _is_ours(origins, host):
        return 403, "这个请求来自别的网站，没有受理。"
    steps = [step for step in scope["path"].split("/") if step]
    if steps[:1] == [_CORE] and (len(steps) < 2 or steps[1] not in _ANSWERING):
        return 404, "没有这个地址。"
    if "/".join(steps).startswith(_FILES) and not owns(scope["path"], visitor(scope)):
        return 404, "没有这个文件，或者它不是您打开的页面上的。请回到页面再点一次。"
    return None


def _authority(said: list[str]) -> tuple[str, str] | None:
    """Take the one host that is named apart: name in small letters, and port, '' where none is named."""
    match = _AUTHORITY.fullmatch(said[0].strip()) if len(said) == 1 else None
    return (match[1].lower().rstrip("."), match[2] or "") if match else None


def _is_ours(origins: list[str], host: tuple[str, str]) -> bool:
    """Tell whether the one page that a request comes from is of this server."""
    match = _ORIGIN.fullmatch(origins[0].strip()) if len(origins) == 1 else None
    page = _authority([match[2]]) if match else None
    if match is None or page is None:
        return False
    usual = _PORTS[match[1].lower()]
    is_same = page[0] == host[0] and (page[1] or usual) == (host[1] or usual)
    # A proxy may call this server by a name of its own; then the page has one of those that were told.
    return is_same or page[0] in names() - OWN


def _agree(scope: Scope) -> None:
    """Let the host be that of the page, which was found to be ours: nobody behind needs to look it up."""
    origin = Headers(scope=scope).get("origin")
    if origin:
        host = origin.partition("://")[2].encode("latin-1")
        scope["headers"] = [(name, host if name == b"host" else said) for name, said in scope["headers"]]


async def _send_away(scope: Scope, receive: Receive, send: Send, status: int, words: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    body = words.encode()
    said = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(body))} | _HEADERS
    headers = [(name.encode(), value.encode()) for name, value in said.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _answering(scope: Scope, send: Send) -> Send:
    """Send answers on with the headers that all of them carry."""
    is_file = scope["path"].lstrip("/").startswith(_FILES)
    given = list(_cookie(scope))

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            for name, value in _HEADERS.items():
                headers[name] = value
            if is_file:
                headers["cache-control"] = "no-store"
            for cookie in given:
                headers.append("set-cookie", cookie)
        await send(message)

    return answer


def _cookie(scope: Scope) -> Iterator[str]:
    """Write a cookie for whoever opens a page for the first time."""
    if "text/html" in Headers(scope=scope).get("accept", "") and not visitor(scope):
        yield f"{VISITOR}={secrets.token_urlsafe(24)}; Path=/; HttpOnly; SameSite=Strict"
