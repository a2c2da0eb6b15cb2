"""Slides of coverage: line by line, on the map, place by place, and what is missing."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pandas as pd

from metrics import shapes
from metrics.catalogue import LEVELS, LINES
from metrics.coverage import funnel
from metrics.gaps.gaps import VERDICTS, by_township, together
from reports.editions import contents
from reports.looks import credits, numbers, statements
from reports.looks.colours import LIGHT, sequential_colour
from reports.slides.lights import amounts, counted
from reports.slides.model import MOST_ROWS, Area, Chart, Column, Map, Nothing, Series, Slide
from reports.slides.source import Source
from reports.slides.texts import fitting, plain, table

#: For how large a map shapes are fetched: as fine as a projector shows them.
_MAP_PX = (1500, 900)
#: From which step of the scale on a label is white.
_DARK_STEP = 4
_HINT = "请在“组织”和“应建清单”表里上报"
#: Width of a name in a title, in letters.
_NAME_EM = 12.0
_DEFINED = ("org_coverage", "effective_coverage")


@dataclass(frozen=True)
class Covered:
    """Coverage of the places one level below the region, fetched once for several slides.

    Attributes:
        places: rows of ``metrics.coverage.funnel.by_place``.
        level: what the places are called.
    """

    places: pd.DataFrame
    level: str

    @classmethod
    def of(cls, source: Source) -> Covered:
        """Ask for the places of a source."""
        found = funnel.by_place(source.snapshot, **source.scope)
        level = LEVELS[found["level"].iloc[0]] if len(found) else "下级"
        return cls(found, level)

    @property
    def known(self) -> pd.DataFrame:
        """Those of which something is known."""
        return self.places[~self.places["silent"]].dropna(subset=["effective_pct"])


def lines(source: Source) -> Slide:
    """Coverage on paper against coverage that works, line by line."""
    found = funnel.by_line(source.snapshot, **source.scope)
    known = found.dropna(subset=["covered_pct"])
    body: Chart | Nothing = Nothing("没有条线覆盖数据", _HINT)
    if len(known):
        pairs = (
            ("组织覆盖率", "covered_pct", LIGHT.sequential[3]),
            ("有效覆盖率", "effective_pct", LIGHT.sequential[7]),
        )
        body = Chart(
            "bars",
            tuple(known["name"]),
            tuple(Series(name, amounts(known[column]), colour) for name, column, colour in pairs),
            percent=True,
        )
    missing = "、".join(found.loc[found["covered_pct"].isna(), "name"])
    remark = f"{missing}没有数据" if missing and len(known) else ""
    title = statements.widest_gap(found)
    return Slide("lines", "条线覆盖", title, body, remark, source.definitions(*_DEFINED))


def on_map(source: Source, covered: Covered) -> Slide:
    """Coverage that works on the map."""
    known = covered.known
    short = covered.places["name"].map(lambda name: fitting(name, _NAME_EM))
    title = statements.lowest_place(covered.places.assign(name=short))
    if len(known) > 1:
        best = known.sort_values("effective_pct", kind="stable").iloc[-1]
        title += f"；{fitting(best['name'], _NAME_EM)}最高，{numbers.share(best['effective_pct'])}"
    body = _map(source, covered)
    return Slide("map", "覆盖地图", plain(title), body, notes=source.definitions(_DEFINED[1]))


def _map(source: Source, covered: Covered) -> Map | Nothing:
    found = covered.places
    codes = [source.region, *found["region_code"]]
    drawn = shapes.shapes(source.snapshot, source.period, codes, _MAP_PX, codes[1:] or codes)
    by_code = {row["region_code"]: row for row in drawn.to_dict("records")}
    areas = [
        _area(by_code[row["region_code"]], row)
        for row in found.to_dict("records")
        if row["region_code"] in by_code
    ]
    if not areas:
        return Nothing(f"没有{covered.level}的界线和位置", "请在“行政区划”表里上报经纬度，或交边界文件")
    if whole := by_code.get(source.region):
        areas.append(_area(whole, {"name": "", "effective_pct": None, "silent": False}, fill=False))
    return Map(tuple(areas), _legend(found), _credit(by_code))


def _area(shape: dict[Any, Any], row: dict[Any, Any], fill: bool = True) -> Area:
    share = None if row["silent"] else numbers.stated(row["effective_pct"])
    value = "未报" if row["silent"] else numbers.share(share)
    colour = LIGHT.verdicts["未报"] if row["silent"] else sequential_colour(share, LIGHT)
    dark = share is not None and int(share * len(LIGHT.sequential)) >= _DARK_STEP
    return Area(
        fitting(row["name"], 8),
        value if fill else "",
        json.loads(shape["rings"]),
        (shape["label_lon"], shape["label_lat"]),
        shape["room_deg"],
        colour if fill else "",
        LIGHT.paper if dark or row["silent"] else LIGHT.ink,
    )


def _legend(found: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """The steps of the scale that places lie in, from low to high."""
    count = len(LIGHT.sequential)
    known = found[~found["silent"]]["effective_pct"].dropna()
    steps = sorted({min(count - 1, int(share * count)) for share in known}, reverse=True)
    told = [
        (LIGHT.sequential[step], f"{step * 100 // count}%–{(step + 1) * 100 // count}%") for step in steps
    ]
    if found["silent"].any():
        told.append((LIGHT.verdicts["未报"], "未报"))
    if found[~found["silent"]]["effective_pct"].isna().any():
        told.append((LIGHT.verdicts["不适用"], "不要求建立"))
    return tuple(told)


def _credit(by_code: dict[Any, dict[Any, Any]]) -> str:
    def said(row: dict[Any, Any], name: str) -> str:
        return plain(row[name]) if isinstance(row[name], str) else ""

    cells = {
        code: SimpleNamespace(**{name: said(row, name) for name in ("basis", "approval", "attribution")})
        for code, row in by_code.items()
    }
    return "。".join(credits.notes(SimpleNamespace(cells=cells)))


def by_place(source: Source, covered: Covered) -> Slide:
    """The places with the lowest coverage that works."""
    known = covered.known.sort_values(["effective_pct", "region_code"])
    reading = source.readings(("effective_coverage",))["effective_coverage"]
    low = 0 if reading.value is None else int((known["effective_pct"] < reading.value).sum())
    title = f"{len(known)} 个{covered.level}中 {low} 个有效覆盖低于整体 {reading.text}"
    shown = known.head(MOST_ROWS)
    silent = covered.places.loc[covered.places["silent"], "name"]
    body: Chart | Nothing = Nothing(f"没有{covered.level}的覆盖数据", _HINT)
    if len(shown):
        pairs = (
            ("组织覆盖率", "covered_pct", LIGHT.sequential[3]),
            ("有效覆盖率", "effective_pct", LIGHT.sequential[7]),
        )
        body = Chart(
            "bars",
            tuple(fitting(name, 11) for name in shown["name"]),
            tuple(Series(name, amounts(shown[column]), colour) for name, column, colour in pairs),
            percent=True,
        )
    else:
        title = f"没有{covered.level}的覆盖数据"
    told = [f"有效覆盖最低的 {len(shown)} 个"] if len(known) > len(shown) else []
    if len(silent):
        told.append(f"未报不比：{'、'.join(map(plain, silent[:4]))}{'等' if len(silent) > 4 else ''}")
    remark = fitting("；".join(told), 56)
    return Slide("places", f"{covered.level}覆盖", title, body, remark, source.definitions(*_DEFINED))


def gaps_by_line(source: Source) -> Slide:
    """Cells that are missing, dormant or unreported, line by line."""
    found = _gaps(source)
    counts = Counter((row["line"], row["verdict"]) for row in found)
    shown = [line for line in source.shown_lines if any(counts[line, verdict] for verdict in VERDICTS)]
    gap = {line: counts[line, "缺失"] + counts[line, "沉睡"] for line in shown}
    body: Chart | Nothing = Nothing("没有缺口")
    title = "没有缺口，也没有未报的单元"
    if shown:
        worst = max(gap, key=lambda line: gap[line])
        parts = "、".join(
            f"{verdict} {sum(counts[line, verdict] for line in shown)}" for verdict in VERDICTS[:2]
        )
        unknown = sum(counts[line, VERDICTS[2]] for line in shown)
        title = f"缺口 {sum(gap.values()):,} 处（{parts}），{LINES[worst]}最多，{gap[worst]} 处"
        title += f"；另有 {unknown} 处未报" if unknown else ""
        body = Chart(
            "stacked",
            tuple(LINES[line] for line in shown),
            tuple(
                Series(
                    verdict, tuple(float(counts[line, verdict]) for line in shown), LIGHT.verdicts[verdict]
                )
                for verdict in VERDICTS
            ),
            unit="处",
        )
    notes = (
        *counted(body),
        "【口径】缺失：应建未建；沉睡：有组织，近六个月无活动；未报：本乡镇六个月无任何活动记录，可能漏报，不算缺口。",
        *source.definitions(_DEFINED[1]),
    )
    return Slide("gaps", "条线缺口", title, body, notes=notes)


def gaps_by_place(source: Source) -> Slide:
    """The townships with the most gaps."""
    counted = by_township(source.snapshot, **source.scope)
    found = together(counted, "region_code").sort_values(
        ["gaps", "unreported", "region_code"], ascending=[False, False, True]
    )
    found = found[(found["gaps"] > 0) | (found["unreported"] > 0)]
    heads = ("应建", "缺口", "未报", "有效覆盖")
    columns = (Column("地方", 16), *(Column(head, 8, number=True) for head in heads))
    rows = [
        (
            str(row["name"]),
            *(numbers.number(row[name]) for name in ("expected", "gaps", "unreported")),
            numbers.NOTHING if row["silent"] else numbers.share(row["effective_pct"]),
        )
        for row in found.to_dict("records")
    ]
    title = "没有缺口"
    if rows:
        first = found.head(3)
        names = "、".join(fitting(name, 8) for name in first["name"])
        title = f"{names}缺口最多，合计 {first['gaps'].sum()} 处，共 {found['gaps'].sum():,} 处"
    body = table(columns, rows) if rows else Nothing("没有缺口")
    return Slide("gap-places", "缺口分布", title, body, "单位：线×地单元", source.definitions(_DEFINED[1]))


def _gaps(source: Source) -> list[dict[str, str]]:
    return [row for row in source.edition.records(contents.GAPS) if row["line"] in source.shown_lines]
