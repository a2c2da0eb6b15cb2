"""Rows of contract tables while they are drawn: English field names, Python values."""

from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]
"""One row: contract field → value; a missing field is a blank cell, `origin` is 演示 unless stated."""

REPORTED = {"origin": "报道"}
"""Merged into rows that carry a figure reported in public."""

Tables: TypeAlias = dict[str, list[Row]]
