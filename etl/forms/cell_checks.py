"""What a spreadsheet program checks while a form is filled in, from the fields and rules of the contract."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from etl.contract import Field, Table
from etl.contract.fields import LONG_TEXT, SHORT_TEXT
from etl.template import allowed

#: The first day that a spreadsheet program knows as a date.
FIRST_DAY = dt.date(1900, 1, 1)

#: Characters of a drop-down that stand in the cell's own rule; a longer list needs cells.
LIST_LIMIT = 255

_COMPARISON = re.compile(r"r\.(\w+) ([<>]) r\.(\w+)")


@dataclass(frozen=True)
class Pair:
    """Two fields of a row that must keep an order.

    Attributes:
        field: the one that is pointed at.
        other: the one that it is compared with.
        holds: '<=' or '>='.
        strict: whether a cell that breaks it is refused, or only coloured.
        message: what is expected, in Chinese.
    """

    field: str
    other: str
    holds: str
    strict: bool
    message: str


#: What only forms hold to: elsewhere it is a doubt, for members may have left in the same month.
_OF_FORMS = {
    "memberships": (Pair("joined", "members", "<=", strict=True, message="新发展不能超过会员数"),),
}


def pairs(table: Table) -> list[Pair]:
    """The pairs of a table: rules of the contract that compare two fields, and those of forms alone."""
    found = [(rule, _COMPARISON.fullmatch(rule.broken)) for rule in table.rules]
    ruled = [
        Pair(
            match[1],
            match[3],
            "<=" if match[2] == ">" else ">=",
            strict=rule.severity == "error",
            message=rule.expected,
        )
        for rule, match in found
        if match
    ]
    return [*ruled, *_OF_FORMS.get(table.name, ())]


@dataclass(frozen=True)
class Cells:
    """Where the cells of a sheet are.

    Attributes:
        table: the table.
        columns: field name → letter of its column.
        first: number of the first row that is filled in, as the user sees it.
        last: number of the last one.
        lists: field name → range of cells with the words of its drop-down.
        last_day: the last day that a date may be.
    """

    table: Table
    columns: Mapping[str, str]
    first: int
    last: int
    lists: Mapping[str, str]
    last_day: dt.date

    def check(self, field: Field) -> dict[str, Any] | None:
        """The data validation of a field as XlsxWriter takes it, None where anything goes."""
        rule = self._rule(field)
        if rule is None:
            return None
        told = [pair.message for pair in pairs(self.table) if pair.strict and pair.field == field.name]
        message = "；".join([_asked(field, self.last_day), *told])
        shown = {"error_title": field.header, "error_message": message[:LIST_LIMIT]}
        return {"ignore_blank": True, **rule, **shown}

    def _rule(self, field: Field) -> dict[str, Any] | None:
        if field.name in self.lists:
            return {"validate": "list", "source": f"={self.lists[field.name]}"}
        if field.type == "bool":
            return {"validate": "list", "source": ["是", "否"]}
        if field.type == "enum":
            return {"validate": "list", "source": list(field.values)}
        condition = ",".join(self._conditions(field))
        return {"validate": "custom", "value": f"=AND({condition})"} if condition else None

    def _conditions(self, field: Field) -> Iterator[str]:
        """Formulas over the first row, all of which must be true."""
        cell = self.cell(field.name)
        if field.type in ("int", "num"):
            yield f"ISNUMBER({cell})"
        if field.type == "int":
            yield f"{cell}=INT({cell})"
        if field.type == "date":
            yield f"ISNUMBER({cell})"
            yield f"{cell}>={_day(FIRST_DAY)}"
            yield f"{cell}<={_day(self.last_day)}"
        yield from _bounds(field, cell)
        if field.type == "text":
            yield f"LEN({cell})<={LONG_TEXT if field.long else SHORT_TEXT}"
        if field.name in self.table.key and field.type == "code":
            letter = self.columns[field.name]
            yield f"COUNTIF(${letter}${self.first}:${letter}${self.last},{cell})=1"
        for pair in pairs(self.table):
            if pair.strict and pair.field == field.name and pair.other in self.columns:
                other = self.cell(pair.other)
                yield f"OR(ISBLANK({other}),{cell}{pair.holds}{other})"

    def cell(self, name: str) -> str:
        """A field's cell in the first row; a spreadsheet program moves it along with the row."""
        return f"${self.columns[name]}{self.first}"

    def broken(self, pair: Pair) -> str | None:
        """Formula that is true where a row breaks a pair, None where the form lacks one of its columns."""
        if pair.field not in self.columns or pair.other not in self.columns:
            return None
        own, other = self.cell(pair.field), self.cell(pair.other)
        turned = {"<=": ">", ">=": "<"}[pair.holds]
        return f"=AND(ISNUMBER({own}),ISNUMBER({other}),{own}{turned}{other})"


def _bounds(field: Field, cell: str) -> Iterator[str]:
    if field.above_zero:
        yield f"{cell}>0"
    if field.minimum is not None:
        yield f"{cell}>={field.minimum:g}"
    if field.maximum is not None:
        yield f"{cell}<={field.maximum:g}"


def _day(day: dt.date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def _asked(field: Field, last_day: dt.date) -> str:
    """What may be typed, in Chinese."""
    kinds = {
        "int": "请填整数",
        "num": "请填数字",
        "date": f"请填日期，如 2018-01-16，不晚于 {last_day.isoformat()}",
        "enum": "请从下拉中选",
        "bool": "请从下拉中选",
        "code": "只用数字、字母、_ 和 -，不能与别的行重复",
        "text": f"最多 {LONG_TEXT if field.long else SHORT_TEXT} 个字",
    }
    limits = allowed(field) if field.type in ("int", "num") else ""
    return "，".join(filter(None, (kinds.get(field.type, "请按说明填写"), limits)))
