"""The seven mass organisations (lines, 条线) and every spelling of them that the contract accepts."""

from __future__ import annotations

from types import MappingProxyType

from etl.contract.fields import Field

LINES = ("union", "youth", "women", "science", "overseas", "disabled", "commerce")

LINE_SPELLINGS = MappingProxyType(
    {line: line for line in LINES}
    | {
        "工会": "union",
        "总工会": "union",
        "共青团": "youth",
        "团委": "youth",
        "团县委": "youth",
        "妇联": "women",
        "科协": "science",
        "侨联": "overseas",
        "残联": "disabled",
        "工商联": "commerce",
    }
)

PLAN_SPELLINGS = MappingProxyType({"overall": "overall", "总方案": "overall"} | dict(LINE_SPELLINGS))


def line(name: str = "line", header: str = "条线", *, required: bool = False) -> Field:
    """A field that holds one line."""
    return Field(name, header, "enum", required, choices=LINE_SPELLINGS)


def lines(name: str, header: str) -> Field:
    """A field that holds several lines, with `;` `；` `、` `,` between them."""
    return Field(name, header, "lines", choices=LINE_SPELLINGS)
