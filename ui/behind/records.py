"""The way to the rows of what is no metric: a place's verdicts, a project's light, the reported figures."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from metrics.behind import records
from ui import numbers, projector
from ui.behind import number, words
from ui.cache import fetch
from ui.drawing import tables
from ui.drawing.as_written import in_markdown
from ui.session import View
from ui.theme import VERDICTS

_FIGURE = {"分子": "数值"}
_VERDICTS = "　".join(f"{mark.text}：{mark.meaning}。" for mark in VERDICTS.values())


def place(view: View, *, key: str) -> None:
    """Draw the button that leads from the verdicts of the chosen place to their rows."""
    if _asked(key, "判定依据"):
        st.dialog(f"{in_markdown(view.place)}本级判定的依据", width="large")(_place)(view)


def project(view: View, name: str, *, key: str, tables: Sequence[str] = ()) -> None:
    """Draw the button that leads from the light of the open project to its rows.

    Args:
        view: what the page shows.
        name: of the project.
        key: unique on the page.
        tables: the contract tables whose rows are wanted; none means all, those that make the light.
    """
    if _asked(key, "明细" if tables else "判灯用到的数据"):
        st.dialog(in_markdown(name), width="large")(_project)(view, name, tables)


def facts(view: View, checked: pd.DataFrame, *, key: str) -> None:
    """Draw the button that leads from reported figures to where they are reported and what is counted.

    Args:
        view: what the page shows.
        checked: as ``metrics.services.reported_facts.reported`` gives it.
        key: unique on the page.
    """
    if _asked(key, "口径和来源"):
        st.dialog("报道数字与系统计算", width="large")(_facts)(view, checked)


@projector.left_out
def _asked(key: str, label: str) -> bool:
    return st.button(label, key=f"provenance-{key}", type="tertiary")


def _place(view: View) -> None:
    chosen = view.selection
    rows = fetch(view.snapshot, records.of_place, period=chosen.period, region_code=chosen.region)
    st.markdown(_VERDICTS)
    note = "本级的应建标准、覆盖组织，以及近 6 个月在本级举办的活动。"
    number.listed(rows, {}, f"{view.place}_判定依据_{numbers.short_month(chosen.period)}", note)


def _project(view: View, name: str, tables: Sequence[str]) -> None:
    chosen = view.selection
    rows = fetch(view.snapshot, records.of_project, period=chosen.period, project_id=chosen.project)
    rows = rows[rows["source_table"].isin(tables)] if tables else rows
    st.markdown("灯、进度、资金和目标都出自下列各行；判灯的次序见页面上的“判灯过程”。")
    note = f"截至{numbers.month(chosen.period)}。数值：项目为预算，里程碑为权重，资金为金额，月报为完成值。"
    number.listed(rows, _FIGURE, f"{name}_{numbers.short_month(chosen.period)}", note)


def _facts(view: View, checked: pd.DataFrame) -> None:
    names = dict(zip(checked["fact_id"], checked["name"], strict=True))
    chosen = st.selectbox("报道数字", list(names), format_func=names.__getitem__, key="provenance-fact")
    row = next(checked[checked["fact_id"] == chosen].itertuples())
    bound = "≥ " if row.bound == ">=" else ""
    tables.rows(
        ["", "含义", "数值"],
        [
            ("报道", row.source, bound + numbers.value(row.value, row.unit)),
            ("系统计算", row.basis, numbers.value(row.computed, row.unit)),
            ("核对", row.reason, row.verdict),
        ],
        {"num": ["数值"], "mark": [""]},
    )
    period = view.selection.period
    reported = fetch(view.snapshot, records.reported_facts, period=period)
    source = next(reported[reported["label"] == row.name].itertuples())
    where = " ".join(part for part in (source.file, source.sheet) if part)
    st.html(
        f'<p class="qt-source">报道数字录自 {escape(where)} 第 {source.row_number} 行，'
        f"批次 {escape(source.batch_id)}。</p>"
    )
    rows = fetch(view.snapshot, records.of_fact, period=period, fact_id=chosen)
    note = f"系统计算用到下列 {len(rows):,} 行。{words.origins(rows)}"
    number.listed(rows, _FIGURE, f"{row.name}_{numbers.short_month(period)}", note)
