"""Why a number moved: the waterfall of its parts, between months and between snapshots."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from metrics.behind import movement
from metrics.behind.movement import Explained
from metrics.catalogue import BY_ID, LINES, Metric
from metrics.months import YEAR, months_before
from ui import numbers
from ui.behind import movement_words, waterfall
from ui.behind.waterfall import Step
from ui.cache import fetch
from ui.drawing import panels, plots, tables
from ui.session import View
from ui.shell import messages
from ui.theme import palette

#: What a month can be compared with, and how many months that is back.
BACK = {"month": f"比{numbers.MONTH_BEFORE}", "year": f"比{numbers.YEAR_BEFORE}"}
_MONTHS_BACK = {"month": 1, "year": YEAR}
_NO_SNAPSHOT = ""
_SNAPSHOT_PX = 330
_TOLD_BEFORE = (movement.LATE, movement.CORRECTED, movement.WITHDRAWN)
_UNITS_PX = 320
METHOD = (
    "横轴不从 0 开始。"
    "比率按分子、分母各自的变化分解，两种先后次序各取一半（沙普利值），所以各部分之和恰好等于总变化；"
    "一个单元自己的比率高于前后合计的比率，新计入时才会抬高总的比率。"
)
MEDIAN = (
    "横轴不从 0 开始。中位数不能逐个分摊：按“新计入、移出、变化”三种原因的沙普利值分解，"
    "各部分之和恰好等于总变化。"
)


@dataclass(frozen=True)
class Against:
    """What a number is compared with: a month back, of :data:`BACK`, and an earlier snapshot or ''."""

    back: str
    snapshot: str = _NO_SNAPSHOT


def show(
    view: View,
    metric_id: str,
    against: Against,
    *,
    region: str = "",
    lines: tuple[str, ...] | None = None,
    period: date | None = None,
    key: str,
) -> None:
    """Draw the statement, the waterfall and the units of one movement.

    Args:
        view: what the page shows; what is not named below is taken from it.
        metric_id: id of the catalogue.
        against: what the number is compared with.
        region: region code.
        lines: lines taken together; none of them means all; None takes those of the view.
        period: the later month.
        key: unique on the page.
    """
    chosen = view.selection
    after = period or chosen.period
    before = months_before(after, _MONTHS_BACK[against.back])
    found = fetch(
        view.snapshot,
        movement.explained,
        metric_id=metric_id,
        before=before,
        after=after,
        region=region or chosen.region,
        lines=list(chosen.lines if lines is None else lines),
        earlier_id=against.snapshot,
    )
    _told(BY_ID[metric_id], found, before, after, key)


def snapshots(view: View) -> dict[str, str]:
    """Give the snapshots that a number can be checked with, by id; the first word is for none."""
    kept = fetch(view.snapshot, movement.earlier_snapshots)
    return {_NO_SNAPSHOT: "不与以前的快照核对"} | {at: f"{built:%Y-%m-%d %H:%M} 的快照" for at, built in kept}


def choose(view: View, key: str) -> Against:
    """Let the viewer of a dialog choose; what a dialog shows is not in the link."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"change-{key}"):
        back = st.segmented_control(
            "比较",
            list(BACK),
            default=next(iter(BACK)),
            required=True,
            format_func=BACK.__getitem__,
            key=f"change-back-{key}",
            label_visibility="collapsed",
        )
        kept = snapshots(view)
        if len(kept) == 1:
            return Against(back)
        earlier = st.selectbox(
            "与以前的快照核对",
            list(kept),
            format_func=kept.__getitem__,
            key=f"change-snapshot-{key}",
            width=_SNAPSHOT_PX,
            label_visibility="collapsed",
        )
    return Against(back, earlier)


def _told(metric: Metric, found: Explained, before: date, after: date, key: str) -> None:
    if found.before is None or found.after is None:
        silent = numbers.month(before if found.before is None else after)
        messages.empty(f"{silent}没有数值，无法比较", "没有数据不等于零")
        return
    st.html(f'<h3 class="qt-part">{statement(metric, found, before, after)}</h3>')
    if found.contributions.empty:
        messages.empty("两个月的各个单元完全相同")
        return
    figure = waterfall.waterfall(
        steps(metric, found, before, after), metric.unit, metric.direction, palette()
    )
    plots.show(figure, key=f"变化-{key}", alt=f"{metric.name}变化的组成")
    panels.note(
        MEDIAN
        if metric.kind == "median"
        else METHOD
        if metric.denominator
        else "横轴不从 0 开始；各部分之和等于总变化。"
    )
    rows = unit_rows(metric, found.units)
    tables.grid_with_download(
        rows, f"{metric.name}_变化_{numbers.short_month(after)}", key=f"change-{key}", height=_UNITS_PX
    )


def _ends(found: Explained) -> tuple[float, float]:
    """Both values of a movement; where one is missing there is none to tell of."""
    if found.before is None or found.after is None:
        raise ValueError("a movement leads from one value to another")
    return found.before, found.after


def statement(metric: Metric, found: Explained, before: date, after: date) -> str:
    """Say by how much the number moved, and which part moved it most."""
    was, now = _ends(found)
    total = now - was
    moved = f"{numbers.month(after)} {numbers.value(now, metric.unit)}，比{numbers.month(before)}"
    own = found.contributions[~found.contributions["kind"].isin(_TOLD_BEFORE)]
    if own.empty:
        return f"{moved}{numbers.small_change(total, metric.unit)}"
    largest = own.loc[own["contribution"].abs().idxmax()]
    name = movement_words.contribution(metric, largest["kind"], largest["unit_table"])
    part = numbers.small_change(largest["contribution"], metric.unit)
    return f"{moved} {numbers.small_change(total, metric.unit)}，影响最大的是{name}（{part}）"


def steps(metric: Metric, found: Explained, before: date, after: date) -> list[Step]:
    """Write the movement as steps of a waterfall, from what was published to what is known now."""
    was, now = _ends(found)
    told = found.contributions["kind"].isin(_TOLD_BEFORE)
    start = [Step(f"{numbers.short_month(before)}", was, total=True)]
    if found.published is not None:
        published = Step(f"{numbers.short_month(before)} 原快照", found.published, total=True)
        start = [published, *_steps(metric, found.contributions[told]), *start]
    end = Step(f"{numbers.short_month(after)}", now, total=True)
    return [*start, *_steps(metric, found.contributions[~told]), end]


def _steps(metric: Metric, contributions: pd.DataFrame) -> list[Step]:
    return [
        Step(
            f"{movement_words.contribution(metric, row.kind, row.unit_table)} {row.unit_count:,}",
            float(row.contribution),
        )
        for row in contributions.itertuples()
    ]


def unit_rows(metric: Metric, units: pd.DataFrame) -> pd.DataFrame:
    """Write the units that moved the number as a table that people read."""
    scale, unit = (100, "百分点") if metric.percent else (1, metric.unit)
    told = [movement_words.contribution(metric, row.kind, row.unit_table) for row in units.itertuples()]
    shown = pd.DataFrame(
        {
            "记录": units["label"],
            "区划": units["region_name"],
            "条线": units["line"].map(LINES),
            "情况": told,
            "分子变化" if metric.denominator else f"变化（{metric.unit}）": units["numerator_change"],
            "分母变化": units["denominator_change"],
            f"影响（{unit}）": units["contribution"].astype(float) * scale,
        }
    )
    silent = [name for name in shown if shown[name].isna().all()]
    said = (
        [] if metric.denominator else [name for name in ("分母变化", f"影响（{unit}）") if name not in silent]
    )
    return shown.drop(columns=[*silent, *said])
