"""Covering models: most weight with so many sites (MCLP), fewest sites (LSCP).

Demand rows that the same sites reach are one row to the solver: a county's villages in one valley.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.siting.arguments import Floor, FloorsError, Shortfall, SitingError, reached
from metrics.siting.solver import Answer, Flags, Floats, Integers, Limits, Program, solve

STOPPED = "计算在找到第一个方案之前停止了"
#: Weights are scaled to about this sum, so that the solver's tolerances are small beside them.
_SIZE = 1e6
#: Share of a group's weight by which a floor may be missed: no more than numbers are rounded by.
_ROUNDING = 1e-12


def most_weight(
    within: Flags,
    weight: Floats,
    count: int,
    standing: Integers,
    floors: Sequence[Floor],
    limits: Limits,
) -> tuple[Integers, float]:
    """Choose sites that cover the most weight.

    Returns:
        The chosen columns, ascending, without the standing ones, and the bound on the weight covered.

    Raises:
        FloorsError: the floors cannot be met.
        SitingError: the search was stopped before it had an answer.
    """
    covered_already = reached(within[:, standing])
    free = np.setdiff1d(np.arange(within.shape[1]), standing)
    open_rows = np.flatnonzero(~covered_already & reached(within[:, free]) & (weight > 0))
    classes, kind = _alike(within[np.ix_(open_rows, free)], _membership(floors, open_rows))
    scale = float(weight.sum()) / _SIZE or 1.0
    scaled = weight / scale
    mass = _sums(kind, scaled[open_rows], len(classes))
    asked = [_asked(floor, scaled, covered_already, open_rows, kind, len(classes)) for floor in floors]
    found = solve(_covering_program(classes, mass, count, asked), limits, "最大覆盖", scale)
    if found.infeasible:
        sites = _nearest_to_floors(_covering_program(classes, mass, count, asked, elastic=True), free, limits)
        covered = covered_already | reached(within[:, sites])
        raise FloorsError(_shortfalls(floors, weight, covered), count)
    values, bound = _answered(found)
    return _chosen(values, free), bound * scale + float(weight[covered_already].sum())


def _chosen(values: Floats, free: Integers) -> Integers:
    return free[np.flatnonzero(values[: len(free)] > 0.5)]


def _answered(found: Answer) -> tuple[Floats, float]:
    if found.values is None or found.bound is None:
        raise SitingError(STOPPED)
    return found.values, found.bound


def _membership(floors: Sequence[Floor], rows: Integers) -> Flags:
    return (
        np.array([np.isin(rows, floor.rows) for floor in floors], dtype=bool)
        .reshape(len(floors), len(rows))
        .T
    )


def _alike(within: Flags, groups: Flags) -> tuple[Flags, Integers]:
    """Put together the rows that the same sites reach and the same floors ask for.

    Returns:
        Reach of each class (classes, sites), and the class of each row (rows,).
    """
    if not len(within):
        return within, np.zeros(0, dtype=np.int64)
    packed = np.ascontiguousarray(np.packbits(np.hstack([within, groups]), axis=1))
    keys = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, kind = np.unique(keys, return_index=True, return_inverse=True)
    return within[first], kind.ravel()


def _sums(kind: Integers, weight: Floats, classes: int) -> Floats:
    return np.asarray(np.bincount(kind, weight, minlength=classes), dtype=np.float64)


def _asked(
    floor: Floor, weight: Floats, covered: Flags, rows: Integers, kind: Integers, classes: int
) -> tuple[Floats, float]:
    """What a floor asks of the classes: the weight of each in the group, and the weight still to cover."""
    inside = np.isin(rows, floor.rows)
    mass = _sums(kind[inside], weight[rows[inside]], classes)
    missing = floor.share * weight[floor.rows].sum() - weight[floor.rows][covered[floor.rows]].sum()
    return mass, max(0.0, float(missing))


def _covering_program(
    classes: Flags, mass: Floats, count: int, asked: Sequence[tuple[Floats, float]], elastic: bool = False
) -> Program:
    """Columns: a site each, a class each, and (elastic) what each floor lacks."""
    covers, sites = classes.shape
    slack = len(asked) if elastic else 0
    rows = [_cover_row(np.flatnonzero(reach), sites + at) for at, reach in enumerate(classes)]
    rows.append((np.arange(sites), np.ones(sites), float(count), float(count)))
    for at, (share, missing) in enumerate(asked):
        own = np.flatnonzero(share)
        parts = [sites + own, [sites + covers + at]] if elastic else [sites + own]
        factors = np.append(share[own], 1.0) if elastic else share[own]
        rows.append((np.concatenate(parts).astype(np.int64), factors, missing, np.inf))
    cost = np.zeros(sites + covers + slack)
    cost[sites : sites + covers] = 0.0 if elastic else mass
    cost[sites + covers :] = 1.0
    integer = np.arange(len(cost)) < sites
    upper = np.where(np.arange(len(cost)) < sites + covers, 1.0, np.inf)
    return _program(cost, integer, upper, rows, largest=not elastic)


Row = tuple[Integers, Floats, float, float]


def _cover_row(sites: Integers, own: int) -> Row:
    """A class is covered only where one of its sites is chosen."""
    return np.append(sites, own), np.append(np.ones(len(sites)), -1.0), 0.0, np.inf


def _program(cost: Floats, integer: Flags, upper: Floats, rows: Sequence[Row], largest: bool) -> Program:
    starts = np.cumsum([0, *(len(row[0]) for row in rows)])
    return Program(
        cost,
        integer,
        upper,
        starts,
        np.concatenate([row[0] for row in rows]),
        np.concatenate([row[1] for row in rows]),
        np.array([row[2] for row in rows]),
        np.array([row[3] for row in rows]),
        largest,
    )


def _nearest_to_floors(elastic: Program, free: Integers, limits: Limits) -> Integers:
    """The sites that miss all floors together by as little weight as possible."""
    values, _ = _answered(solve(elastic, limits, "保底核算"))
    return _chosen(values, free)


def _shortfalls(floors: Sequence[Floor], weight: Floats, covered: Flags) -> list[Shortfall]:
    """Tell which floors are missed, counted from what is covered and not from the solver's own rounding."""
    masses = [(floor, float(weight[floor.rows].sum())) for floor in floors]
    reaches = [float(weight[floor.rows][covered[floor.rows]].sum()) for floor in floors]
    return [
        Shortfall(floor.name, floor.share, reach / mass, floor.share * mass - reach)
        for (floor, mass), reach in zip(masses, reaches, strict=True)
        if floor.share * mass - reach > _ROUNDING * mass
    ]


def fewest(within: Flags, limits: Limits) -> tuple[Integers, float]:
    """Choose the fewest sites that reach every row.

    Returns:
        The chosen columns, ascending, and the least number that could do.

    Raises:
        SitingError: the search was stopped before it had an answer.
    """
    classes, _ = _alike(within, np.zeros((len(within), 0), dtype=bool))
    values, bound = _answered(solve(cover_program(classes), limits, "最少站点"))
    # A fraction of a site cannot be opened, so the bound is the next whole number.
    return np.flatnonzero(values > 0.5), float(np.ceil(bound - 1e-6))


def cover_program(within: Flags, most: int | None = None, whole: bool = True) -> Program:
    """As few sites as reach every row: a column each.

    Args:
        within: shape (rows, sites).
        most: no more than so many sites.
        whole: sites are opened or not; else also in part, which bounds the number from below.
    """
    ones = np.ones(within.shape[1])
    reaches = [np.flatnonzero(reach) for reach in within]
    rows: list[Row] = [(reach, np.ones(len(reach)), 1.0, np.inf) for reach in reaches]
    if most is not None:
        rows.append((np.arange(len(ones)), ones, -np.inf, float(most)))
    return _program(ones, np.full(len(ones), whole), ones, rows, largest=False)
