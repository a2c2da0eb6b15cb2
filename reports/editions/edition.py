"""A sealed edition, and the canonical text that its hash is taken of.

The text is a row of parts, each under a line with its name and its length in bytes, in the order of their
names. The file holds one line of JSON (what it is, the snapshot that it pins, hashes) and the text, packed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

PRODUCT, FORMAT = "quntuan edition", 1
#: The part that says what the edition is; its other parts are CSV.
ABOUT = "about.json"
DEFINITIONS = "definitions.json"
#: Letters of a hash that are shown where there is no room for all.
SHORT = 12


class EditionError(Exception):
    """An edition is missing or damaged, or cannot be made; the message says so and what to do, in Chinese.

    Attributes:
        usage: whether what was asked for does not exist, rather than what is kept being broken.
    """

    def __init__(self, message: str, *, usage: bool = False) -> None:
        """Keep the message."""
        super().__init__(message)
        self.usage = usage


@dataclass(frozen=True, eq=False)
class Edition:
    """One edition.

    Attributes:
        parts: text by the name of the part.
    """

    parts: Mapping[str, str]

    @cached_property
    def about(self) -> dict[str, Any]:
        """What it says of itself: number, meeting, snapshot, period, region, place, lines, weights."""
        told: dict[str, Any] = json.loads(self.parts[ABOUT])
        return told

    @property
    def number(self) -> str:
        """Its number, 安福2018-06-02; empty for what was never sealed."""
        return str(self.about["number"])

    @property
    def name(self) -> str:
        """What it is called: 会议版 安福2018-06-02, or 现在."""
        return f"会议版 {self.number}" if self.number else "现在"

    @property
    def snapshot_id(self) -> str:
        """The snapshot that it pins."""
        return str(self.about["snapshot"])

    @property
    def period(self) -> date:
        """Its month, by the first day."""
        return date.fromisoformat(f"{self.about['period']}-01")

    @property
    def region(self) -> str:
        """Its region."""
        return str(self.about["region"])

    @cached_property
    def sha256(self) -> str:
        """The hash of its canonical text."""
        return hashlib.sha256(canonical(self.parts)).hexdigest()

    @cached_property
    def definitions(self) -> dict[str, Any]:
        """The definitions in force when it was sealed, as ``reports.editions.definitions`` writes them."""
        told: dict[str, Any] = json.loads(self.parts[DEFINITIONS])
        return told

    def records(self, part: str) -> list[dict[str, str]]:
        """The rows of a part, each by the names of its columns; none where the part is not there."""
        return list(csv.DictReader(io.StringIO(self.parts.get(part, ""), newline="")))

    def rows_of(self, part: str, having: str) -> list[dict[str, str]]:
        """Those rows of a part without line breaks in its cells whose line has a text."""
        head, *lines = self.parts.get(part, "").splitlines()
        return list(csv.DictReader([head, *(line for line in lines if having in line)]))


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as a part of an edition: numbers in full, what is missing empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def as_json(told: Any) -> str:
    """A part that is no table: keys in order, one entry a line."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def canonical(parts: Mapping[str, str]) -> bytes:
    """The text that the hash is taken of."""
    pieces = [f"{PRODUCT} {FORMAT}\n".encode()]
    for name in sorted(parts):
        body = parts[name].encode()
        pieces += [f"== {name} {len(body)}\n".encode(), body]
    return b"".join(pieces)


def packed(edition: Edition) -> bytes:
    """The file of an edition."""
    body = zlib.compress(canonical(edition.parts), level=1)
    return _head(edition.snapshot_id, edition.sha256, body) + body


def unpacked(content: bytes, file_name: str) -> Edition:
    """Read the file of an edition; whatever byte of it was changed is noticed.

    Raises:
        EditionError: it is damaged, or no edition.
    """
    try:
        head, body = content[: content.index(b"\n") + 1], content[content.index(b"\n") + 1 :]
        told = json.loads(head)
        edition = Edition(_parts(zlib.decompress(body)))
        whole = head == _head(edition.snapshot_id, edition.sha256, body) and told["format"] == FORMAT
    except (ValueError, KeyError, TypeError, zlib.error, RecursionError) as error:
        raise _broken(file_name) from error
    if not whole:
        raise _broken(file_name)
    return edition


def _broken(file_name: str) -> EditionError:
    remedy = "请从备份里取回原来的文件，不要再用这一份"
    return EditionError(f"会议版文件 {file_name} 与封存时不一致：已改动、损坏，或不是会议版；{remedy}")


def _head(snapshot_id: str, sha256: str, body: bytes) -> bytes:
    told = {"product": PRODUCT, "format": FORMAT, "snapshot": snapshot_id, "sha256": sha256}
    packed_sha256 = hashlib.sha256(body).hexdigest()
    return json.dumps(told | {"packed_sha256": packed_sha256}).encode() + b"\n"


def _parts(text: bytes) -> dict[str, str]:
    first, at = text.index(b"\n") + 1, text.index(b"\n") + 1
    if text[:first] != f"{PRODUCT} {FORMAT}\n".encode():
        raise ValueError(text[:first])
    parts: dict[str, str] = {}
    while at < len(text):
        end = text.index(b"\n", at)
        mark, name, length = text[at:end].decode().split(" ")
        at = end + 1 + int(length)
        if mark != "==" or int(length) < 0 or name in parts:
            raise ValueError(name)
        parts[name] = text[end + 1 : at].decode()
    return parts
