"""What visitors send lies in the server's memory only up to a limit, each alone and all together."""

import asyncio
from typing import Any

import pytest
from starlette.responses import PlainTextResponse

from tests.running import run
from ui.shell import upload_limits
from ui.shell.upload_limits import SESSION_MB, TOTAL_MB, UploadLimits

MB = 2**20


def answer(held: tuple[int, int], size: str | None, method: str = "PUT") -> tuple[int, str]:
    """Send a file of a size where so many bytes are held; give status and words."""
    return run(_answer(UploadLimits(PlainTextResponse("taken"), lambda _: held), size, method))


async def _answer(limits: UploadLimits, size: str | None, method: str) -> tuple[int, str]:
    headers = [] if size is None else [(b"content-length", size.encode())]
    scope = {
        "type": "http",
        "method": method,
        "headers": headers,
        "path": "/_stcore/upload_file/s/f",
    }
    told: list[Any] = []

    async def send(message: Any) -> None:
        told.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    await limits(scope, receive, send)
    return told[0]["status"], told[1]["body"].decode()


@pytest.mark.parametrize(
    ("own", "everybody", "size", "status", "said"),
    [
        (0, 0, SESSION_MB * MB, 200, "taken"),
        (0, 0, SESSION_MB * MB + 1, 413, f"合计超过 {SESSION_MB} MB"),
        (SESSION_MB * MB, SESSION_MB * MB, 1, 413, "分几批"),
        (0, TOTAL_MB * MB - 5, 5, 200, "taken"),
        (0, TOTAL_MB * MB - 5, 6, 413, f"合计超过 {TOTAL_MB:,} MB"),
    ],
)
def test_what_would_be_too_much_is_sent_away(
    own: int, everybody: int, size: int, status: int, said: str
) -> None:
    found = answer((own, everybody), str(size))
    assert found[0] == status
    assert said in found[1]


@pytest.mark.parametrize("size", [None, "", "-1", "1e3"])
def test_a_file_that_does_not_say_how_large_it_is_is_sent_away(size: str | None) -> None:
    assert answer((0, 0), size)[0] == 411


def test_removing_a_file_is_never_refused() -> None:
    assert answer((SESSION_MB * MB, TOTAL_MB * MB), None, "DELETE")[0] == 200


def test_what_is_on_its_way_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_limits, "SESSION_MB", 1)

    async def several() -> list[int]:
        gate = asyncio.Event()

        async def slow(scope: Any, receive: Any, send: Any) -> None:
            await gate.wait()
            await PlainTextResponse("taken")(scope, receive, send)

        limits = UploadLimits(slow, lambda _: (0, 0))
        sent = [asyncio.create_task(_answer(limits, str(MB // 2 + 1), "PUT")) for _ in range(2)]
        await asyncio.sleep(0)
        gate.set()
        found = [(await one)[0] for one in sent]
        return [*found, (await _answer(limits, str(MB), "PUT"))[0]]

    assert run(several()) == [200, 413, 200]
