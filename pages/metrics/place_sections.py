"""The places below in one metric: control chart or bars, the change between two months, the table."""

from functools import partial

import pandas as pd

from metrics.catalogue import Metric
from metrics.values import control_limits
from ui import numbers
from ui.behind import number
from ui.choosing import link_choices
from ui.drawing import panels, plots, tables
from ui.metrics import bullet_charts, charts, frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def places(found: pd.DataFrame, metric: Metric, view: View) -> None:
    """By place: a control chart for shares, else bars with targets, in the order of codes."""
    judged = found["verdict"].notna().any()
    data = partial(frames.places_to_take_away, found)
    with panels.panel(
        words.places(found, judged, metric.direction),
        key="places",
        data=data,
        file_name=f"{metric.name}分区划",
    ):
        if found["value"].isna().all():
            messages.empty("下级区划没有数值", "这个区划没有更下一级，或者下级没有上报。")
        elif judged:
            whole = found.attrs["whole"]
            drawn = control_limits.curves(whole, found["denominator"].max())
            worse = "低" if metric.direction == "up" else "高"
            figure = charts.control_chart(drawn, found, whole, worse, palette())
            plots.show(figure, key="控制图", alt="各地占比与控制界限")
            panels.note(words.CONTROL_LIMITS_KEY)
        else:
            bars = bullet_charts.bullets(found, metric.unit, palette())
            plots.show(bars, key="分区划", alt="各地数值与目标")
            panels.note(words.NO_CONTROL_LIMITS_KEY)
        number.opener(view, metric.id, key="places")


def change(found: pd.DataFrame, metric: Metric, view: View) -> None:
    """Two months side by side, a line a place."""
    against = frames.against()
    asked = link_choices.asked("against", against)
    ends = frames.ends(found, asked)
    since = against[asked]
    name, chosen = f"{metric.name}变化", [f"与{since}比"]
    with panels.panel(words.changed(ends, since), key="change", data=ends, file_name=name, chosen=chosen):
        link_choices.one_of("against", "与哪个月比", against)
        if ends.dropna().empty:
            messages.empty(f"没有{since}的数值可比")
            return
        figure = charts.slope(ends, (since, numbers.month(view.selection.period)), metric, palette())
        plots.show(figure, key="变化", alt=f"各地与{since}相比")
        number.opener(view, metric.id, key="change")


def table(found: pd.DataFrame, metric: Metric, view: View) -> None:
    """The places in words, for those who cannot use a picture."""
    if found.empty:
        return
    read = frames.places_to_read(found, metric.unit)
    with panels.panel(f"{view.place}下级 {len(found)} 个区划", key="place-table"):
        tables.plain(read, **frames.PLACE_COLUMNS)
        number.opener(view, metric.id, key="place-table")
