"""What the dialog behind a number says: its parts, whether they add up, its rows as people read them."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from metrics.behind import row_names
from metrics.behind.number import Traced
from metrics.catalogue import LINES, Metric
from ui import numbers
from ui.drawing import workbooks
from ui.theme import LIGHTS, mark_colour, palette

EVIDENCE = "上面各行之所以计入，还凭下列各行；“用于”是一行为几个单元作证。"
_REASONS_SHOWN = 4
_COLUMNS = [
    "label",
    "reason",
    "role",
    "region_name",
    "line",
    "numerator",
    "denominator",
    "unit_count",
    "origin",
    "source_table",
    "file",
    "sheet",
    "row_number",
    "batch_id",
]


def lines(chosen: Sequence[str]) -> str:
    """Name the lines that are taken together."""
    return "、".join(LINES[line] for line in chosen) or "全部条线"


def head(metric: Metric, found: Traced) -> str:
    """Write the number itself, its target and its light, as HTML."""
    target = f"目标 {numbers.value(found.target, metric.unit)}" if found.target is not None else ""
    return (
        f'<h2 class="qt-title">{escape(numbers.value(found.value, metric.unit))}'
        f'<span class="qt-beside">{escape(target)} {_light(found.light)}</span></h2>'
    )


def _light(light: str | None) -> str:
    if light not in LIGHTS:
        return ""
    mark = LIGHTS[light]
    colour = mark_colour(mark, palette())
    return f'<span class="qt-light" style="color:{colour}">{escape(f"{mark.text}·{mark.meaning}")}</span>'


def formula(metric: Metric, found: Traced) -> list[tuple[str, str, str]]:
    """Write numerator, denominator and value as rows of a small table."""
    if not metric.denominator:
        return [("数值", _operation(metric), _exact(found.value, metric.unit))]
    result = ("数值", _operation(metric), numbers.value(found.value, metric.unit))
    top = ("分子", metric.numerator, numbers.exact(found.numerator))
    return [top, ("分母", metric.denominator, numbers.exact(found.denominator)), result]


def _exact(value: float | None, unit: str) -> str:
    return numbers.exact(value) + ("" if numbers.is_missing(value) else unit)


def _operation(metric: Metric) -> str:
    if metric.kind == "ratio":
        return "分子 ÷ 分母" + (f" × {metric.factor:,.0f}" if metric.factor != 1 else "")
    return {"change": "分子 ÷ 分母 − 1", "median": "各行的中位数"}.get(metric.kind, "各行之和")


def agreement(metric: Metric, found: Traced) -> str:
    """Say whether the rows make up the numbers shown."""
    count = f"{len(found.rows):,} 行"
    if found.agrees is None:
        return f"没有可以核对的数值（{count}）。"
    if not found.agrees:
        return f"✘ 下列 {count}与上面的数值对不上，请报给管理员。"
    if metric.kind == "median":
        return f"✔ 已核对：下列 {count}的中位数就是上面的数值。"
    total = numbers.exact(found.rows["numerator"].sum())
    sums = f"合计 {total}"
    if metric.denominator:
        sums = f"分子合计 {total}、分母合计 {numbers.exact(found.rows['denominator'].sum())}"
    return f"✔ 已核对：下列 {count}{sums}，与上面一致。"


def origins(frame: pd.DataFrame) -> str:
    """Count the rows by where they come from: 演示 1,247 行."""
    counts = frame["origin"].fillna("来源不明").value_counts()
    return "数据来源：" + "、".join(f"{name} {count:,} 行" for name, count in counts.items())


def reasons(missing: pd.DataFrame) -> str:
    """Count the missing units by what they lack: 应建未建 158（只计入分母）."""
    counts = missing.groupby(["reason", "role"]).size().sort_values(ascending=False)
    told = [f"{reason} {count:,}（{role}）" for (reason, role), count in counts.items()]
    more = f"等 {len(told)} 种情况" if len(told) > _REASONS_SHOWN else ""
    return "；".join(told[:_REASONS_SHOWN]) + more


def rows(frame: pd.DataFrame, figures: Mapping[str, str]) -> pd.DataFrame:
    """Give rows the names and words that people read; columns that say nothing are left out.

    Args:
        frame: rows of the functions of ``metrics.behind.rows``.
        figures: other names for the figures of the rows.
    """
    words = frame[[name for name in _COLUMNS if name in frame]].assign(
        source_table=frame["source_table"].map(row_names.TABLES)
    )
    silent = [name for name in words.columns if words[name].replace("", None).isna().all()]
    return workbooks.named(words.drop(columns=silent)).rename(columns=dict(figures))


def figure_names(metric: Metric) -> dict[str, str]:
    """Name the figures of a metric's rows: 分子 and 分母 only where something is divided."""
    return {} if metric.denominator else {"分子": f"数值（{metric.unit}）"}
