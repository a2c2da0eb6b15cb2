"""Rows that are passed over: told once a kind, with what does not add up in a row of totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.contract import Field
from etl.validate.reporting import Reporter

_TOLD = {
    "total_row": "合计、小计、总计行不读入",
    "repeated_header": "重复出现的表头行已略过",
    "column_numbers": "标列号的“甲、乙、丙”行已略过",
    "footer": "表下的填报人、审核人、说明等不读入",
}
#: Numbers that nobody adds up, or that are averaged where others are added.
_NEVER_ADDED = frozenset({"year", "seq", "lon", "lat", "breakthrough", "joint_action", "weight"}) | frozenset(
    {"minutes", "median_days", "hours", "progress", "satisfaction"}
)

_LISTED = 20


def warn_passed_rows(reporter: Reporter) -> None:
    """One warning for each kind of rows that were passed over, naming them."""
    for kind, message in _TOLD.items():
        rows = [each.row for each in reporter.typed.passed if each.kind == kind]
        if rows:
            shown = "、".join(map(str, rows[:_LISTED])) + ("……" if len(rows) > _LISTED else "")
            told = [f"{message}：第 {shown} 行", *_wrong_sums(reporter, kind, rows)]
            place = reporter.typed.sheet.place
            reporter.findings.warning(kind, "；".join(told), **place, row=rows[0])


def _wrong_sums(reporter: Reporter, kind: str, rows: Sequence[int]) -> Iterator[str]:
    """What a row of totals states otherwise than the rows above it."""
    if kind != "total_row":
        return
    added = [field for field in reporter.typed.stated if _is_added(field)]
    before = 0
    for row in rows[:_LISTED] if added else []:
        stated = _values(reporter, added, f"row_number = {row}", "any_value")
        whole = _values(reporter, added, f"filled AND row_number < {row}", "sum")
        part = _values(reporter, added, f"filled AND row_number > {before} AND row_number < {row}", "sum")
        before = row
        for field, total, all_above, since in zip(added, stated, whole, part, strict=True):
            if total is not None and not _is_near(total, all_above) and not _is_near(total, since):
                yield _difference(reporter, row, field, total, all_above or 0)


def _is_added(field: Field) -> bool:
    return field.type in ("int", "num") and field.name not in _NEVER_ADDED and field.percent == "none"


def _values(reporter: Reporter, fields: Sequence[Field], rows: str, how: str) -> Sequence[float | None]:
    columns = ", ".join(f'{how}("{field.name}")' for field in fields)
    found = reporter.con.execute(f"SELECT {columns} FROM {reporter.typed.searched} WHERE {rows}").fetchone()
    return found or ()


def _is_near(total: float, found: float | None) -> bool:
    return abs(float(total) - float(found or 0)) <= 1e-6 * max(1.0, abs(float(total)))


def _difference(reporter: Reporter, row: int, field: Field, total: float, found: float) -> str:
    label = reporter.typed.sheet.label(field.name)
    gap = float(total) - float(found)
    return (
        f"第 {row} 行的{label}写的是 {_number(total)}，上面各行之和是 {_number(found)}，相差 {_number(gap)}"
    )


def _number(value: float) -> str:
    return f"{float(value):,.6f}".rstrip("0").rstrip(".")
