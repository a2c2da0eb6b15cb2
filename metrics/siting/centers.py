"""p-center: the shortest radius within which so many sites reach every row.

A radius does where a set covering of its pairs needs no more sites than there are. The list of possible radii
is searched in three steps (after Minieka 1970, The m-center problem): a good choice bounds it from above; the
covering with sites opened in part, a linear program, rules out all radii that are too short by more than a
fraction of a site; and from there on upwards the solver decides with whole sites, mostly at the first radius.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from metrics.siting.arguments import SitingError
from metrics.siting.covers import cover_program, fewest
from metrics.siting.solver import Flags, Floats, Integers, Limits, solve

_STEP = "最远距离"
#: Rows and sites are compared pair by pair up to this number; the solver has its own ways beyond.
_MOST_COMPARED = 2000
_TOLERANCE = 1e-6


@dataclass
class Search:
    """The list of possible radii, between the last one ruled out and the one that the best choice reaches.

    Attributes:
        way: shape (demand, sites).
        count: how many sites may be chosen.
        best: the best choice.
        radii: all possible radii, ascending.
        low, high: places in the list: all before `low` are ruled out, `best` reaches every row within `high`.
    """

    way: Floats
    count: int
    best: Integers
    radii: Floats = field(init=False)
    low: int = field(init=False)
    high: int = field(init=False)

    def __post_init__(self) -> None:
        """List the radii and bound them: no row does better than its own nearest site."""
        self.radii = np.unique(self.way[np.isfinite(self.way)])
        self.low = int(np.searchsorted(self.radii, self.way.min(axis=1).max()))
        self.improve(self.best)

    def improve(self, sites: Integers) -> None:
        """Take a choice as the best one."""
        self.best = sites
        self.high = int(np.searchsorted(self.radii, self.way[:, sites].min(axis=1).max()))

    def goes_on(self, limits: Limits) -> bool:
        """Whether the search is still open and may go on."""
        best = float(self.radii[min(self.high, len(self.radii) - 1)])
        return self.low < self.high and limits.goes_on(best, float(self.radii[self.low]), _STEP)


def shortest_reach(way: Floats, count: int, limits: Limits) -> tuple[Integers, float]:
    """Choose sites with the shortest longest way.

    Returns:
        The chosen columns, ascending, exactly `count`, and the shortest radius that is not ruled out.

    Raises:
        SitingError: so many sites cannot reach every row.
    """
    search = Search(way, count, _greedy(way, count))
    if search.high == len(search.radii):
        search.improve(_any_cover(way, count, limits))
    _rule_out(search, limits)
    _decide(search, limits)
    return _filled(search.best, way, count), float(search.radii[search.low])


def _rule_out(search: Search, limits: Limits) -> None:
    """Halve the list with sites opened in part."""
    high = search.high
    while search.low < high and search.goes_on(limits):
        middle = (search.low + high) // 2
        within, _ = _undominated(search.way <= search.radii[middle])
        found = solve(cover_program(within, whole=False), _left(limits), _STEP)
        if found.values is None:
            return
        if found.values.sum() > search.count + _TOLERANCE:
            search.low = middle + 1
        else:
            high = middle


def _decide(search: Search, limits: Limits) -> None:
    """Go up with whole sites, by steps that double, until a radius does; then halve what is left."""
    step, climbing = 0, True
    while search.goes_on(limits):
        halfway = (search.low + search.high) // 2
        at = min(search.low + step, halfway) if climbing else halfway
        within, kept = _undominated(search.way <= search.radii[at])
        found = solve(cover_program(within, search.count), _left(limits), _STEP, cutoff=search.count)
        if found.infeasible:
            search.low, step = at + 1, 2 * step + 1
        elif found.values is not None:
            search.improve(kept[np.flatnonzero(found.values > 0.5)])
            climbing = False
        else:
            return


def _left(limits: Limits) -> Limits:
    """What is left of the time: the gap is one of radii, not of sites."""
    return Limits(limits.left if np.isfinite(limits.left) else None, watch=limits.watch)


def _undominated(within: Flags) -> tuple[Flags, Integers]:
    """Leave out sites that reach no more than another one, and rows that are reached along with another.

    Returns:
        What is left of `within`, and the columns that were kept.
    """
    columns = np.arange(within.shape[1])
    while max(within.shape) <= _MOST_COMPARED:
        sites = ~_contained(within)
        rows = ~_contained(~within[:, sites].T)
        if sites.all() and rows.all():
            break
        within, columns = within[np.ix_(rows, sites)], columns[sites]
    return within, columns


def _contained(marks: Flags) -> NDArray[np.bool_]:
    """Which columns mark nothing that another column does not; of equal ones the first is not among them."""
    numbers = marks.astype(np.float32)
    inside = numbers.T @ numbers >= numbers.sum(axis=0)[:, None]
    first = np.arange(marks.shape[1])
    inside &= ~inside.T | (first[None, :] < first[:, None])
    return np.asarray(inside.any(axis=1))


def _any_cover(way: Floats, count: int, limits: Limits) -> Integers:
    sites, least = fewest(np.isfinite(way), limits)
    if len(sites) > count:
        raise SitingError(f"要让每个需求点都有路可到，至少需要 {least:.0f} 个点，{count} 个不够")
    return sites


def _greedy(way: Floats, count: int) -> Integers:
    """Add the site nearest to whoever is farthest (Gonzalez 1985): a good choice to begin with."""
    chosen = [int(way.max(axis=1, initial=0, where=np.isfinite(way)).argmax())]
    sites = [int(way[chosen[0]].argmin())]
    while len(sites) < count:
        farthest = int(way[:, sites].min(axis=1).argmax())
        sites.append(int(way[farthest].argmin()))
    return np.unique(sites)


def _filled(sites: Integers, way: Floats, count: int) -> Integers:
    """Add sites until there are `count`: more never lengthen a way."""
    spare = np.setdiff1d(np.arange(way.shape[1]), sites)
    return np.sort(np.append(sites, spare[: count - len(sites)]))
