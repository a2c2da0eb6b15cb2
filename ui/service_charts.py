"""Charts of stations, brands, activities and channels: frame and palette in, plotly figure out."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.catalogue import LINES
from ui import numbers
from ui.charts import figure_of, scaled, small_multiples
from ui.theme import Palette

_ROW_PX = 30
_HEAD_PX = 26
#: A count that only this share of days exceeds is drawn as strong as all above it.
_STRONGEST_SHARE_PCT = 0.98
_LEAST_STRONGEST = 4
_MOST_PANELS = 5
_WAN = 10_000


def window_bars(levels: pd.DataFrame, colours: Palette, height: int = 170) -> go.Figure:
    """Draw the places with a window of their level against all of them, one bar a level.

    Args:
        levels: rows of ``metrics.stations.windows``.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    names = list(levels["name"])
    notes = [
        f"{numbers.number(row.open)} / {numbers.number(row.expected)}　<b>{numbers.share(row.open_pct)}</b>"
        for row in levels.itertuples()
    ]
    return _share_bars(names, list(levels["open_pct"]), notes, [colours.sequential[6]] * len(names), colours,
                       height)  # fmt: skip


def service_bars(offered: pd.DataFrame, colours: Palette, height: int = 170) -> go.Figure:
    """Draw how many stations offer each of the basic services, one bar a service.

    Args:
        offered: rows of ``metrics.stations.offered``.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    notes = [
        f"缺 {numbers.number(row.stations - row.offering)} 个　<b>{numbers.share(row.offered_pct)}</b>"
        for row in offered.itertuples()
    ]
    fills = [colours.sequential[6]] * len(offered)
    return _share_bars(list(offered["service"]), list(offered["offered_pct"]), notes, fills, colours, height)


def line_bars(lines: pd.DataFrame, colours: Palette, height: int = 250) -> go.Figure:
    """Draw in how many service stations each line is present, leading or resident, in its colour.

    Args:
        lines: rows of ``metrics.stations.moved_in``.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    notes = [
        f"牵头 {row.leads}　入驻 {row.resides}　<b>{numbers.share(row.present_pct)}</b>"
        for row in lines.itertuples()
    ]
    fills = [colours.lines[line] for line in lines["line"]]
    return _share_bars(list(lines["name"]), list(lines["present_pct"]), notes, fills, colours, height)


def closure_bars(closure: pd.DataFrame, colours: Palette, height: int = 270) -> go.Figure:
    """Draw the share of requests that each line settled online, with its target as a stroke.

    Args:
        closure: rows of ``metrics.values.values`` of ``online_closure``, one a line.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    names = [LINES[line] for line in closure["line"]]
    notes = [
        f"{numbers.number(row.numerator)} / {numbers.number(row.denominator)}　"
        f"<b>{numbers.share(row.value)}</b>"
        for row in closure.itertuples()
    ]
    fills = [colours.lines[line] for line in closure["line"]]
    drawn = _share_bars(names, list(closure["value"]), notes, fills, colours, height)
    return drawn.add_trace(
        {"type": "scatter", "mode": "markers", "x": list(closure["target"]), "y": names, "name": "目标",
         "marker": {"symbol": "line-ns", "size": scaled(16, colours),
                    "line": {"width": 2.5, "color": colours.ink}},
         "customdata": [numbers.share(target) for target in closure["target"]],
         "hovertemplate": "%{y}　目标 %{customdata}<extra></extra>"}
    )  # fmt: skip


def _share_bars(
    names: Sequence[str],
    shares: Sequence[Any],
    notes: Sequence[str],
    fills: Sequence[str],
    colours: Palette,
    height: int,
) -> go.Figure:
    """Bars of 0–1 shares on the whole of their track, each with its words to the right."""
    track = {
        "type": "bar", "orientation": "h", "x": [1.0] * len(names), "y": list(names), "width": 0.5,
        "marker": {"color": colours.verdicts["不适用"]}, "hoverinfo": "skip",
    }  # fmt: skip
    bars = {
        "type": "bar", "orientation": "h", "x": list(shares), "y": list(names), "width": 0.5,
        "marker": {"color": list(fills)}, "customdata": [note.replace("<b>", "").replace("</b>", "")
                                                          for note in notes],
        "hovertemplate": "%{y}　%{customdata}<extra></extra>",
    }  # fmt: skip
    words = [
        {"x": 1.03, "y": name, "text": note, "showarrow": False, "xanchor": "left",
         "font": {"size": colours.text_px, "color": colours.ink}}
        for name, note in zip(names, notes, strict=True)
    ]  # fmt: skip
    return figure_of(
        [track, bars], colours, height, barmode="overlay", annotations=words,
        xaxis={"range": [0, 2.05], "visible": False, "fixedrange": True},
        yaxis={"autorange": "reversed", "fixedrange": True, "ticklabelstandoff": 4,
               "tickfont": {"size": colours.text_px, "color": colours.ink}},
        margin={"l": 4, "r": 4, "t": 2, "b": 2},
    )  # fmt: skip


def strongest(days: pd.DataFrame) -> int:
    """The number of activities a day from which on all days are drawn alike."""
    return max(_LEAST_STRONGEST, int(days["activities"].quantile(_STRONGEST_SHARE_PCT)))


def day_calendar(days: pd.DataFrame, colours: Palette, numbered: bool = True) -> go.Figure:
    """Draw a year of days as a heat map, months down and days across, the number in each cell.

    Args:
        days: rows of ``metrics.activity_calendar.by_day``.
        colours: palette of the viewer's mode.
        numbered: whether cells are wide enough for their number.
    """
    at = pd.to_datetime(days["day"])
    table = days.assign(month=at.dt.strftime("%Y-%m"), number=at.dt.day).pivot(
        index="month", columns="number", values="activities"
    )
    table = table.reindex(columns=range(1, 32))
    hover = [
        [f"{month}-{day:02d}　{numbers.number(count)} 场" for day, count in row.items()]
        for month, row in table.iterrows()
    ]
    return _heat(table, hover, strongest(days), colours, numbered, list(table.columns), colours.text_px - 3)


def month_lines(months: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw activities as a heat map, lines down and months across, the number in each cell.

    Args:
        months: rows of ``metrics.activity_calendar.by_line``.
        colours: palette of the viewer's mode.
    """
    order = list(dict.fromkeys(months["name"]))
    table = months.pivot(index="name", columns="month", values="activities").loc[order]
    hover = [
        [f"{name}　{numbers.short_month(month)}　{numbers.number(count)} 场" for month, count in row.items()]
        for name, row in table.iterrows()
    ]
    heads = [f"{month.month}月" for month in table.columns]
    most = int(table.to_numpy().max()) if table.size else 1
    return _heat(table, hover, max(1, most), colours, True, heads, colours.text_px - 2)


def brand_lines(joining: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw which lines join which brands as a heat map with the number of events in each cell.

    Args:
        joining: rows of ``metrics.brands.joining``.
        colours: palette of the viewer's mode.
    """
    cells = joining.assign(events=joining["led"] + joining["joined"], name=joining["line"].map(LINES))
    brands, names = (list(dict.fromkeys(cells[column])) for column in ("brand", "name"))
    table = cells.pivot(index="brand", columns="name", values="events").loc[brands, names]
    led = cells.pivot(index="brand", columns="name", values="led").loc[brands, names]
    hover = [
        [f"{brand}　{name}　牵头 {led.loc[brand, name]} 场，参与 {count - led.loc[brand, name]} 场"
         for name, count in row.items()]
        for brand, row in table.iterrows()
    ]  # fmt: skip
    return _heat(table, hover, max(1, int(table.to_numpy().max())), colours, True, names, colours.text_px - 1)


def brand_months(months: pd.DataFrame, colours: Palette, phone: bool = False) -> go.Figure:
    """Draw the participants of each brand month by month, one small panel a brand.

    Args:
        months: rows of ``metrics.brands.by_month``.
        colours: palette of the viewer's mode.
        phone: whether the window is narrow.
    """
    points = months.rename(columns={"brand": "panel", "month": "period", "participants": "value"})
    columns = 1 if phone else min(_MOST_PANELS, points["panel"].nunique())
    return small_multiples(points.assign(colour=colours.accent), "人次", colours, columns, 104)


def channel_matrix(channels: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw followers as a heat map, lines down and platforms across, the number in each cell.

    Args:
        channels: rows of ``metrics.channels.channels``.
        colours: palette of the viewer's mode.
    """
    names, platforms = (list(dict.fromkeys(channels[column])) for column in ("name", "platform"))
    table = channels.pivot(index="name", columns="platform", values="followers").loc[names, platforms]
    hover = [
        [f"{name}　{platform}　{numbers.value(count, '人')}" for platform, count in row.items()]
        for name, row in table.iterrows()
    ]
    most = table.max().max()
    top = max(1, int(most) if pd.notna(most) else 1)
    return _heat(table, hover, top, colours, True, platforms, colours.text_px - 1)


def _heat(
    table: pd.DataFrame,
    hover: list[list[str]],
    top: int,
    colours: Palette,
    numbered: bool,
    heads: Sequence[Any],
    text_px: float,
) -> go.Figure:
    """Cells of counts: nothing is pale, ``top`` and more is strongest; no data stays blank."""
    steps = colours.sequential
    scale = [[0.0, colours.verdicts["不适用"]]] + [
        [0.001 + 0.999 * at / (len(steps) - 3), shade] for at, shade in enumerate(steps[1:-1])
    ]
    words = [[_cell(count) for count in row] for row in table.to_numpy()]
    heat = {
        "type": "heatmap", "z": [[None if pd.isna(count) else float(count) for count in row]
                                 for row in table.to_numpy()],
        "x": list(range(len(heads))), "y": [str(name) for name in table.index], "text": words,
        "customdata": hover, "hovertemplate": "%{customdata}<extra></extra>", "hoverongaps": False,
        "colorscale": scale, "zmin": 0, "zmax": top, "showscale": False, "xgap": 2, "ygap": 2,
    }  # fmt: skip
    if numbered:
        heat |= {"texttemplate": "%{text}", "textfont": {"size": text_px}}
    ticks = {"size": colours.text_px - 1, "color": colours.ink}
    return figure_of(
        [heat], colours, _HEAD_PX + _ROW_PX * len(table),
        xaxis={"side": "top", "tickvals": list(range(len(heads))), "ticktext": [str(head) for head in heads],
               "showgrid": False, "zeroline": False, "fixedrange": True, "tickfont": ticks, "tickangle": 0},
        yaxis={"autorange": "reversed", "type": "category", "showgrid": False, "fixedrange": True,
               "tickfont": ticks, "ticklabelstandoff": 4},
        margin={"l": 4, "r": 4, "t": scaled(_HEAD_PX - 4, colours), "b": 2},
    )  # fmt: skip


def _cell(count: Any) -> str:
    if pd.isna(count) or not count:
        return ""
    return numbers.number(count) if count < _WAN else f"{count / _WAN:.1f}万"
