"""Charts of what projects cost and are made of: frame and palette in, plotly figure out."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import numbers
from ui.drawing.as_of import day_line, day_note
from ui.drawing.plots import figure_of, scaled
from ui.projects.schedule_charts import AXIS_PX, ROW_PX
from ui.theme import PROJECT_LIGHTS, Mark, Palette, mark_colour

AXIS_LABELS_PX = 36


def s_curve(money: pd.DataFrame, now: Any, colours: Palette, height: int = 360) -> go.Figure:
    """Draw planned value, receipts, actual cost and earned value so far, month by month.

    Args:
        money: rows of ``metrics.projects.money.money_by_month``.
        now: its row of the month shown.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    looks = (
        ("planned_yuan", "计划值 PV", {"color": colours.muted, "width": 2, "dash": "dash"}),
        ("received_yuan", "到位", {"color": colours.green, "width": 2, "dash": "dot"}),
        ("spent_yuan", "支出 AC", {"color": colours.ink, "width": 2.4}),
        ("earned_yuan", "挣值 EV", {"color": colours.sequential[6], "width": 4}),
    )
    days = [numbers.day_text(day) for day in money["month_end"]]
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": days,
            "y": list(money[column]),
            "line": line,
            "name": f"{name}　{numbers.value(getattr(now, column), '元')}",
            "customdata": [numbers.value(amount, "元") for amount in money[column]],
            "hovertemplate": f"%{{x|%Y-%m}}　{name}　%{{customdata}}<extra></extra>",
        }
        for column, name, line in looks
    ]
    return figure_of(
        traces,
        colours,
        height,
        shapes=[day_line(now.month_end, colours)],
        annotations=[day_note(now.month_end, (days[0], days[-1]), colours, AXIS_LABELS_PX)],
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        xaxis={
            "type": "date",
            "tickformat": "%-m月\n%Y",
            "nticks": 8,
            "tickangle": 0,
            "showgrid": False,
            "fixedrange": True,
        },
        yaxis=_money_axis(float(money[["planned_yuan", "received_yuan", "spent_yuan"]].max().max())),
        margin={"l": 4, "r": 10, "t": 4, "b": scaled(AXIS_LABELS_PX + 20, colours)},
    )


def _money_axis(top: float) -> dict[str, Any]:
    ceiling = numbers.nice_ceiling(top)
    ticks = [ceiling * step / 5 for step in range(6)]
    return {
        "range": [0, max(top, ceiling * 0.02) * 1.06],
        "tickvals": ticks,
        "fixedrange": True,
        "ticktext": [numbers.value(tick, "元") for tick in ticks],
    }


def theme_matrix(themes: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw themes x lights as tiles with their counts, the fuller the stronger.

    Args:
        themes: rows of ``metrics.projects.makeup.themes``.
        colours: palette of the viewer's mode.
    """
    most = max(1, int(themes[list(PROJECT_LIGHTS)].max().max()))
    traces = [
        _tiles(themes, light, mark, at, most, colours)
        for at, (light, mark) in enumerate(PROJECT_LIGHTS.items())
    ]
    return figure_of(
        traces,
        colours,
        AXIS_PX + ROW_PX * len(themes),
        barmode="overlay",
        xaxis={
            "side": "top",
            "tickvals": list(range(len(PROJECT_LIGHTS))),
            "fixedrange": True,
            "ticktext": [mark.text for mark in PROJECT_LIGHTS.values()],
            "showgrid": False,
            "zeroline": False,
            "range": [-0.52, len(PROJECT_LIGHTS) - 0.48],
            "tickfont": {"size": colours.text_px, "color": colours.ink},
        },
        margin={"l": 4, "r": 8, "t": scaled(AXIS_PX - 16, colours), "b": 4},
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "showgrid": False,
            "tickfont": {"size": colours.text_px, "color": colours.ink},
            "ticklabelstandoff": 4,
        },
    )


def _tiles(
    themes: pd.DataFrame, light: str, mark: Mark, at: int, most: int, colours: Palette
) -> dict[str, Any]:
    counts = list(themes[light])
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(themes["theme"]),
        "base": [at - 0.47] * len(themes),
        "x": [0.94] * len(themes),
        "width": 0.84,
        "name": mark.text,
        "marker": {
            "color": mark_colour(mark, colours),
            "opacity": [0.04 if not count else 0.16 + 0.34 * count / most for count in counts],
        },
        "text": [f"<b>{count}</b>" if count else "·" for count in counts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": colours.text_px, "color": colours.ink},
        "customdata": counts,
        "hovertemplate": f"%{{y}}　{mark.text}（{mark.meaning}）%{{customdata}} 个<extra></extra>",
    }


def sources(received: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw receipts by source as bars, 社会资金 in the accent colour and with a mark.

    Args:
        received: rows of ``metrics.projects.money.money_by_source``.
        colours: palette of the viewer's mode.
    """
    names = [
        f"{'◆ ' if ours else ''}{name}"
        for name, ours in zip(received["source"], received["from_society"], strict=True)
    ]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": list(received["received_yuan"]),
        "marker": {"color": [colours.accent if ours else colours.muted for ours in received["from_society"]]},
        "text": [
            f"{numbers.value(row.received_yuan, '元')}　{numbers.share(row.received_pct)}"
            for row in received.itertuples()
        ],
        "textposition": "outside",
        "constraintext": "none",
        "cliponaxis": False,
        "width": 0.56,
        "textfont": {"size": colours.text_px, "color": colours.ink},
        "hovertemplate": "%{y}　%{text}<extra></extra>",
    }
    most = float(received["received_yuan"].max()) or 1.0
    return figure_of(
        [bars],
        colours,
        16 + 30 * len(received),
        xaxis={"visible": False, "fixedrange": True, "range": [0, most * 1.75]},
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "ticklabelstandoff": 4,
            "tickfont": {"size": colours.text_px, "color": colours.ink},
        },
    )
