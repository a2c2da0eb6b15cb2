"""What is stated of boundaries on handing them in, where the files themselves do not say it."""

from __future__ import annotations

import json
from dataclasses import dataclass

#: Datums that may be stated; files that say nothing are in the first one.
DATUMS = ("WGS84", "CGCS2000", "GCJ-02", "BD-09")


@dataclass(frozen=True)
class Stated:
    """What is stated of all boundaries of a batch.

    Attributes:
        datum: of files that do not say theirs; '' for nothing stated.
        approval: 审图号 of shapes that have none of their own.
        attribution: 来源 of shapes that have none of their own.
    """

    datum: str = ""
    approval: str = ""
    attribution: str = ""

    @property
    def digested(self) -> bytes:
        """What it adds to the hash of a batch; nothing where nothing is stated."""
        told = [self.datum, self.approval, self.attribution]
        return b"\n" + json.dumps(told, ensure_ascii=False).encode() if any(told) else b""
