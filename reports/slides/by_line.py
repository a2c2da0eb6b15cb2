"""One slide a line: its own metrics against their targets."""

from __future__ import annotations

from dataclasses import replace

from metrics.catalogue import BY_ID, LINES
from metrics.overview.concerns import TOTALS
from reports.slides.figures import body_of, moved
from reports.slides.model import Nothing, Slide
from reports.slides.source import Reading, Source

#: What is told of each line.
METRICS = (
    "org_coverage",
    "effective_coverage",
    "members",
    "membership_rate",
    "activities",
    "beneficiaries",
    "satisfaction",
    "task_progress",
    "project_green",
    "issue_overdue",
)


def line(source: Source, line_id: str) -> Slide:
    """The metrics of a line."""
    name = LINES[line_id]
    readings = _judged(source, source.readings(METRICS, line_id))
    # A count of nothing is 0 where a line has handed in nothing, too.
    if not any(reading.value for reading in readings.values()):
        body = Nothing(f"{name}还没有上报数据", "没有数据不写 0，也不下判断")
        return Slide(
            f"line-{line_id}", name, f"{name}还没有数据", body, notes=source.definitions(*METRICS[:2])
        )
    told = [reading for reading in readings.values() if reading.value is not None]
    covered, effective = (readings[metric] for metric in METRICS[:2])
    title = f"{name}：组织覆盖 {covered.text}，有效覆盖 {effective.text}，{effective.since}"
    shown = [reading.metric for reading in told]
    missing = [BY_ID[metric].name for metric in METRICS if metric not in shown]
    remark = f"没有数据：{'、'.join(missing)}" if missing else ""
    notes = (*moved(told), *source.definitions(*shown))
    return Slide(f"line-{line_id}", name, title, body_of(told), remark, notes)


def _judged(source: Source, readings: dict[str, Reading]) -> dict[str, Reading]:
    """Leave out targets of totals that are meant for all lines together."""
    whole = source.readings(METRICS)
    return {
        metric: replace(reading, target=None, light="", attainment=None)
        if BY_ID[metric].kind in TOTALS and reading.target == whole[metric].target
        else reading
        for metric, reading in readings.items()
    }
