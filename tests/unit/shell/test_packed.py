"""What never changes goes out packed and is asked for once; all else goes as it comes."""

import gzip

import pytest
from starlette.types import Message, Receive, Scope, Send

from tests.running import run
from ui.shell.packed import FOREVER, LEAST_BYTES, Packed

SCRIPT = b"const county = '\xe5\xae\x89\xe7\xa6\x8f';\n" * 200


class Behind:
    """An application that answers with one file, in two pieces, and counts how often it is asked."""

    def __init__(self, body: bytes = SCRIPT, kept: str = f"public, {FOREVER}", status: int = 200) -> None:
        self.body, self.kept, self.status, self.asked = body, kept, status, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        self.asked += 1
        headers = {"content-type": "text/javascript", "cache-control": self.kept, "etag": '"1"'}
        raw = [(name.encode(), text.encode()) for name, text in headers.items()]
        raw.append((b"content-length", str(len(self.body)).encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": raw})
        await send({"type": "http.response.body", "body": self.body[:100], "more_body": True})
        await send({"type": "http.response.body", "body": self.body[100:]})


def ask(app: Packed, method: str = "GET", **headers: str) -> tuple[dict[str, str], bytes]:
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    raw = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    run(app({"type": "http", "method": method, "path": "/a.js", "headers": raw}, receive, send))
    start = {name.decode(): text.decode() for name, text in told[0]["headers"]}
    told[0]["headers"].append((b"x-added", b"behind us"))
    return start, b"".join(message["body"] for message in told[1:])


def test_a_script_is_packed_once_and_told_alike_every_time() -> None:
    behind = Behind()
    app = Packed(behind)
    first, again = (ask(app, accept_encoding="gzip, deflate, br") for _ in range(2))
    assert first == again, "and nothing that was added to the first answer is in the second"
    headers, body = first
    assert behind.asked == 1
    assert gzip.decompress(body) == SCRIPT
    assert headers["content-length"] == str(len(body))
    assert (headers["content-encoding"], headers["vary"], headers["etag"]) == (
        "gzip",
        "Accept-Encoding",
        'W/"1"',
    )


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {}),
        ("HEAD", {"accept_encoding": "gzip"}),
        ("GET", {"accept_encoding": "gzip", "range": "bytes=0-1"}),
        ("GET", {"accept_encoding": "gzip", "if_none_match": '"1"'}),
    ],
)
def test_other_questions_are_answered_as_before(method: str, headers: dict[str, str]) -> None:
    app = Packed(Behind())
    ask(app, accept_encoding="gzip")
    told, body = ask(app, method, **headers)
    assert "content-encoding" not in told
    assert body == SCRIPT


@pytest.mark.parametrize(
    "behind", [Behind(kept="no-cache"), Behind(status=404), Behind(body=SCRIPT[: LEAST_BYTES - 1])]
)
def test_what_may_change_is_neither_packed_nor_kept(behind: Behind) -> None:
    app = Packed(behind)
    for _ in range(2):
        told, body = ask(app, accept_encoding="gzip")
        assert "content-encoding" not in told
        assert body == behind.body
    assert behind.asked == 2
