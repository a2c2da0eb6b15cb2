"""Sending messages by SMTP: what fails for a while is tried again, what is refused is told."""

from __future__ import annotations

import smtplib
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from reports.editions import reading
from reports.editions.edition import Edition
from reports.mail.settings import Settings

#: From this answer on, a server will not take the message later either.
_FOR_GOOD = 500
#: The kind of an attachment by the ending of its name.
_KINDS = {
    "docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def message(settings: Settings, edition: Edition, to: str, files: Mapping[str, bytes]) -> EmailMessage:
    """The message to one recipient.

    Args:
        settings: how mail is sent.
        edition: the edition.
        to: the recipient.
        files: attachments by name.
    """
    place, month = edition.about["place"], reading.month_words(edition)
    told = EmailMessage()
    told["Subject"] = f"{place}{month}群团改革材料（{edition.name}）"
    told["From"], told["To"] = settings.sender, to
    told["Date"] = format_datetime(datetime.now().astimezone())
    told["Message-ID"] = make_msgid(domain=parseaddr(settings.sender)[1].rpartition("@")[2])
    lines = [
        f"{place}{month}群团改革材料，见附件：",
        *(f"  {name}" for name in files),
        "",
        f"{edition.name}",
        f"SHA-256 {edition.sha256}",
        *reading.warnings(edition),
    ]
    told.set_content("\n".join(lines) + "\n")
    for name, content in files.items():
        kind = _KINDS[name.rpartition(".")[2]]
        told.add_attachment(content, maintype="application", subtype=kind, filename=name)
    return told


def send(
    settings: Settings,
    messages: Mapping[str, EmailMessage],
    note: Callable[[str, str], None],
    pause: Callable[[float], None] = time.sleep,
) -> dict[str, str]:
    """Send messages, each to one recipient.

    Args:
        settings: how mail is sent.
        messages: by recipient.
        note: called with each recipient and '' once it is sent, or why it finally was not.
        pause: waits so many seconds.

    Returns:
        Why not, in Chinese, by recipient who was sent nothing.
    """
    waiting = dict(messages)
    failed: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for number in range(settings.tries):
        if number:
            pause(settings.wait_seconds)
        reasons = _try(settings, waiting, note, failed)
        if not waiting:
            break
    for to in waiting:
        failed[to] = f"试了 {settings.tries} 次：{reasons[to]}"
        note(to, failed[to])
    return failed


def _try(
    settings: Settings,
    waiting: dict[str, EmailMessage],
    note: Callable[[str, str], None],
    failed: dict[str, str],
) -> dict[str, str]:
    """Try all once. What is settled is taken out of ``waiting``; gives why the others were not sent."""
    reasons: dict[str, str] = {}
    try:
        with _connected(settings) as server:
            for to in list(waiting):
                try:
                    server.send_message(waiting[to], to_addrs=[parseaddr(to)[1]])
                except (smtplib.SMTPException, OSError) as error:
                    reasons[to], for_good = _reason(settings, error)
                    if not for_good:
                        continue
                    failed[to] = reasons[to]
                note(to, failed.get(to, ""))
                del waiting[to]
    except (smtplib.SMTPException, OSError) as error:
        reason, for_good = _reason(settings, error)
        for to in list(waiting):
            reasons.setdefault(to, reason)
            if for_good:
                failed[to] = reason
                note(to, reason)
                del waiting[to]
    return reasons


def _connected(settings: Settings) -> smtplib.SMTP:
    timeout = settings.timeout_seconds
    if settings.security == "tls":
        secure = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, settings.port, timeout=timeout, context=secure)
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=timeout)
    try:
        if settings.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.user:
            server.login(settings.user, settings.password)
    except BaseException:
        server.close()
        raise
    return server


def _reason(settings: Settings, error: Exception) -> tuple[str, bool]:
    """Why something was not sent, in Chinese, and whether it will never be."""
    where = f"{settings.host}:{settings.port}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
        return f"收件人被拒收（{code} {_text(answer)}）", code >= _FOR_GOOD
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"{where} 不接受用户名或密码（{error.smtp_code}）", error.smtp_code >= _FOR_GOOD
    if isinstance(error, smtplib.SMTPResponseException):
        return (
            f"{where} 没有收下（{error.smtp_code} {_text(error.smtp_error)}）",
            error.smtp_code >= _FOR_GOOD,
        )
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return f"{where} 不支持所配置的加密或登录", True
    if isinstance(error, ssl.SSLError):
        return f"{where} 的加密连接没有建立", False
    return f"连不上邮件服务器 {where}，或连接中断", False


def _text(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return "".join(letter if letter.isprintable() else " " for letter in text)[:200]


def names_of(edition: Edition, papers: Sequence[str], called: Mapping[str, str]) -> dict[str, str]:
    """The names of attachments by paper: 安福2018-06-01-简报.docx."""
    endings = {"workbook": "xlsx"}
    return {paper: f"{edition.number}-{called[paper]}.{endings.get(paper, 'docx')}" for paper in papers}
