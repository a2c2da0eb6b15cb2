"""From expected to covered to effective, level by level: where the three-level linkage leaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics import places
from metrics.catalogue import LEVELS, LINES
from metrics.coverage import cells as coverage_cells
from metrics.values import values
from metrics.warehouse import Snapshot

#: Verdicts of cells that have a covering organisation.
COVERED = ("有效", "沉睡", "未报")


def levels(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Count expected, covered and effective cells by level.

    Args:
        snapshot: the published snapshot.
        period: the month.
        region: region code; its own cells and all below count.
        lines: lines to count; none means all.

    Returns:
        ``level, name, expected, covered, effective`` (counts), ``covered_pct, effective_pct`` (0–1), from
        the top level down; levels without expected cells are left out.
    """
    cells = coverage_cells.cells(snapshot, period, region)
    cells = cells[cells["verdict"] != "不适用"]
    if lines:
        cells = cells[cells["line"].isin(lines)]
    counts = (
        cells.assign(covered=cells["verdict"].isin(COVERED), effective=cells["verdict"] == "有效")
        .groupby("level")
        .agg(expected=("verdict", "size"), covered=("covered", "sum"), effective=("effective", "sum"))
        .reindex([level for level in LEVELS if level in set(cells["level"])])
        .reset_index()
    )
    return counts.assign(
        name=counts["level"].map(LEVELS),
        covered_pct=counts["covered"] / counts["expected"],
        effective_pct=counts["effective"] / counts["expected"],
    )


def by_line(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Set coverage on paper against coverage that works, line by line.

    Returns:
        ``line, name, expected, covered_pct, effective_pct`` (0–1; missing where nothing is expected), in
        the fixed order of the lines.
    """
    chosen = list(lines or LINES)
    wide = _pair(snapshot, period, [region], chosen).reset_index().set_index("line").reindex(chosen)
    return wide.assign(name=[LINES[line] for line in chosen]).reset_index()


def by_place(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Set coverage on paper against coverage that works for each place one level below a region.

    Several lines together count as one sum of covered cells over one sum of expected cells.

    Returns:
        ``region_code, name, kind, level, lon, lat, expected, covered, effective`` (counts) and
        ``covered_pct, effective_pct`` (0–1) and ``silent`` (has organisations, but no activity of any line
        is on record, so that reports may be missing), one row a place.
    """
    below = places.children(snapshot, region, period).rename(columns={"code": "region_code"})
    shares = _pair(snapshot, period, list(below["region_code"]), list(lines) or [""])
    summed = shares.groupby("region_code")[["expected", "covered", "effective"]].sum()
    summed["covered_pct"] = (summed["covered"] / summed["expected"]).where(summed["expected"] > 0)
    summed["effective_pct"] = (summed["effective"] / summed["expected"]).where(summed["expected"] > 0)
    kept = below[["region_code", "name", "kind", "level", "lon", "lat"]]
    silent = kept["region_code"].isin(silent_places(snapshot, period, region).index)
    return kept.merge(summed.reset_index(), on="region_code", how="left").assign(silent=silent)


def silent_places(snapshot: Snapshot, period: date, region: str) -> pd.Series[int]:
    """Count the cells with verdict 未报 by township and by village: region code → count."""
    cells = coverage_cells.cells(snapshot, period, region)
    unreported = cells[cells["verdict"] == "未报"]
    counts = [unreported.groupby(of).size() for of in ("region_code", "township_code")]
    return pd.concat(counts).groupby(level=0).max()


def _pair(snapshot: Snapshot, period: date, regions: Sequence[str], lines: Sequence[str]) -> pd.DataFrame:
    """Both coverages by region and line, with their numerators and common denominator."""
    frame = values.values(
        snapshot, [period], metrics=["org_coverage", "effective_coverage"], lines=lines, regions=regions
    ).set_index(["region_code", "line"])
    covered = frame[frame["metric_id"] == "org_coverage"]
    effective = frame[frame["metric_id"] == "effective_coverage"]
    return pd.DataFrame(
        {
            "expected": covered["denominator"],
            "covered": covered["numerator"],
            "effective": effective["numerator"],
            "covered_pct": covered["value"],
            "effective_pct": effective["value"],
        }
    )
