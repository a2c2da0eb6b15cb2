"""Sending papers by mail, against a real SMTP server on the loopback."""

import json
import shutil
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from reports.__main__ import DIFFERENT, DONE, USAGE, main
from reports.editions.edition import Edition
from reports.mail import log, sending, settings

PASSWORD = "秘密secret-7"  # noqa: S105 - of a server that lives as long as a test


class Office:
    """What the server was given, and what it answers."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, EmailMessage]] = []
        self.answers: dict[str, list[str]] = {}

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or answer as the test says."""
        if self.answers.get(address):
            return self.answers[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a message."""
        found = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(found, EmailMessage)
        self.messages.append((envelope.rcpt_tos[0], found))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def office() -> Iterator[tuple[Office, int]]:
    told = Office()
    controller = Controller(told, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield told, controller.port
    controller.stop()


@pytest.fixture
def folder(warehouse: Path, tmp_path: Path) -> Path:
    """A warehouse of its own that shares the snapshot."""
    own = tmp_path / "warehouse"
    shutil.copytree(warehouse, own)
    return own


def configured(folder: Path, at: int, *to: str, **more: object) -> None:
    told = {"enabled": True, "host": "127.0.0.1", "port": at, "security": "none"} | {
        "sender": "改革办 <office@example.org>",
        "to": list(to),
        "papers": ["minutes"],
        "tries": 2,
        "wait_seconds": 0,
    }
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in (told | more).items()]
    file = folder / settings.NAME
    file.write_text("\n".join(lines), encoding="utf-8")
    file.chmod(0o600)


def logged(folder: Path) -> list[tuple[str, str]]:
    lines = (folder / log.NAME).read_text(encoding="utf-8").splitlines()
    return [(line["to"], line["result"]) for line in map(json.loads, lines)]


def test_each_is_sent_the_papers_once_and_what_failed_is_tried_again(
    folder: Path, office: tuple[Office, int], edition: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    told, port = office
    configured(folder, port, "a@example.org", "乙 <b@example.org>", "c@example.org")
    told.answers = {"b@example.org": ["451 later"], "c@example.org": ["550 nobody"]}
    send = ["send", "--warehouse", str(folder)]
    assert main(send) == DIFFERENT
    assert [to for to, _ in told.messages] == ["a@example.org", "b@example.org"]
    assert "550 nobody" in capsys.readouterr().out
    assert logged(folder) == [
        ("a@example.org", "sent"),
        ("c@example.org", "failed"),
        ("乙 <b@example.org>", "sent"),
    ]
    assert main(send) == DONE
    assert [to for to, _ in told.messages] == ["a@example.org", "b@example.org", "c@example.org"]
    assert main(send) == DONE
    assert len(told.messages) == 3
    assert "没有再发" in capsys.readouterr().out
    _, message = told.messages[0]
    assert edition.number in message["Subject"]
    body = message.get_body()
    assert body is not None
    assert edition.sha256 in body.get_content()
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == f"{edition.number}-会议纪要.docx"
    content = attached.get_content()
    assert docx.Document(BytesIO(content)).core_properties.title.endswith("纪要")
    assert (folder / log.NAME).stat().st_mode & 0o777 == 0o600


def test_a_server_that_is_not_there_is_told(
    edition: Edition, capsys: pytest.CaptureFixture[str], office: tuple[Office, int]
) -> None:
    told, port = office
    how = settings.Settings("127.0.0.1", "a@example.org", ("b@example.org",), 1, "none", tries=3)
    noted: list[tuple[str, str]] = []
    waited: list[float] = []
    message = sending.message(how, edition, "b@example.org", {})
    failed = sending.send(how, {"b@example.org": message}, lambda *each: noted.append(each), waited.append)
    assert waited == [30, 30]
    assert failed["b@example.org"] == noted[0][1] == "试了 3 次：连不上邮件服务器 127.0.0.1:1，或连接中断"


# The server of this test stands on the loopback, where nobody listens.
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_who_signs_in_wrongly_is_told_without_the_password(edition: Edition) -> None:
    def check(server: Any, session: Any, envelope: Any, mechanism: str, found: Any) -> AuthResult:
        is_right = isinstance(found, LoginPassword) and found.password == PASSWORD.encode()
        return AuthResult(success=is_right, handled=False)

    told = Office()
    controller = Controller(
        told,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=check,
        auth_require_tls=False,
        auth_required=True,
    )
    controller.start()
    try:
        port = controller.port
        noted: list[tuple[str, str]] = []
        for password in ("wrong-4711", PASSWORD.encode("ascii", "ignore").decode()):
            how = settings.Settings(
                *("127.0.0.1", "a@example.org", ("b@example.org",), port, "none", "office", password)
            )
            message = sending.message(how, edition, "b@example.org", {})
            sending.send(how, {"b@example.org": message}, lambda *each: noted.append(each), lambda _: None)
            assert password not in repr(how)
        assert all("不接受用户名或密码" in why and "4711" not in why for _, why in noted)
        assert not told.messages
    finally:
        controller.stop()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"enabled": False}, "没有开启邮件"),
        ({"to": []}, "to 写得不对"),
        ({"to": ["a@example.org\nBcc: b@example.org"]}, "to 写得不对"),
        ({"port": 0}, "port 写得不对"),
        ({"papers": ["deck of cards"]}, "papers 写得不对"),
        ({"user": "u", "password": "p", "host": "mail.example.org"}, "没有加密"),
        ({"colour": "red"}, "不认识的项 colour"),
    ],
)
def test_what_is_wrong_in_the_file_is_told(
    change: dict[str, object], said: str, warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(tmp_path, 25, "a@example.org", **change)
    asked = ["send", "--warehouse", str(warehouse), "--config", str(tmp_path / settings.NAME)]
    assert main(asked) == USAGE
    assert said in capsys.readouterr().err


def test_mail_is_off_until_a_file_says_otherwise(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["send", "--warehouse", str(warehouse)]) == USAGE
    assert "没有开启邮件" in capsys.readouterr().err


def test_a_password_that_others_can_read_is_told(tmp_path: Path) -> None:
    configured(tmp_path, 25, "a@example.org", **{"user": "u", "password_file": "word"})
    (tmp_path / "word").write_text("4711\n", encoding="utf-8")
    (tmp_path / "word").chmod(0o644)
    how, warnings = settings.read(tmp_path / settings.NAME)
    assert how.password == "4711"  # noqa: S105
    assert len(warnings) == 1
    assert "word 别的用户也能读" in warnings[0]
