"""What became of gaps between two months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics import places
from metrics.coverage import cells
from metrics.gaps.gaps import EFFECTIVE, GAPS, UNREPORTED
from metrics.warehouse import Snapshot


def moved(
    snapshot: Snapshot, period: date, since: date, region: str, lines: Sequence[str] = ()
) -> pd.DataFrame:
    """How each expected cell was judged at a chosen earlier month, and how now.

    Returns:
        ``region_code, line, name, township_code, township, before, now`` (verdicts; 不适用 where the place
        was not there or the line not expected), ``moved``: 补上 a gap became effective, 新增 became a gap,
        仍缺 was and is one, 不再应建 was one and is no longer expected (its place was merged, say), 不可比
        not reported in either month, or 有效; cells that are expected in neither month are left out.
    """
    both = cells.then_and_now(snapshot, since, period, region, lines)
    township = places.township_names(snapshot, both)
    return both.assign(township=township, moved=_moves(both["before"], both["now"]))


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
