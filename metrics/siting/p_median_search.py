"""p-median in three steps: Lagrangian bound, interchange of sites, and HiGHS on what is left open.

1. The wish that every demand row is served once is priced (Cornuejols, Fisher & Nemhauser 1977). Subgradient
   steps raise the bound; the sites that look best at the prices are a choice, improved by exchanging single
   sites (Teitz & Bart 1968).
2. A site that would lift the bound above the best choice known cannot be (or must be) in a better one: it is
   fixed. Usually all but a few dozen are.
3. HiGHS proves the rest, in the form with a variable for each rank of distance (Elloumi 2010), beginning with
   the best choice known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.siting.arguments import SitingError
from metrics.siting.solver import Flags, Floats, Integers, Limits, Program, gap_between, solve

STEPS = 600
_PATIENCE = 15
_IMPROVED_EVERY = 25
#: Costs are scaled to about this size, so that the solver's tolerances are small beside them.
_SIZE = 1e6


@dataclass
class Search:
    """What is known so far: the best choice with its cost, and the best bound with its reduced costs."""

    sites: Integers
    best: float
    bound: float
    reduced: Floats

    @property
    def gap(self) -> float:
        """Share (0-1) by which the choice may miss the best."""
        return gap_between(self.best, self.bound)


def least_way(way: Floats, weight: Floats, count: int, limits: Limits) -> tuple[Integers, float]:
    """Choose the sites with the least sum of weight times way.

    Returns:
        The chosen columns, ascending, and the bound on the sum.

    Raises:
        SitingError: so many sites cannot serve every row that has weight.
    """
    cost, scale = _costs(way, weight)
    search = _begin(cost, count)
    _raise_bound(cost, count, search, limits, scale)
    if search.gap > limits.gap and limits.left > 0:
        _prove(cost, count, search, limits, scale)
    if not np.isfinite(way[np.ix_(weight > 0, search.sites)]).any(axis=1).all():
        raise SitingError(f"{count} 个点不能让每个需求点都有路可到")
    return np.sort(search.sites), search.bound * scale


def _costs(way: Floats, weight: Floats) -> tuple[Floats, float]:
    """Weight times way of the rows that have weight, scaled; no way costs more than all ways together."""
    used = weight > 0
    cost = weight[used, None] * np.where(np.isfinite(way[used]), way[used], 0.0)
    scale = float(cost.sum(axis=0).max()) / _SIZE or 1.0
    cost /= scale
    farthest = float(cost.max(axis=1, initial=0.0).sum()) if cost.size else 0.0
    cost[~np.isfinite(way[used])] = farthest + _SIZE
    return cost, scale


def _begin(cost: Floats, count: int) -> Search:
    sites = _interchanged(cost, _greedy(cost, count))
    return Search(sites, _total(cost, sites), 0.0, np.zeros(cost.shape[1]))


def _greedy(cost: Floats, count: int) -> Integers:
    sites: list[int] = []
    nearest = np.full(cost.shape[0], np.inf)
    for _ in range(count):
        totals = np.minimum(cost, nearest[:, None]).sum(axis=0)
        totals[sites] = np.inf
        sites.append(int(totals.argmin()))
        nearest = np.minimum(nearest, cost[:, sites[-1]])
    return np.array(sites)


def _total(cost: Floats, sites: Integers) -> float:
    return float(cost[:, sites].min(axis=1).sum())


def _interchanged(cost: Floats, sites: Integers) -> Integers:
    """Exchange one site at a time, the pair that saves most, until no exchange saves anything."""
    if len(sites) == cost.shape[1] or not len(cost):
        return sites
    while True:
        out, into, saved = _best_exchange(cost, sites)
        if saved <= 1e-9 * _SIZE:
            return sites
        sites = np.append(np.delete(sites, out), into)


def _best_exchange(cost: Floats, sites: Integers) -> tuple[int, int, float]:
    own = cost[:, sites]
    order = np.argsort(own, axis=1, kind="stable")
    rows = np.arange(len(cost))
    first = own[rows, order[:, 0]]
    second = own[rows, order[:, 1]] if len(sites) > 1 else np.full(len(cost), np.inf)
    gain = np.maximum(first[:, None] - cost, 0.0).sum(axis=0)
    # Whoever loses its site goes to the new one or to its second nearest.
    loss = np.minimum(cost, second[:, None]) - np.minimum(cost, first[:, None])
    by_site = np.argsort(order[:, 0], kind="stable")
    lost = np.zeros((len(sites), cost.shape[1]))
    used, starts = np.unique(order[by_site, 0], return_index=True)
    lost[used] = np.add.reduceat(loss[by_site], starts, axis=0)
    saved = gain[None, :] - lost
    saved[:, sites] = -np.inf
    out, into = np.unravel_index(int(saved.argmax()), saved.shape)
    return int(out), int(into), float(saved[out, into])


def _raise_bound(cost: Floats, count: int, search: Search, limits: Limits, scale: float) -> None:
    """Subgradient steps, halved whenever the bound has not risen for a while."""
    ordered = np.partition(cost, min(1, cost.shape[1] - 1), axis=1)
    price = ordered[:, min(1, cost.shape[1] - 1)].copy()
    pace, waited = 1.5, 0
    for step in range(STEPS):
        bound, reduced, slope, sites = _priced(cost, price, count)
        rises = bound > search.bound
        waited = 0 if rises else waited + 1
        if rises:
            search.bound, search.reduced = bound, reduced
        _try(cost, sites, search, thorough=step % _IMPROVED_EVERY == 0)
        told = search.best * scale, search.bound * scale
        size = float(slope @ slope)
        if search.gap <= max(limits.gap, 1e-12) or not size or not limits.goes_on(*told, "逐步逼近"):
            return
        if waited >= _PATIENCE:
            pace, waited = pace / 2, 0
        if pace < 1e-3:
            return
        price += pace * (1.02 * search.best - bound) / size * slope


def _priced(cost: Floats, price: Floats, count: int) -> tuple[float, Floats, Floats, Integers]:
    """Bound at some prices, reduced costs of all sites, the slope there, and the sites that look best."""
    below = np.minimum(cost - price[:, None], 0.0)
    reduced = below.sum(axis=0)
    sites = np.argpartition(reduced, count - 1)[:count]
    slope = 1.0 - (below[:, sites] < 0).sum(axis=1)
    return float(price.sum() + reduced[sites].sum()), reduced, slope, sites


def _try(cost: Floats, sites: Integers, search: Search, thorough: bool) -> None:
    if thorough:
        sites = _interchanged(cost, sites)
    total = _total(cost, sites)
    if total < search.best:
        search.sites, search.best = sites, total


def _prove(cost: Floats, count: int, search: Search, limits: Limits, scale: float) -> None:
    closed, needed = _fixed(search, count)
    kept = np.flatnonzero(~closed)
    program = _ranked(cost[:, kept], count, needed[kept])
    start = np.isin(kept, search.sites).astype(np.float64)
    found = solve(program, limits, "证明最优", scale, start)
    if found.values is not None:
        _try(cost, kept[np.flatnonzero(found.values[: len(kept)] > 0.5)], search, thorough=False)
    if found.bound is not None:
        # Nothing that was fixed leads to a better choice than the best known, so the rest decides.
        search.bound = min(search.best, max(search.bound, found.bound))


def _fixed(search: Search, count: int) -> tuple[Flags, Flags]:
    """Sites that no better choice has, and sites that every better choice has."""
    ordered = np.sort(search.reduced)
    last, after = ordered[count - 1], ordered[count] if count < len(ordered) else np.inf
    room = search.best - search.bound + 1e-9 * _SIZE
    own = np.isin(np.arange(len(ordered)), search.sites)
    # The best choice known stays possible, so that there is always an answer.
    return (search.reduced - last > room) & ~own, (after - search.reduced > room) & own


def _ranked(cost: Floats, count: int, needed: Flags) -> Program:
    """Columns: a site each, then for each row and each rank of its costs whether it has to go farther.

    A row never goes farther than its nearest site that must be open, nor than the rank beyond which there are
    too few sites left for all that have to be opened.
    """
    sites = cost.shape[1]
    must = cost[:, needed].min(axis=1, initial=np.inf)
    farthest = np.minimum(must, np.sort(cost, axis=1)[:, sites - count])
    ladder = _Ladder(sites)
    for row, limit in zip(cost, farthest, strict=True):
        ladder.add(row, limit)
    return ladder.program(count, needed)


class _Ladder:
    """Builds the rows of `_ranked`: from rank to rank, whoever finds no open site goes farther."""

    def __init__(self, sites: int) -> None:
        self.sites = sites
        self.offset = 0.0
        self.costs: list[float] = []
        self.starts, self.low = [0], []  # type: list[int], list[float]
        self.columns, self.factors = [], []  # type: list[int], list[float]

    def add(self, row: Floats, limit: float) -> None:
        """Add the ranks of one demand row up to the farthest that it can have to go."""
        order = np.argsort(row, kind="stable")
        order = order[row[order] <= limit]
        ranks, first = np.unique(row[order], return_index=True)
        self.offset += float(ranks[0])
        for rank, group in enumerate(np.split(order, first[1:])):
            farther = rank + 1 < len(ranks)
            self._step(group.tolist(), rank > 0, farther)
            if farther:
                self.costs.append(float(ranks[rank + 1] - ranks[rank]))

    def _step(self, group: list[int], before: bool, farther: bool) -> None:
        own = self.sites + len(self.costs)
        self.columns += group + [own] * farther + [own - 1] * before
        self.factors += [1.0] * (len(group) + farther) + [-1.0] * before
        self.low.append(0.0 if before else 1.0)
        self.starts.append(len(self.columns))

    def program(self, count: int, needed: Flags) -> Program:
        """The program: the ranks, and exactly so many sites."""
        every = self.sites
        cost = np.concatenate([np.zeros(every), self.costs])
        integer = np.arange(len(cost)) < every
        high = np.full(len(self.low) + 1, np.inf)
        high[-1] = count
        lower = np.zeros(len(cost))
        lower[:every] = needed
        return Program(
            cost,
            integer,
            np.ones(len(cost)),
            np.array([*self.starts, len(self.columns) + every]),
            np.array([*self.columns, *range(every)]),
            np.array([*self.factors, *[1.0] * every]),
            np.array([*self.low, float(count)]),
            high,
            lower=lower,
            offset=self.offset,
        )
