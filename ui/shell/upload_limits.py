"""How much visitors may have lying in the server's memory: each of them, and all together.

A file that is dropped on a box is sent at once and stays until it is handed in or its page is closed. What
would be too much is sent away before it is read.
"""

from collections import Counter
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

#: MB that one visitor's page may hold: a batch of the largest size, and half a one that is dropped beside it.
SESSION_MB = 300
#: MB that all pages may hold together.
TOTAL_MB = 1_200

_MB = 2**20
_PATH = "/_stcore/upload_file/"
_TOO_MUCH = f"这一页收着的文件合计超过 {SESSION_MB} MB。请先核对已经放进来的，或重新打开这一页，再分几批交。"
_ALL_FULL = f"服务器正收着的文件合计超过 {TOTAL_MB:,} MB。请过几分钟再放文件。"
_NO_LENGTH = "没有说明文件有多大，没有受理。请用浏览器打开页面上交。"

#: Gives the bytes that a session holds, and all sessions together.
Held = Callable[[str], tuple[int, int]]


class UploadLimits:
    """Middleware that sends uploads away that would be too much."""

    def __init__(self, app: ASGIApp, held: Held) -> None:
        """Stand before another application."""
        self._app, self._held = app, held
        self._coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an upload through, or send it away."""
        if scope["type"] != "http" or scope["method"] != "PUT" or not scope["path"].startswith(_PATH):
            await self._app(scope, receive, send)
            return
        session = scope["path"].removeprefix(_PATH).partition("/")[0]
        said = Headers(scope=scope).get("content-length", "")
        if not (said.isascii() and said.isdigit()):
            await PlainTextResponse(_NO_LENGTH, 411)(scope, receive, send)
            return
        size = int(said[:20])
        refused = self._refusal(session, size)
        if refused:
            await PlainTextResponse(refused, 413)(scope, receive, send)
            return
        self._coming[session] += size
        try:
            await self._app(scope, receive, send)
        finally:
            self._coming[session] -= size
            self._coming += Counter()  # those that nothing is coming for are left out

    def _refusal(self, session: str, size: int) -> str:
        own, everybody = self._held(session)
        if own + self._coming[session] + size > SESSION_MB * _MB:
            return _TOO_MUCH
        return _ALL_FULL if everybody + self._coming.total() + size > TOTAL_MB * _MB else ""
