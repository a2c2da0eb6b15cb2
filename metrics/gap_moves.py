"""What became of gaps between two months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.catalogue import LINES
from metrics.gaps import EFFECTIVE, GAPS, NOT_EXPECTED, UNREPORTED, located
from metrics.warehouse import Snapshot


def moved(
    snapshot: Snapshot, period: date, since: date, region: str, lines: Sequence[str] = ()
) -> pd.DataFrame:
    """How each expected cell was judged at a chosen earlier month, and how now.

    Returns:
        ``region_code, name, township_code, township, line, before, now`` (verdicts; 不适用 where the place
        was not there or the line not expected), ``moved``: 补上 a gap became effective, 新增 became a gap,
        仍缺 was and is one, 不再应建 was one and is no longer expected (its place was merged, say), 不可比
        not reported in either month, or 有效; cells that are expected in neither month are left out.
    """
    keys = ["region_code", "line"]
    place = ["name", "township_code", "township"]
    now, before = (_own_cells(snapshot, month, region, lines) for month in (period, since))
    both = now.merge(before, on=keys, how="outer", suffixes=("", "_before"))
    for column in place:
        both[column] = both[column].fillna(both[f"{column}_before"])
    both = both.rename(columns={"verdict": "now", "verdict_before": "before"})
    both = both.fillna({"before": NOT_EXPECTED, "now": NOT_EXPECTED})
    both = both[(both["now"] != NOT_EXPECTED) | (both["before"] != NOT_EXPECTED)]
    order = both["line"].map({line: at for at, line in enumerate(LINES)})
    both = both.assign(order=order).sort_values(["region_code", "order"], ignore_index=True)
    return both[[*keys, *place, "before", "now"]].assign(moved=_moves(both["before"], both["now"]))


def moved_by_township(found: pd.DataFrame) -> pd.DataFrame:
    """Count what :func:`moved` found closed and opened in each township.

    Returns:
        ``region_code, name, closed, opened`` (cells), one row for each place in the order of codes; cells
        above the townships stand under their own place.
    """
    own = found.assign(
        region_code=found["township_code"].fillna(found["region_code"]),
        name=found["township"],
        closed=found["moved"] == "补上",
        opened=found["moved"] == "新增",
    )
    return own.groupby(["region_code", "name"], as_index=False)[["closed", "opened"]].sum()


def _own_cells(snapshot: Snapshot, period: date, region: str, lines: Sequence[str]) -> pd.DataFrame:
    cells = located(snapshot, period)
    own = cells[cells["path"].map(lambda path: region in path) & cells["line"].isin(lines or LINES)]
    return own[["region_code", "line", "name", "township_code", "township", "verdict"]]


def _moves(before: pd.Series[str], now: pd.Series[str]) -> NDArray[np.str_]:
    was, still = before.isin(GAPS), now.isin(GAPS)
    kinds = (
        ((before == UNREPORTED) | (now == UNREPORTED), "不可比"),
        (was & still, "仍缺"),
        (was & (now == EFFECTIVE), "补上"),
        (was, "不再应建"),
        (still, "新增"),
    )
    return np.select([holds for holds, _ in kinds], [word for _, word in kinds], "有效")
