"""Demonstration populations of villages: invented shares that add up to a real total.

No public source counts these villages, but reach and access need people. Published township figures
(of mixed years and kinds) only steer the shares, so that the county seat is large and the mountain
townships small; none of them is taken over.
"""

import zlib
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from etl.reference.divisions import Division, is_park

#: Weight of a village in a township without a published figure.
VILLAGE_PEOPLE = 1_150

COMMUNITY_FACTOR = 3.0
SEAT_COMMUNITY_FACTOR = 7.0
PARK_PEOPLE = 2_400


def allocate(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to `weights` that add up to `total` (largest remainders)."""
    share = np.asarray(weights, dtype=float)
    exact = total * share / share.sum()
    whole = np.floor(exact).astype(int)
    order = np.argsort(whole - exact, kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return [int(number) for number in whole]


def village_populations(
    total: int, townships: Sequence[Division], villages: Mapping[str, Sequence[Division]]
) -> dict[str, int]:
    """People by village code, adding up to `total`.

    Args:
        total: the county's census population.
        townships: the county's townships with their published figures, where there are any.
        villages: villages by township code.
    """
    seat = max(townships, key=lambda township: township.published or 0)
    weights: dict[str, float] = {}
    for township in townships:
        places = villages[township.code]
        factor = SEAT_COMMUNITY_FACTOR if township is seat else COMMUNITY_FACTOR
        people = _township_people(township, len(places))
        weights |= zip((place.code for place in places), people * _shares(places, factor), strict=True)
    return dict(zip(weights, allocate(total, list(weights.values())), strict=True))


def _township_people(township: Division, villages: int) -> float:
    if is_park(township):
        return PARK_PEOPLE
    return township.published or VILLAGE_PEOPLE * villages


def _shares(villages: Sequence[Division], community_factor: float) -> npt.NDArray[np.float64]:
    rng = np.random.default_rng(zlib.crc32(villages[0].parent_code.encode()))
    factor = np.array([community_factor if village.kind == "社区" else 1.0 for village in villages])
    weights = factor * rng.lognormal(0, 0.28, len(villages))
    return np.asarray(weights / weights.sum())
