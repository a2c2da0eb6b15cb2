"""Pictures of surveys: their flow into results, and when which line asked in which way."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.catalogue import LINES
from metrics.tasks.scheme import scheme
from ui.drawing.as_written import in_chart
from ui.drawing.plots import figure_of, narrow
from ui.tasks.survey_words import JOINT
from ui.theme import Palette

_FLOW_PX, _TIME_PX = 430, 210
#: The steps of the flow, from what was asked to what should move.
STEPS = ("调研方式", "针对问题", "事项", "指标")


def flow(steps: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw the flow from the way of asking to the problem, the task or issue, and the metric.

    Args:
        steps: rows of ``ui.tasks.survey_words.steps``.
        colours: palette of the viewer's mode.
    """
    nodes = [(step, word) for step in STEPS for word in dict.fromkeys(steps[step])]
    at = {node: place for place, node in enumerate(nodes)}
    pairs = list(zip(STEPS[:-1], STEPS[1:], strict=True))
    counted = [
        (at[first, one], at[second, other], int(many))
        for first, second in pairs
        for (one, other), many in steps.groupby([first, second], sort=False).size().items()
    ]
    fills = dict(zip(STEPS, (colours.accent, colours.red, colours.amber, colours.green), strict=True))
    sizes = [sum(many for _, end, many in counted if end == place) for place in range(len(nodes))]
    starts = [sum(many for start, _, many in counted if start == place) for place in range(len(nodes))]
    trace: dict[str, Any] = {
        "type": "sankey",
        "arrangement": "snap",
        "node": {
            "label": [
                f"{in_chart(word)} {max(sizes[place], starts[place])}"
                for place, (_, word) in enumerate(nodes)
            ],
            "color": [fills[step] for step, _ in nodes],
            "pad": 12,
            "thickness": 12,
            "line": {"width": 0},
            "hovertemplate": "%{label}<extra></extra>",
        },
        "link": {
            "source": [start for start, _, _ in counted],
            "target": [end for _, end, _ in counted],
            "value": [many for _, _, many in counted],
            "color": [colours.rule] * len(counted),
            "hovertemplate": "%{source.label} → %{target.label}：%{value}<extra></extra>",
        },
        "textfont": {"size": colours.text_px - (2 if narrow(colours) else 0), "color": colours.ink},
    }
    return figure_of([trace], colours, _FLOW_PX, margin={"l": 4, "r": 4, "t": 8, "b": 8})


def times(surveys: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw surveys over time, a row each way of asking, in the colour of the line.

    Args:
        surveys: rows of ``metrics.tasks.surveys.surveys``.
        colours: palette of the viewer's mode.
    """
    ways: Sequence[str] = scheme()["survey"]
    lines = surveys["line"].where(surveys["line"].notna(), "")
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": list(pd.to_datetime(surveys["held_on"])),
        "y": list(surveys["method"]),
        "marker": {
            "size": 11,
            "opacity": 0.85,
            "color": [colours.lines.get(line, colours.muted) for line in lines],
            "line": {"width": 1, "color": colours.paper},
        },
        "hovertext": [
            f"{row.held_on:%Y-%m-%d}　{in_chart(row.region_name)}　{LINES.get(line, JOINT)}"
            for row, line in zip(surveys.itertuples(), lines, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return figure_of(
        [dots],
        colours,
        _TIME_PX,
        xaxis={"fixedrange": True, "tickformat": "%Y-%m", "nticks": 5 if narrow(colours) else 9},
        yaxis={
            "categoryorder": "array",
            "categoryarray": list(reversed(ways)),
            "range": [-0.6, len(ways) - 0.4],
            "fixedrange": True,
            "tickfont": {"size": colours.text_px, "color": colours.ink},
        },
    )
