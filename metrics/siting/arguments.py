"""What siting is asked: arrays are checked here, and whatever is wrong is said in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from metrics.siting.solver import Flags, Floats, Integers


class SitingError(ValueError):
    """A siting question that has no answer as it is asked; the message says why, in Chinese."""


#: Larger numbers are no distances and no weights: their products would leave what a number can hold.
_LARGEST = 1e100


@dataclass(frozen=True)
class Shortfall:
    """A group whose floor cannot be met.

    Attributes:
        group: its name.
        asked_pct: the share (0-1) of its weight that was asked to be covered.
        reached_pct: the share that is covered when all floors together are missed by as little as possible.
        missing_weight: the weight that lacks.
    """

    group: str
    asked_pct: float
    reached_pct: float
    missing_weight: float


class FloorsError(SitingError):
    """The floors cannot be met with so many sites.

    Attributes:
        shortfalls: the groups that cannot be met together, and by how much each misses its floor.
    """

    def __init__(self, shortfalls: Sequence[Shortfall], count: int) -> None:
        """Keep the groups; `str(error)` names them."""
        told = "；".join(
            f"{one.group}要求 {one.asked_pct:.1%}，只能到 {one.reached_pct:.1%}，"
            f"差 {_told(one.missing_weight)}"
            for one in shortfalls
        )
        super().__init__(f"{count} 个点满足不了保底要求：{told}")
        self.shortfalls = tuple(shortfalls)


def _told(weight: float) -> str:
    """Weights are mostly whole people; what lacks is never told as nought."""
    return f"{weight:,.0f}" if weight >= 1 else f"{weight:.2g}"


@dataclass(frozen=True)
class Floor:
    """At least `share` (0-1) of the weight of some demand rows has to be covered."""

    name: str
    rows: Integers
    share: float


def distances(given: ArrayLike) -> Floats:
    """Check distances (demand, sites): numbers from 0 on; infinite where there is no way.

    Raises:
        SitingError: not a table, empty, not a number, below 0, or finite beyond 1e100.
    """
    found = np.asarray(given, dtype=np.float64)
    if found.ndim != 2 or 0 in found.shape:
        raise SitingError(f"距离应为需求点×候选点的二维数组，两边都至少一个，现在的形状是 {found.shape}")
    if np.isnan(found).any():
        raise SitingError(f"距离中有 {int(np.isnan(found).sum())} 个空值")
    if (found < 0).any():
        raise SitingError("距离不能小于 0")
    if (np.isfinite(found) & (found > _LARGEST)).any():
        raise SitingError(f"距离不能大于 {_LARGEST:g}（到不了的记为无穷大）")
    return found


def weights(given: ArrayLike, demand: int) -> Floats:
    """Check weights (demand,): finite numbers from 0 on.

    Raises:
        SitingError: another shape, not a number, infinite, below 0, or beyond 1e100.
    """
    found = np.asarray(given, dtype=np.float64)
    if found.shape != (demand,):
        raise SitingError(f"权重应有 {demand} 个，与需求点一一对应，现在的形状是 {found.shape}")
    if not np.isfinite(found).all():
        raise SitingError("权重中有空值或无穷大")
    if (found < 0).any():
        raise SitingError("权重不能小于 0")
    if (found > _LARGEST).any():
        raise SitingError(f"权重不能大于 {_LARGEST:g}")
    return found


def radius(given: float) -> float:
    """Check a radius: a finite number from 0 on.

    Raises:
        SitingError: it is not.
    """
    found = float(given)
    if not np.isfinite(found) or found < 0:
        raise SitingError(f"半径应为不小于 0 的数，现在是 {given}")
    return found


def count(given: int, sites: int) -> int:
    """Check how many sites are to be chosen: from 1 to all that there are.

    Raises:
        SitingError: not a whole number, below 1, or more than there are.
    """
    if isinstance(given, bool) or not isinstance(given, (int, np.integer)):
        raise SitingError(f"选点个数应为整数，现在是 {given!r}")
    if not 1 <= given <= sites:
        raise SitingError(f"选点个数应在 1 到 {sites}（可选的候选点）之间，现在是 {given}")
    return int(given)


def columns(given: Iterable[int], sites: int) -> Integers:
    """Check column numbers of existing sites, or a mask of all columns; each counts once.

    Raises:
        SitingError: a number is not a column of the distances.
    """
    told = given if isinstance(given, np.ndarray) else list(given)
    return _numbers(told, sites, "已有站点", "列号")


def _numbers(given: ArrayLike, size: int, what: str, called: str) -> Integers:
    """Read numbers from 0 to below `size`, or a mask of so many; ascending, each once."""
    told = np.asarray(given)
    if told.dtype == np.bool_ and told.shape != (size,):
        raise SitingError(f"{what}的标记应有 {size} 个")
    found = np.unique(np.flatnonzero(told) if told.dtype == np.bool_ else told.astype(np.int64))
    if told.dtype != np.bool_ and told.size and not np.isin(told, np.arange(size)).all():
        raise SitingError(f"{what}应为 0 到 {size - 1} 的{called}")
    return found


def floors(given: Any, demand: int) -> list[Floor]:
    """Check floors: groups of demand rows with the least share (0-1) of their weight to be covered.

    Args:
        given: a mapping of name to (rows, share), or a sequence of (rows, share); None means none. Rows are
            numbers of demand rows or a mask of all of them.
        demand: number of demand rows.

    Raises:
        SitingError: a row is not there, or a share is not between 0 and 1.
    """
    named = given.items() if isinstance(given, Mapping) else enumerate(given or (), start=1)
    return [_floor(str(name), rows, share, demand) for name, (rows, share) in named]


def _floor(name: str, rows: ArrayLike, share: float, demand: int) -> Floor:
    found = _numbers(rows, demand, f"保底分组 {name} ", "行号")
    if not 0 <= float(share) <= 1:
        raise SitingError(f"保底分组 {name} 的比例应在 0 到 1 之间，现在是 {share}")
    return Floor(name, found, float(share))


def reached(within: Flags) -> Flags:
    """Tell which demand rows (demand, sites) have any site."""
    return np.asarray(within.any(axis=1), dtype=np.bool_)


def unreachable(served: Flags, what: str) -> None:
    """Refuse demand that no site reaches.

    Raises:
        SitingError: some is not reached; the message counts it and names the first rows.
    """
    lacking = np.flatnonzero(~served)
    if lacking.size:
        first = "、".join(map(str, lacking[:8])) + ("等" if lacking.size > 8 else "")
        raise SitingError(f"{lacking.size} 个需求点{what}（行号 {first}）")
