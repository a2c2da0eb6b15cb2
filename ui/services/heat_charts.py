"""Heat maps and small trends of brands, activities and channels: frame and palette in, plotly figure out."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.catalogue import LINES
from ui import numbers
from ui.drawing import small_multiples
from ui.drawing.as_written import in_chart
from ui.drawing.plots import figure_of, row_names, scaled
from ui.maps import inks
from ui.theme import Palette, rgba

_ROW_PX, _TALL_ROW_PX = 30, 49
_HEAD_PX = 26
#: A count that only this share of days exceeds is drawn as strong as all above it.
_STRONGEST_SHARE_PCT = 0.98
_LEAST_STRONGEST = 4
_MOST_PANELS = 5
_WAN = 10_000
_EVERY_DAYS = 5
_SHORT = dict(zip(LINES.values(), "工青妇科侨残商", strict=True))


def strongest(days: pd.DataFrame) -> int:
    """The number of activities a day from which on all days are drawn alike."""
    return max(_LEAST_STRONGEST, int(days["activities"].quantile(_STRONGEST_SHARE_PCT)))


def day_calendar(days: pd.DataFrame, colours: Palette, phone: bool = False) -> go.Figure:
    """Draw a year of days as a heat map, months down and days across, with their numbers.

    Args:
        days: rows of ``metrics.services.activity_calendar.by_day``.
        colours: palette of the viewer's mode.
        phone: whether the window is narrow, without room for a number in each cell.
    """
    at = pd.to_datetime(days["day"])
    table = days.assign(month=at.map(numbers.short_month), number=at.dt.day).pivot(
        index="month", columns="number", values="activities"
    )
    table = table.reindex(columns=range(1, 32))
    hover = [
        [f"{month}-{day:02d}　{numbers.number(count)} 场" for day, count in row.items()]
        for month, row in table.iterrows()
    ]
    heads = [str(day) if not phone or day % _EVERY_DAYS == 0 else "" for day in table.columns]
    return _heat(table, hover, strongest(days), colours, heads, 0 if phone else colours.text_px - 3)


def month_lines(months: pd.DataFrame, colours: Palette, phone: bool = False) -> go.Figure:
    """Draw activities as a heat map, lines down and months across, the number in each cell.

    Args:
        months: rows of ``metrics.services.activity_calendar.by_line``.
        colours: palette of the viewer's mode.
        phone: whether the window is narrow, with room for short heads only.
    """
    order = list(dict.fromkeys(months["name"]))
    table = months.pivot(index="name", columns="month", values="activities").loc[order]
    hover = [
        [f"{name}　{numbers.short_month(month)}　{numbers.number(count)} 场" for month, count in row.items()]
        for name, row in table.iterrows()
    ]
    heads = [f"{month.month}{'' if phone else '月'}" for month in table.columns]
    most = int(table.to_numpy().max()) if table.size else 1
    return _heat(table, hover, max(1, most), colours, heads, colours.text_px - 2, _TALL_ROW_PX)


def brand_lines(joining: pd.DataFrame, colours: Palette, phone: bool = False) -> go.Figure:
    """Draw which lines join which brands as a heat map with the number of events in each cell.

    Args:
        joining: rows of ``metrics.services.brands.joining``.
        colours: palette of the viewer's mode.
        phone: whether the window is narrow, with room for short heads only.
    """
    cells = joining.assign(events=joining["led"] + joining["joined"], name=joining["line"].map(LINES))
    brands, names = (list(dict.fromkeys(cells[column])) for column in ("brand", "name"))
    table = cells.pivot(index="brand", columns="name", values="events").loc[brands, names]
    led = cells.pivot(index="brand", columns="name", values="led").loc[brands, names]
    hover = [
        [
            in_chart(
                f"{brand}　{name}　牵头 {led.loc[brand, name]} 场，参与 {count - led.loc[brand, name]} 场"
            )
            for name, count in row.items()
        ]
        for brand, row in table.iterrows()
    ]
    heads = [_SHORT[name] if phone else name for name in names]
    return _heat(table, hover, max(1, int(table.to_numpy().max())), colours, heads, colours.text_px - 1)


def brand_months(months: pd.DataFrame, colours: Palette, phone: bool = False) -> go.Figure:
    """Draw the participants of each brand month by month, one small panel a brand.

    Args:
        months: rows of ``metrics.services.brands.by_month``.
        colours: palette of the viewer's mode.
        phone: whether the window is narrow.
    """
    points = months.rename(columns={"brand": "panel", "month": "period", "participants": "value"})
    columns = 1 if phone else min(_MOST_PANELS, points["panel"].nunique())
    return small_multiples.trends(points.assign(colour=colours.accent), "人次", colours, columns, 104)


def channel_matrix(channels: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw followers as a heat map, lines down and platforms across, the number in each cell.

    Args:
        channels: rows of ``metrics.services.channels.channels``.
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
    return _heat(table, hover, top, colours, platforms, colours.text_px - 1)


def _heat(
    table: pd.DataFrame,
    hover: list[list[str]],
    top: int,
    colours: Palette,
    heads: Sequence[str],
    text_px: float,
    row_px: int = _ROW_PX,
) -> go.Figure:
    """Cells of counts: 0 is grey, ``top`` and more is strongest, no data stays blank."""
    shades = (colours.verdicts["不适用"], *colours.sequential[1:-1])
    places, names = list(range(len(heads))), [in_chart(str(name)) for name in table.index]
    steps = [[_step(count, top, len(shades) - 1) for count in row] for row in table.to_numpy()]
    cells = {
        "type": "heatmap",
        "z": steps,
        "x": places,
        "y": names,
        "customdata": hover,
        "hovertemplate": "%{customdata}<extra></extra>",
        "hoverongaps": False,
        "showscale": False,
        "colorscale": [
            [(at + side) / len(shades), shade] for at, shade in enumerate(shades) for side in (0, 1)
        ],
        "zmin": -0.5,
        "zmax": len(shades) - 0.5,
        "xgap": 2,
        "ygap": 2,
    }
    words = _words(table, steps, shades, colours, text_px) if text_px else []
    ticks = {"size": colours.text_px - 1, "color": colours.ink}
    return figure_of(
        [cells, *words],
        colours,
        _HEAD_PX + row_px * len(table),
        xaxis={
            "side": "top",
            "tickvals": places,
            "ticktext": list(heads),
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": ticks,
            "tickangle": 0,
            "ticks": "",
            "range": [-0.5, len(heads) - 0.5],
        },
        yaxis={
            "autorange": "reversed",
            "type": "category",
            **row_names(list(map(str, table.index))),
            "showgrid": False,
            "fixedrange": True,
            "tickfont": ticks,
            "ticklabelstandoff": 4,
            "ticks": "",
        },
        margin={"l": 4, "r": 4, "t": scaled(_HEAD_PX - 4, colours), "b": 2},
    )


def _step(count: Any, top: int, steps: int) -> int | None:
    """Which shade a count has: 0 for nothing, then evenly up to ``top``; none where there is no data."""
    if pd.isna(count):
        return None
    return 0 if count <= 0 else 1 + min(steps - 1, int(count / top * steps))


def _words(
    table: pd.DataFrame,
    steps: list[list[int | None]],
    shades: Sequence[str],
    colours: Palette,
    text_px: float,
) -> list[dict[str, Any]]:
    """The number of each cell, in the ink that stands out on its shade: one trace an ink."""
    inked = [tuple(inks.ink_on(rgba(shade), colours)) for shade in shades]
    cells = [
        (at, in_chart(str(name)), _cell(count), inked[step])
        for (name, row), found in zip(table.iterrows(), steps, strict=True)
        for at, (count, step) in enumerate(zip(row, found, strict=True))
        if step
    ]
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": [cell[0] for cell in cells if cell[3] == ink],
            "y": [cell[1] for cell in cells if cell[3] == ink],
            "text": [cell[2] for cell in cells if cell[3] == ink],
            "hoverinfo": "skip",
            "textfont": {"size": text_px, "color": f"rgb{ink[:3]}"},
        }
        for ink in dict.fromkeys(inked)
    ]


def _cell(count: float) -> str:
    return numbers.number(count) if count < _WAN else f"{count / _WAN:.1f}万"
