"""Shifted coordinates against pairs that others have published: an inverse cannot vouch for itself."""

import math

import pytest

from etl.load.points import to_wgs84

Point = tuple[float, float]

#: WGS84, GCJ-02, BD-09 of places from Tibet to Liaoning: hujiulong/gcoord, test/fixtures/china-cities.json.
PLACES: dict[str, tuple[Point, Point, Point]] = {
    "那曲": ((92.0499619, 31.4784436), (92.0512438, 31.4762063), (92.0576832, 31.4824421)),
    "酒泉": ((98.4937175, 39.7319946), (98.4943595, 39.7328234), (98.5008441, 39.7388949)),
    "楚雄": ((101.5265949, 25.048566), (101.5280737, 25.0455363), (101.5344863, 25.0518094)),
    "钦州": ((108.6503952, 21.9828281), (108.6541485, 21.9799392), (108.6607283, 21.9856319)),
    "郑州": ((113.6192856, 34.7478004), (113.6253334, 34.7466173), (113.6317519, 34.7528605)),
    "锡林浩特": ((116.0414035, 43.9312805), (116.0482308, 43.9334573), (116.0546232, 43.9397782)),
    "汕头": ((116.6775114, 23.3567569), (116.6819735, 23.3540964), (116.6885014, 23.3598884)),
    "泉州": ((118.6711365, 24.8770487), (118.6756787, 24.8741363), (118.6821251, 24.8804872)),
    "沈阳": ((123.4253306, 41.8032629), (123.4314787, 41.8057023), (123.438095, 41.8114013)),
}
#: WGS84 and GCJ-02: googollee/eviltransform, the test vectors of all its languages.
SURVEYED: dict[str, tuple[Point, Point]] = {
    "上海": ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    "深圳": ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    "北京": ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
}


def metres(one: Point, other: Point) -> float:
    """Distance of two near points."""
    east = (one[0] - other[0]) * math.cos(math.radians(one[1]))
    return math.hypot(east, one[1] - other[1]) * 111_195


@pytest.mark.parametrize("place", PLACES)
def test_both_shifted_systems_come_back_to_the_published_point(place: str) -> None:
    true, survey, map_service = PLACES[place]
    assert metres(to_wgs84(*survey, "GCJ-02"), true) < 1
    assert metres(to_wgs84(*map_service, "BD-09"), true) < 1
    assert metres(survey, true) > 50, "unshifted, it would be in the next street"


@pytest.mark.parametrize("place", SURVEYED)
def test_the_test_vectors_of_another_library_agree(place: str) -> None:
    true, survey = SURVEYED[place]
    assert metres(to_wgs84(*survey, "GCJ-02"), true) < 0.01
