"""Ways between places: by hand, and the nearest one against looking at every pair."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.distances import KILOMETRES, MINUTES, Ways

CODES = [f"{number:012d}" for number in range(12)]


def places(points: list[tuple[float, float] | None], codes: list[str] = CODES) -> pd.DataFrame:
    known = [point or (np.nan, np.nan) for point in points]
    return pd.DataFrame(
        {
            "region_code": codes[: len(points)],
            "lon": [lon for lon, _ in known],
            "lat": [lat for _, lat in known],
        },
    )


def test_a_degree_on_the_equator_is_a_three_hundred_and_sixtieth_of_the_way_round() -> None:
    # 2 x pi x 6,371.0088 km / 360 = 111.19508 km
    found = Ways(KILOMETRES).matrix(places([(110, 0)]), places([(111, 0), (110, 2), None]))
    assert found[0].tolist() == pytest.approx([111.195080, 222.390160, np.inf])


POINT = st.none() | st.tuples(st.integers(1100, 1104), st.integers(250, 254)).map(
    lambda point: (point[0] / 10, point[1] / 10)
)


@given(
    st.lists(POINT, min_size=1, max_size=12),
    st.lists(POINT, min_size=1, max_size=12),
    st.permutations(CODES),
    st.booleans(),
)
def test_the_nearest_is_the_least_of_all_pairs(
    here: list[tuple[float, float] | None],
    there: list[tuple[float, float] | None],
    codes: list[str],
    elsewhere: bool,
) -> None:
    origins, destinations = places(here), places(there, codes)
    ways = Ways(KILOMETRES)
    every = ways.matrix(origins, destinations)
    if elsewhere:
        every[np.equal.outer(origins["region_code"].to_numpy(), destinations["region_code"].to_numpy())] = (
            np.inf
        )
    least = every.min(axis=1)
    at, way = ways.nearest(origins, destinations, elsewhere=elsewhere)
    assert np.where(np.isfinite(least), least, np.nan) == pytest.approx(way, nan_ok=True)
    assert (at >= 0).tolist() == np.isfinite(least).tolist()
    assert every[np.flatnonzero(at >= 0), at[at >= 0]] == pytest.approx(least[at >= 0])


def test_minutes_count_the_way_back_where_the_way_there_is_not_told() -> None:
    minutes = pd.DataFrame(
        [(CODES[0], CODES[1], 40), (CODES[1], CODES[0], 30), (CODES[2], CODES[0], 20)],
        columns=["origin_code", "destination_code", "minutes"],
    )
    found = Ways(MINUTES, minutes)
    here = places([None, None, None, (110, 25)])
    assert found.matrix(here.head(1), here).tolist() == [[0, 40, 20, np.inf]]
    at, way = found.nearest(here, here, elsewhere=True)
    assert at.tolist() == [2, 0, 0, -1]
    assert way == pytest.approx([20, 30, 20, np.nan], nan_ok=True)
