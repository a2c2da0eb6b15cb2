"""Slides of metrics of the whole: key ones against their targets, those that lag, one over the months."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from metrics.catalogue import BY_ID
from metrics.overview.key_metrics import KEY_METRICS
from metrics.values.changes import course
from metrics.values.doubts import DOUBT
from reports.looks import numbers
from reports.looks.colours import LIGHT, LIGHTS
from reports.slides.lights import amounts, changed_by, lit
from reports.slides.model import Chart, Column, Nothing, Series, Slide, Table
from reports.slides.source import Reading, Source
from reports.slides.texts import table

_COLUMNS = (
    *(Column("指标", 16), Column("灯", 6)),
    *(Column(head, 9, number=True) for head in ("现值", "目标")),
    Column(numbers.MONTH_CHANGE, 11, number=True),
)
_TREND = "effective_coverage"


def key(source: Source) -> Slide:
    """The key metrics against their targets."""
    readings = list(source.readings(KEY_METRICS).values())
    with_target = [reading for reading in readings if reading.light and not reading.doubtful]
    counts = Counter(reading.light for reading in with_target)
    told = "、".join(f"{LIGHTS[light].meaning} {counts[light]} 项" for light in LIGHTS if counts[light])
    title = f"{len(readings)} 项关键指标：{told or '没有设目标'}"
    worst = [reading for reading in with_target if reading.light == "red"]
    if worst:
        title += f"；{worst[0].name} {worst[0].text}，目标 {worst[0].target_text}"
    return Slide(
        "key",
        "关键指标",
        title,
        body_of(readings),
        notes=(*moved(readings), *source.definitions(*KEY_METRICS)),
    )


def lagging(source: Source) -> Slide:
    """All metrics with a red light or a value that cannot be right, the farthest from its target first."""
    readings = source.readings(BY_ID)
    judged = [reading for reading in readings.values() if reading.light]
    wanting = [reading for reading in judged if reading.light in ("red", DOUBT)]
    far = sorted(wanting, key=lambda reading: (reading.doubtful, reading.attainment or 0.0))
    red = [reading for reading in far if not reading.doubtful]
    title = f"{len(judged)} 项有目标的指标中 {len(red)} 项红灯"
    if red:
        title += f"，{red[0].name}离目标最远：{red[0].text}，目标 {red[0].target_text}"
    if len(far) > len(red):
        title += f"；另有 {len(far) - len(red)} 项存疑"
    if not judged:
        title = "没有设目标的指标，不亮灯"
    body = body_of(far) if far else Nothing("没有红灯", "" if judged else "请在“目标”表里上报年度目标")
    shown = [reading.metric for reading in far[:12]]
    return Slide("lagging", "红灯指标", title, body, notes=source.definitions(*shown))


def body_of(readings: list[Reading]) -> Table:
    """A table of metrics with value, target, change and light."""
    rows = []
    for reading in readings:
        metric = BY_ID[reading.metric]
        better = 0.0 if reading.doubtful else (reading.change or 0) * (1 if metric.direction == "up" else -1)
        change = changed_by(reading.change, metric.unit, better)
        rows.append((reading.name, lit(reading.light), reading.text, reading.target_text, change))
    return table(_COLUMNS, rows)


def moved(readings: list[Reading]) -> tuple[str, ...]:
    """How metrics moved since the month before, for the notes."""
    told = "；".join(f"{reading.name} {reading.text}，{reading.since}" for reading in readings)
    return (f"【变化】{told}。",)


def trend(source: Source) -> Slide:
    """Coverage that works, and on paper, over two years against the target."""
    both = ("org_coverage", _TREND)
    frame = course(source.snapshot, both, **source.scope)
    reading = source.readings((_TREND,))[_TREND]
    months = sorted(frame["period"].dropna().unique())
    title = f"{reading.name} {reading.text}，{reading.since}"
    if reading.target is not None and reading.value is not None:
        short = numbers.change(reading.target - reading.value, "%").lstrip("+")
        title += (
            f"，离目标 {reading.target_text} 还差 {short}"
            if reading.value < reading.target
            else (f"，已达目标 {reading.target_text}")
        )
    series = [
        Series(BY_ID[metric].name, _over(frame, metric, "value", months), colour)
        for metric, colour in zip(both, (LIGHT.sequential[4], LIGHT.sequential[7]), strict=True)
    ]
    target = _over(frame, _TREND, "target", months)
    if any(value is not None for value in target):
        series.append(Series(f"{reading.name}目标", target, LIGHT.muted, dashed=True))
    known = any(value is not None for one in series for value in one.values)
    categories = tuple(numbers.short_month(pd.Timestamp(month).date()) for month in months)
    body = Chart("lines", categories, tuple(series), percent=True) if known else Nothing("没有覆盖数据")
    return Slide("trend", "有效覆盖", title, body, notes=(*moved([reading]), *source.definitions(*both)))


def _over(frame: pd.DataFrame, metric: str, column: str, months: list[object]) -> tuple[float | None, ...]:
    own = frame[frame["metric_id"] == metric].set_index("period")[column]
    return amounts(own.reindex(months).astype(float))
