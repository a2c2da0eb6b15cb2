"""The file that says whether and how mail is sent: `mail.toml` in the warehouse folder, or another."""

from __future__ import annotations

import ipaddress
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from reports.editions.edition import EditionError

NAME = "mail.toml"
#: Papers that can be sent, with what they are called.
PAPERS = {"brief": "简报", "minutes": "会议纪要", "workbook": "数据工作簿"}
_SECURITIES = ("tls", "starttls", "none")


@dataclass(frozen=True)
class Settings:
    """How mail is sent.

    Attributes:
        host: the mail server.
        sender: from whom.
        to: to whom, each a message of their own.
        port: of the server.
        security: tls from the beginning, starttls, or none.
        user: of the server; '' signs in as nobody.
        password: of the user; never shown.
        papers: what is sent.
        tries: how often one run tries.
        wait_seconds: between two tries.
        timeout_seconds: how long the server may take to answer.
    """

    host: str
    sender: str
    to: tuple[str, ...]
    port: int = 465
    security: str = "tls"
    user: str = ""
    password: str = field(default="", repr=False)
    papers: tuple[str, ...] = ("brief",)
    tries: int = 3
    wait_seconds: float = 30
    timeout_seconds: float = 30


def read(path: Path) -> tuple[Settings, list[str]]:
    """Read the file.

    Returns:
        The settings, and warnings in Chinese: who else can read it.

    Raises:
        EditionError: mail is not switched on, or something in the file is wrong.
    """
    if not path.is_file():
        told = f"没有开启邮件：没有配置文件 {path.name}"
        raise EditionError(f"{told}；写法见 docs/operations.md，写好以后再发", usage=True)
    try:
        told_in_file = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _wrong(path, "读不出来，请检查权限") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(path, f"不是正确的 TOML：{error}") from error
    if told_in_file.pop("enabled", False) is not True:
        raise EditionError(f"没有开启邮件：请在 {path.name} 里写 enabled = true", usage=True)
    warnings = _readable_by_others(path)
    if "password_file" in told_in_file:
        kept = path.parent / str(told_in_file.pop("password_file"))
        warnings += _readable_by_others(kept)
        told_in_file["password"] = _password(path, kept)
    return _checked(path, told_in_file), warnings


def _password(path: Path, kept: Path) -> str:
    try:
        return kept.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(path, f"写的密码文件 {kept.name} 读不出来") from error


def _readable_by_others(path: Path) -> list[str]:
    try:
        is_open = bool(path.stat().st_mode & 0o077)
    except OSError:
        return []
    return [f"{path.name} 别的用户也能读，里面有密码时请运行 chmod 600 {path.name}"] if is_open else []


def _checked(path: Path, told: dict[str, Any]) -> Settings:
    known = {each.name for each in fields(Settings)}
    if unknown := sorted(set(told) - known):
        raise _wrong(path, f"里有不认识的项 {'、'.join(unknown)}；可用的有 {'、'.join(sorted(known))}")
    for name in ("to", "papers"):
        if isinstance(told.get(name), list):
            told[name] = tuple(told[name])
    for name, right, what in _RULES:
        if name in told or name in ("host", "sender", "to"):
            try:
                is_right = right(told.get(name))
            except (TypeError, ValueError):
                is_right = False
            if not is_right:
                raise _wrong(path, f"的 {name} 写得不对：{what}")
    settings = Settings(**told)
    if settings.user and settings.security == "none" and not _is_own(settings.host):
        raise _wrong(path, "要登录却没有加密：密码会被看到，请把 security 写成 tls 或 starttls")
    return settings


def _is_address(text: Any) -> bool:
    name, at, host = parseaddr(text)[1].rpartition("@")
    return bool(name and at and host) and not any(letter in text for letter in "\r\n")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value) and value.isprintable()


def _is_number(value: Any, least: float, most: float) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most


_RULES: tuple[tuple[str, Callable[[Any], bool], str], ...] = (
    ("host", _is_text, "应是邮件服务器的名称或地址"),
    ("sender", _is_address, "应是一个邮箱地址"),
    ("to", lambda value: bool(value) and all(map(_is_address, value)), "应是一个或多个邮箱地址"),
    ("port", lambda value: isinstance(value, int) and _is_number(value, 1, 65535), "应是 1–65535 的端口"),
    ("security", lambda value: value in _SECURITIES, f"可用的有 {'、'.join(_SECURITIES)}"),
    ("user", _is_text, "应是用户名"),
    ("password", _is_text, "应是密码"),
    ("papers", lambda value: bool(value) and set(value) <= set(PAPERS), f"可用的有 {'、'.join(PAPERS)}"),
    ("tries", lambda value: isinstance(value, int) and _is_number(value, 1, 20), "应是 1–20 次"),
    ("wait_seconds", lambda value: _is_number(value, 0, 3600), "应是 0–3600 秒"),
    ("timeout_seconds", lambda value: _is_number(value, 1, 600), "应是 1–600 秒"),
)


def _is_own(host: str) -> bool:
    """Whether what is sent to a host does not leave the machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _wrong(path: Path, what: str) -> EditionError:
    return EditionError(f"邮件配置 {path.name} {what}", usage=True)
