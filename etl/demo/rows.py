"""Rows of contract tables while they are drawn: English field names, Python values."""

from typing import Any, TypeAlias

#: One row: contract field → value; a missing field is a blank cell, `origin` is 演示 unless stated.
Row: TypeAlias = dict[str, Any]

#: Merged into rows that carry a figure reported in public.
REPORTED = {"origin": "报道"}

Tables: TypeAlias = dict[str, list[Row]]
