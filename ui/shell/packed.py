"""Scripts and styles go out packed, and are packed once: nothing is packed again for the next visitor.

Streamlit sends its front end as it lies on the disk, because packing it at every request costs more than it
saves. What may be kept for ever does not change while the server runs: its packed form is kept in memory, and
sent from there without asking anybody behind.
"""

import gzip
from collections.abc import Mapping

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: What of the content gets smaller; pictures and type come packed.
KINDS = ("text/javascript", "application/javascript", "text/css", "application/json", "image/svg+xml")
#: How an answer says that it never changes.
FOREVER = "immutable"
#: Smaller answers fit into one parcel of the network as they are.
LEAST_BYTES = 1400
_HARDNESS = 6
#: A part of a file, or a file that the browser has: packed ones are no answer.
_OTHERWISE = ("range", "if-none-match", "if-modified-since")


class Packed:
    """Middleware that packs what never changes, once, and answers from memory then."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before another application."""
        self._app = app
        self._kept: dict[str, tuple[Message, Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not _may_be_packed(scope):
            await self._app(scope, receive, send)
        elif scope["path"] in self._kept:
            start, body = self._kept[scope["path"]]
            # Who sends it on adds to the headers.
            await send({**start, "headers": list(start["headers"])})
            await send(body)
        else:
            await self._app(scope, receive, _Packing(scope["path"], self._kept, send))


class _Packing:
    """Sends one answer on; what never changes is collected, packed and kept."""

    def __init__(self, path: str, kept: dict[str, tuple[Message, Message]], send: Send) -> None:
        self._path, self._kept, self._send = path, kept, send
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _never_changes(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_packed(self._start)

    async def _send_packed(self, start: Message) -> None:
        packed = await to_thread.run_sync(gzip.compress, bytes(self._body), _HARDNESS)
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["content-encoding"], headers["content-length"] = "gzip", str(len(packed))
        headers["vary"] = "Accept-Encoding"
        if "etag" in headers:
            headers["etag"] = f"W/{headers['etag'].removeprefix('W/')}"
        kept = {**start, "headers": headers.raw}, {"type": "http.response.body", "body": packed}
        self._kept[self._path] = kept
        await self._send({**start, "headers": list(headers.raw)})
        await self._send(kept[1])


def _may_be_packed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    asked = Headers(scope=scope)
    return "gzip" in asked.get("accept-encoding", "") and not any(name in asked for name in _OTHERWISE)


def _never_changes(start: Mapping[str, object]) -> bool:
    headers = Headers(raw=start["headers"])  # type: ignore[arg-type]
    return (
        start["status"] == 200
        and FOREVER in headers.get("cache-control", "")
        and headers.get("content-type", "").startswith(KINDS)
        and "content-encoding" not in headers
        and int(headers.get("content-length", LEAST_BYTES)) >= LEAST_BYTES
    )
