"""Charts of gaps: matrix, dumbbells by place, what moved. Frames and palette in, figures out."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.catalogue import LINES
from ui import numbers
from ui.drawing.as_written import in_chart
from ui.drawing.plots import figure_of, scaled
from ui.maps import inks
from ui.maps.tiles import LETTERS
from ui.theme import Palette, rgba, sequential_colour

_ROW_PX, _EDGE_PX = 25, 40


def matrix_height(rows: int) -> int:
    """Pixels that a matrix or dumbbells of so many places need."""
    return _EDGE_PX + _ROW_PX * max(rows, 3)


def matrix(counted: pd.DataFrame, colours: Palette, labels: dict[str, str], phone: bool = False) -> go.Figure:
    """Draw township x line: colour is the effective share, the number in a cell its gaps.

    A cell with unreported cells is grey with a question mark: its share is not known, and not nought.

    Args:
        counted: ``region_code, line, expected, gaps, unreported, effective_pct, silent`` as
            ``metrics.gaps.gaps.by_township`` gives them.
        colours: palette of the viewer's mode.
        labels: how each place is written, in the order of drawing.
        phone: whether the window is narrow, with room for short words only.
    """
    labels = {code: in_chart(label) for code, label in labels.items()}
    across = {line: (LETTERS if phone else LINES)[line] for line in LINES if line in set(counted["line"])}
    heads = list(across.values())
    drawn = [row for row in counted.itertuples() if row.region_code in labels]
    steps = colours.sequential
    scale = [[at / (len(steps) - 1), colour] for at, colour in enumerate(steps)]
    grey = [[at, colours.verdicts["未报"]] for at in (0, 1)]
    heats = [
        _heat([row for row in drawn if row.silent is silent], across, labels, scale_of)
        for silent, scale_of in ((False, scale), (True, grey))
    ]
    notes = [_number(row, across[row.line], labels[row.region_code], colours, phone) for row in drawn]
    size = {"size": colours.text_px - 1, "color": colours.ink}
    return figure_of(
        heats,
        colours,
        matrix_height(len(labels)),
        annotations=notes,
        xaxis={
            "side": "top",
            "showgrid": False,
            "fixedrange": True,
            "tickfont": size,
            "tickangle": 0,
            "ticks": "",
            "categoryorder": "array",
            "categoryarray": heads,
            "range": [-0.5, len(heads) - 0.5],
        },
        yaxis={
            "showgrid": False,
            "fixedrange": True,
            "tickfont": size,
            "ticks": "",
            "ticklabelstandoff": 4,
            "categoryorder": "array",
            "categoryarray": list(labels.values()),
            "range": [len(labels) - 0.5, -0.5],
        },
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
    )


def _heat(
    drawn: list[Any], across: dict[str, str], labels: dict[str, str], scale: list[list[Any]]
) -> dict[str, Any]:
    """Cells of one kind on the whole grid, each told in words where the pointer rests."""
    cells = {(row.region_code, row.line): row for row in drawn}
    grid = [[cells.get((code, line)) for line in across] for code in labels]
    return {
        "type": "heatmap",
        "zmin": 0,
        "zmax": 1,
        "x": list(across.values()),
        "y": list(labels.values()),
        "z": [[None if row is None else row.effective_pct for row in cells_of] for cells_of in grid],
        "customdata": [["" if row is None else _told(row, labels) for row in cells_of] for cells_of in grid],
        "colorscale": scale,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": False,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _told(row: Any, labels: dict[str, str]) -> str:
    return f"{labels[row.region_code]}　{LINES[row.line]}<br>{_cell(row)}"


def _cell(row: Any) -> str:
    told = f"应建 {row.expected:,}，缺口 {row.gaps:,}"
    told += f"，未报 {row.unreported:,}" if row.unreported else ""
    if row.silent:
        return f"{told}（可能漏报，有效覆盖暂不能判断）"
    return f"{told}，有效覆盖 {numbers.share(row.effective_pct)}"


def _number(row: Any, line: str, label: str, colours: Palette, phone: bool) -> dict[str, Any]:
    """The gaps of a cell in ink that stands out; no gap is a tick, so that nought is not overlooked."""
    ground = colours.verdicts["未报"] if row.silent else sequential_colour(row.effective_pct, colours)
    ink = inks.readable_on(tuple(rgba(ground)), colours.ink, colours.paper)
    unknown = "?" if phone else f"{row.gaps or ''} ?{row.unreported}"
    known = f"{row.gaps}" if phone else f"{row.gaps:,}"
    return {
        "x": line,
        "y": label,
        "showarrow": False,
        "text": unknown if row.silent else known if row.gaps else "✓",
        "font": {"size": colours.text_px - 1, "color": f"rgb({ink[0]},{ink[1]},{ink[2]})"},
    }


def dumbbells(places: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw coverage on paper (○ 有形) against coverage that works (● 有效), one row a place.

    Args:
        places: ``name, covered_pct, effective_pct`` (0-1), ``silent`` (what works is not known), in the
            order of drawing.
        colours: palette of the viewer's mode.
    """
    known = places["effective_pct"].mask(places["silent"])
    names = list(map(in_chart, places["name"]))
    covered = dots(places["covered_pct"], names, colours, ("有形", "有形覆盖"), "middle right", hollow=True)
    effective = dots(known, names, colours, ("有效", "有效覆盖"), "middle left", hollow=False)
    # One number is enough where both dots are one.
    both = [one == other for one, other in zip(known, places["covered_pct"], strict=True)]
    covered["text"] = ["" if same else text for same, text in zip(both, covered["text"], strict=True)]
    unknown = [
        {
            "x": row.covered_pct,
            "y": name,
            "text": "? 未报",
            "showarrow": False,
            "xanchor": "right",
            "xshift": -10,
            "font": {"size": colours.text_px - 2, "color": colours.muted},
        }
        for row, name in zip(places.itertuples(), names, strict=True)
        if row.silent
    ]
    return share_rows([effective, covered], (known, places["covered_pct"]), colours, unknown)


def dots(
    shares: pd.Series, names: list[str], colours: Palette, words: tuple[str, str], side: str, *, hollow: bool
) -> dict[str, Any]:
    """Dots of shares with their numbers beside them; ``words``: their name, and what the pointer reads."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": list(shares),
        "y": names,
        "name": words[0],
        "marker": {
            "size": 10,
            "color": colours.paper if hollow else colours.accent,
            "line": {"color": colours.accent, "width": 2},
        },
        "text": [numbers.share(value) if pd.notna(value) else "" for value in shares],
        "textposition": side,
        "cliponaxis": False,
        "textfont": {"size": colours.text_px - 2, "color": colours.ink},
        "hovertemplate": f"%{{y}}　{words[1]} %{{x:.1%}}<extra></extra>",
    }


def share_rows(
    traces: list[dict[str, Any]],
    ends: tuple[pd.Series, pd.Series],
    colours: Palette,
    annotations: list[dict[str, Any]],
) -> go.Figure:
    """Put dots into rows of shares, with a bar between the two ends of each row."""
    names = traces[0]["y"]
    bars = [
        {
            "type": "line",
            "x0": low,
            "x1": high,
            "y0": name,
            "y1": name,
            "opacity": 0.4,
            "layer": "below",
            "line": {"color": colours.accent, "width": 4},
        }
        for name, low, high in zip(names, *ends, strict=True)
        if pd.notna(low) and pd.notna(high)
    ]
    return figure_of(
        traces,
        colours,
        matrix_height(len(names)),
        shapes=bars,
        annotations=annotations,
        xaxis={
            "range": [-0.2, 1.2],
            "tickvals": [0, 0.5, 1],
            "tickformat": ".0%",
            "zeroline": False,
            "fixedrange": True,
            "side": "top",
        },
        yaxis={
            "range": [len(names) - 0.5, -0.5],
            "showgrid": False,
            "fixedrange": True,
            "ticks": "",
            "ticklabelstandoff": 4,
            "categoryorder": "array",
            "categoryarray": names,
            "tickfont": {"size": colours.text_px - 1, "color": colours.ink},
        },
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
    )


def moves(places: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw gaps that were closed to the left and new ones to the right, one row a place.

    Args:
        places: ``name, closed, opened`` (cells), in the order of drawing.
        colours: palette of the viewer's mode.
    """
    names = list(map(in_chart, places["name"]))
    sides = (
        ("补上", "closed", -1, colours.green, "left"),
        ("新增", "opened", 1, colours.amber, "right"),
    )
    bars = [
        {
            "type": "bar",
            "orientation": "h",
            "y": names,
            "x": [sign * count for count in places[column]],
            "name": word,
            "marker": {"color": colour},
            "cliponaxis": False,
            "text": [f"{count:,}" if count else "" for count in places[column]],
            "textposition": "outside",
            "textfont": {"size": colours.text_px - 2, "color": colours.ink},
            "textangle": 0,
            "customdata": list(places[column]),
            "hovertemplate": f"%{{y}}　{word} %{{customdata}} 个<extra></extra>",
        }
        for word, column, sign, colour, _ in sides
    ]
    most = max(1, int(places[["closed", "opened"]].to_numpy().max(initial=0))) * 1.18
    heads = [
        {
            "x": sign * most,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "xanchor": side,
            "text": word,
            "showarrow": False,
            "font": {"size": colours.text_px - 1, "color": colours.muted},
        }
        for word, _, sign, _, side in sides
    ]
    return figure_of(
        bars,
        colours,
        matrix_height(len(names)),
        barmode="overlay",
        bargap=0.35,
        annotations=heads,
        xaxis={
            "range": [-most, most],
            "showticklabels": False,
            "fixedrange": True,
            "showgrid": False,
            "zerolinecolor": colours.muted,
        },
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "ticks": "",
            "showgrid": False,
            "ticklabelstandoff": 4,
            "tickfont": {"size": colours.text_px - 1, "color": colours.ink},
        },
        margin={"l": 4, "r": 4, "t": scaled(20, colours), "b": 4},
    )
