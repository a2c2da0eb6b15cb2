"""Seeded chance: one stream for each county and theme, so that a new theme never moves the others."""

import zlib
from collections.abc import Sequence
from typing import TypeAlias, TypeVar

import numpy as np

Random: TypeAlias = np.random.Generator
Item = TypeVar("Item")


def stream(seed: int, county: int, theme: str) -> Random:
    """The random numbers of one theme of one county; the same arguments give the same numbers."""
    return np.random.default_rng([seed, county, zlib.crc32(theme.encode())])


def pick(rng: Random, items: Sequence[Item]) -> Item:
    """One of the items, each equally likely."""
    return items[int(rng.integers(len(items)))]


def pick_some(rng: Random, items: Sequence[Item], count: int) -> list[Item]:
    """`count` different items, fewer when there are not as many, in their given order."""
    chosen = rng.permutation(len(items))[:count]
    return [items[int(number)] for number in sorted(chosen)]


def happens(rng: Random, chance: float) -> bool:
    """True with the given probability (0–1)."""
    return bool(rng.random() < chance)


def around(rng: Random, median: float, spread: float = 0.4, least: int = 0) -> int:
    """A whole number about `median`, log-normal with the given spread, at least `least`."""
    return max(least, round(float(median * rng.lognormal(0, spread))))
