"""The chart of 数据中心: who reported which month."""

import pandas as pd
import plotly.graph_objects as go

from ui import numbers
from ui.charts import figure_of
from ui.theme import Palette

_ROW_PX, _HEAD_PX = 27, 36


def reporting_matrix(frame: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw places × months as tiles with the share that was reported, in percent.

    Args:
        frame: ``name, period, expected, reported, late, unknown, missing, reported_pct`` in drawing order.
        colours: palette of the mode.
    """
    names = list(dict.fromkeys(frame["name"]))
    months = sorted(frame["period"].unique())
    cells = frame.set_index(["name", "period"])
    shares = [[_cell(cells["reported_pct"], name, month) for month in months] for name in names]
    told = [[_told(cells, name, month) for month in months] for name in names]
    tiles = go.Heatmap(
        x=[f"{month.year % 100:02d}-{month.month:02d}" for month in map(pd.Timestamp, months)],
        y=names,
        z=shares,
        text=[["" if share is None else f"{100 * share:.0f}" for share in row] for row in shares],
        customdata=told,
        texttemplate="%{text}",
        textfont={"size": colours.text_px - 1},
        hovertemplate="%{y} %{x}<br>%{customdata}<extra></extra>",
        colorscale=[[at / 9, colour] for at, colour in enumerate(colours.sequential)],
        zmin=0.5,
        zmax=1,
        showscale=False,
        xgap=2,
        ygap=2,
        hoverongaps=False,
    )
    height = _HEAD_PX + _ROW_PX * len(names)
    plain = {"showgrid": False, "zeroline": False, "fixedrange": True, "type": "category"}
    return figure_of(
        [tiles],
        colours,
        height,
        xaxis=plain | {"side": "top", "tickangle": 0},
        yaxis=plain | {"autorange": "reversed"},
    )


def _cell(values: pd.Series, name: str, month: object) -> float | None:
    value = values.get((name, month))
    return None if numbers.is_missing(value) else float(value)


def _told(cells: pd.DataFrame, name: str, month: object) -> str:
    if (name, month) not in cells.index:
        return "没有应报的单位"
    one = cells.loc[(name, month)]
    return f"应报 {one['expected']}，已报 {one['reported']}，迟报 {one['late']}，未报 {one['missing']}"
