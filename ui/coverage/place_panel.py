"""The panel of one place: its seven lines with verdicts, and what else is there, as HTML."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.catalogue import LINES
from ui import numbers
from ui.drawing import trend as drawing_trend
from ui.drawing.readings import Reading
from ui.maps import NOT_EXPECTED, tiles
from ui.theme import VERDICTS, Palette

_LARGE_TYPE_PX = 16
_MONTHS, _FEW_MONTHS = 7, 4


def seven_lines(own: pd.DataFrame, chosen: Sequence[str], colours: Palette) -> str:
    """Write the lines of a place as a table: tile, verdict in shape and word, organisations, last activity.

    Args:
        own: as ``metrics.coverage.by_place.lines_of_place`` gives it.
        chosen: lines to emphasise; the others are muted.
        colours: palette of the viewer's mode.
    """
    deep = bool((own["expected_below"] > 0).any())
    head = ["条线", "本级判定", "组织", "最近活动"] + (["下级有效/应建"] if deep else [])
    titles = "".join(
        f'<th class="{"num" if at in (2, 4) else ""}">{name}</th>' for at, name in enumerate(head)
    )
    rows = "".join(_line(row, row.line in chosen, deep, colours) for row in own.itertuples())
    table = f"<table><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div class="qt-table qt-lines">{table}</div>'


def line_rows(own: pd.DataFrame) -> pd.DataFrame:
    """Write the lines of a place as a table to take away."""
    return pd.DataFrame(
        {
            "条线": own["line"].map(LINES),
            "本级判定": own["verdict"],
            "组织": own["organization_count"],
            "最近活动": own["last_activity_on"],
            "下级有效": own["effective_below"],
            "下级应建": own["expected_below"],
        }
    )


def _line(row: Any, chosen: bool, deep: bool, colours: Palette) -> str:
    tile = tiles.picture(tiles.icon_name(row.verdict, row.line), colours)
    cells = [
        ("mark", f'<img class="key" src="{tile}" alt="">{LINES[row.line]}'),
        ("mark", _verdict(row.verdict, colours)),
        ("num", str(row.organization_count) if row.verdict != NOT_EXPECTED else numbers.NOTHING),
        ("mark", numbers.day_text(row.last_activity_on)),
    ]
    if deep:
        cells.append(("num", _of(row.effective_below, row.expected_below)))
    body = "".join(f'<td class="{kind}">{text}</td>' for kind, text in cells)
    return f'<tr class="{"" if chosen else "qt-muted"}">{body}</tr>'


def _of(effective: int, expected: int) -> str:
    return f"{effective:,}/{expected:,}" if expected else numbers.NOTHING


def _verdict(verdict: str, colours: Palette) -> str:
    mark = VERDICTS[verdict]
    picture = tiles.picture(tiles.mark_name(verdict), colours)
    return f'<span title="{escape(mark.meaning)}"><img class="key" src="{picture}" alt="">{mark.word}</span>'


def counts(readings: Mapping[str, Reading]) -> str:
    """Write the figures of a place beside each other, as HTML."""
    parts = "".join(f"<span>{escape(figure(one))}</span>" for one in readings.values())
    return f'<div class="qt-counts">{parts}</div>'


def figure(reading: Reading) -> str:
    """Write a figure with its name: 组织数 1,470个."""
    return f"{reading.metric.name} {numbers.value(reading.value, reading.metric.unit)}"


def trend(course: pd.DataFrame, colours: Palette, height: int) -> go.Figure:
    """Draw the course of effective coverage: ``period, value, target``; fewer months where type is large."""
    figure = drawing_trend.trend(course, "%", colours, height)
    return figure.update_xaxes(nticks=_FEW_MONTHS if colours.text_px > _LARGE_TYPE_PX else _MONTHS)


def part_title(statement: str) -> str:
    """Write the title of a part of the panel, as HTML."""
    return f'<h3 class="qt-part">{escape(statement)}</h3>'


def station_kinds(stations: pd.DataFrame) -> str:
    """Count the stations of a place by kind: 阵地 13 处：村级服务点 12、便民服务窗口 1."""
    kinds = "、".join(f"{kind} {count}" for kind, count in stations["kind"].value_counts().items())
    return f"阵地 {len(stations)} 处：{kinds}" if kinds else "暂无阵地"


def station_rows(stations: pd.DataFrame) -> pd.DataFrame:
    """Write the stations of a place as a table that people read."""
    return pd.DataFrame(
        {
            "名称": stations["name"],
            "类型": stations["kind"],
            "所在": stations["region_name"],
            "入驻条线": ["、".join(LINES[line] for line in lines) for lines in stations["lines"]],
            "开放日期": [numbers.day_text(day) for day in stations["opened_on"]],
            "位置": ["按区划示意" if guess else "上报坐标" for guess in stations["approximate"]],
        }
    )
