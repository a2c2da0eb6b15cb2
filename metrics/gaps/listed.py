"""The list of gaps, narrowed down and grouped."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from metrics.gaps.gaps import GAPS, UNREPORTED, VERDICTS


@dataclass(frozen=True)
class Wanted:
    """Which gaps to list.

    Attributes:
        verdicts: of them; none means all.
        levels: of their places; none means all.
        far: least way to a station, in the unit of the ways; an unknown way may be any.
        quiet: least months since the last activity; without any on record they are beyond number.
    """

    verdicts: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    far: float = 0.0
    quiet: int = 0


def kept(found: pd.DataFrame, wanted: Wanted) -> pd.DataFrame:
    """Keep the rows of ``metrics.gaps.gaps.gaps`` that are wanted, in their order."""
    way, months = found["station_way"], found["months_quiet"]
    holds = (way >= wanted.far) | way.isna()
    holds &= (months >= wanted.quiet) | months.isna()
    if wanted.verdicts:
        holds &= found["verdict"].isin(wanted.verdicts)
    if wanted.levels:
        holds &= found["level"].isin(wanted.levels)
    return found[holds]


def grouped(found: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count the cells of ``metrics.gaps.gaps.gaps`` by ``township``, ``line`` or ``level``.

    People overlap between levels and lines, so they are not added up.

    Townships are told apart by their code: in a province several bear one name. Places above the townships
    stand for themselves.

    Returns:
        `by`, ``region_code`` (only by township), ``gaps`` (缺失 and 沉睡), ``缺失, 沉睡, 未报`` (cells),
        ``never`` (cells without any activity on record), ``farthest`` (longest way to a station; missing
        where none is known), most gaps first.
    """
    own = found.assign(region_code=found["township_code"].fillna(found["region_code"]))
    keys = [by, "region_code"] if by == "township" else [by]
    counted = pd.crosstab([own[key] for key in keys], own["verdict"])
    counted = counted.reindex(columns=list(VERDICTS), fill_value=0)
    counted.insert(0, "gaps", counted[list(GAPS)].sum(axis=1))
    groups = own.groupby(keys)
    counted = counted.assign(
        never=groups["months_quiet"].agg(lambda months: int(months.isna().sum())),
        farthest=groups["station_way"].max(),
    )
    return counted.sort_values(["gaps", UNREPORTED], ascending=False, kind="stable").reset_index()


def foremost(places: pd.DataFrame, most: int) -> pd.DataFrame:
    """Those of ``metrics.gaps.gaps.together`` with the most gaps, in their order."""
    return places.loc[places.nlargest(most, "gaps").index.sort_values()]


def widest(places: pd.DataFrame, most: int) -> pd.DataFrame:
    """Those of ``metrics.gaps.gaps.together`` whose 有形 and 有效 lie farthest apart, in their order.

    Where there is room for all, all; otherwise those without unreported cells first, for what works in the
    others is not known.
    """
    apart = (places["covered_pct"] - places["effective_pct"]).mask(places["silent"], -1.0)
    return places.loc[apart.nlargest(most).index.sort_values()]
