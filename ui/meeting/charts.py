"""Pictures of 联席会议 as pure functions: frame and palette in, plotly figure out."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.meeting.effect import LIMIT_SIGMAS
from ui import numbers
from ui.drawing.as_written import in_chart
from ui.drawing.plots import cut, figure_of, row_names
from ui.theme import Palette

#: Height of a row, and of what stands around the rows, in pixels.
_ROW_PX, _AROUND_PX = 22, 46
#: Of how many open issues at most the picture tells.
MOST_ROWS = 16


def ages(found: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw how long the open issues are open already, with the day on which each was due.

    Args:
        found: open rows of ``metrics.meeting.ledger.ledger``, the longest overdue first.
        colours: palette of the viewer's mode.
    """
    shown = found.head(MOST_ROWS).iloc[::-1]
    titles = [f"{row.title}" for row in shown.itertuples(index=False)]
    keys = [f"行{at}" for at in range(len(titles))]
    given = (shown["due_on"] - shown["raised_on"]).dt.days
    within = [min(age, due) for age, due in zip(shown["age_days"], given, strict=True)]
    late = [max(age - due, 0) for age, due in zip(shown["age_days"], given, strict=True)]
    names = row_names(titles)
    told = [
        in_chart(f"{row.title}：提出 {row.age_days} 天，要求 {numbers.day_text(row.due_on)} 办结")
        for row in shown.itertuples(index=False)
    ]
    base = {"type": "bar", "orientation": "h", "y": keys, "customdata": told}
    hover = {"hovertemplate": "%{customdata}<extra></extra>"}
    labels = [f"超 {days} 天" if days else "" for days in late]
    traces: list[dict[str, Any]] = [
        {**base, **hover, "x": within, "marker": {"color": colours.accent}},
        {
            **base,
            **hover,
            "x": late,
            "marker": {"color": colours.red},
            "text": labels,
            "textposition": "outside",
            "cliponaxis": False,
        },
    ]
    return figure_of(
        traces,
        colours,
        len(shown) * _ROW_PX + _AROUND_PX,
        barmode="stack",
        xaxis={"title": {"text": "提出以后的天数"}, "fixedrange": True, "nticks": 6},
        yaxis={"tickvals": keys, "ticktext": names["ticktext"], "fixedrange": True},
        margin={"l": 4, "r": 70, "t": 4, "b": 4},
        bargap=0.25,
    )


def limits(found: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw how far the metric of each closed issue left its ordinary course, between control limits.

    Args:
        found: rows of ``metrics.meeting.effect.effects`` with ``sigmas``, by the day of closing.
        colours: palette of the viewer's mode.
    """
    told = [
        in_chart(f"{cut(row.title, 24)}：{numbers.day_text(row.closed_on)} 销号，{row.sigmas:+.1f}")
        for row in found.itertuples(index=False)
    ]
    beyond = found["sigmas"].abs() > LIMIT_SIGMAS
    ink = [
        (colours.green if sigma > 0 else colours.red) if out else colours.muted
        for sigma, out in zip(found["sigmas"], beyond, strict=True)
    ]
    symbols = [
        ("diamond" if sigma > 0 else "square") if out else "circle"
        for sigma, out in zip(found["sigmas"], beyond, strict=True)
    ]
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": list(found["closed_on"]),
        "y": list(found["sigmas"]),
        "marker": {"color": ink, "size": 8, "symbol": symbols},
        "customdata": told,
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    lines = [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": level,
            "y1": level,
            "line": {"color": colours.rule if not level else colours.muted, "width": 1, "dash": dash},
        }
        for level, dash in ((LIMIT_SIGMAS, "dash"), (0.0, "solid"), (-LIMIT_SIGMAS, "dash"))
    ]
    words = [
        {
            "xref": "paper",
            "x": 1,
            "y": level,
            "xanchor": "right",
            "yanchor": "bottom",
            "text": text,
            "showarrow": False,
            "font": {"size": colours.text_px - 1, "color": colours.muted},
        }
        for level, text in ((LIMIT_SIGMAS, "以上：比平常更快变好"), (-LIMIT_SIGMAS, "以下：比平常更快变差"))
    ]
    return figure_of(
        [trace],
        colours,
        300,
        shapes=lines,
        annotations=words,
        xaxis={"fixedrange": True, "tickformat": "%Y-%m", "showgrid": False, "nticks": 8},
        yaxis={"fixedrange": True, "zeroline": False, "title": {"text": "标准差"}},
        margin={"l": 4, "r": 8, "t": 10, "b": 4},
    )
