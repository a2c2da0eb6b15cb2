"""Synthetic counties beside the real one, under one synthetic city, for tests of more than one county."""

import math

import numpy as np

from etl.demo.chance import Random, around, pick, stream
from etl.demo.places import County, Place, Township, county_of, township_of
from etl.demo.rows import Row

CITY_CODE = "990100000000"
CITY_NAME = "示范市（演示）"
_FIRST_COUNTY = 990_101

_COUNTY_FIRST = "云清松澄锦岚秀霞翠沐"
_COUNTY_SECOND = "岭溪川泽塘屏湾坪源渡"
_TOWN_FIRST = "大青龙石白长新东南北高上双金玉"
_TOWN_SECOND = "溪湖塘坪岭桥田源沙洲口江"
_VILLAGE_FIRST = "上下前后新老东西南北中大小李王罗刘陈周易"
_VILLAGE_SECOND = "坪塘桥湾田岭溪背洲坑屋陂源垅江洞"
_TOWNSHIP_KM = 30.0
_VILLAGE_KM = 4.0
_KM_PER_DEGREE = 111.2


def city_row() -> Row:
    """The region row of the synthetic city that holds all counties of a larger demonstration."""
    return {"code": CITY_CODE, "name": CITY_NAME, "level": "city"}


def synthetic_county(seed: int, number: int) -> County:
    """The synthetic county `number` (1 …), of the same build as a real one.

    Raises:
        ValueError: there are codes for 800 synthetic counties only.
    """
    if not 1 <= number <= 800:
        raise ValueError("number of synthetic counties must be 1–800")
    rng = stream(seed, number, "elsewhere")
    prefix = str(_FIRST_COUNTY + number - 1)
    centre = (108.0 + number % 12, 24.5 + number // 12 % 20)
    townships = [_township(rng, prefix, n, centre) for n in range(int(rng.integers(14, 24)))]
    townships.append(_park(prefix, centre))
    people = sum(township.population for township in townships)
    county = Place(f"{prefix}000000", f"{_name(number)}县（演示）", "县", *centre, people)
    return county_of(county, townships, number, seed, CITY_CODE)


def _name(number: int) -> str:
    first, second = number % len(_COUNTY_FIRST), number // len(_COUNTY_FIRST) % len(_COUNTY_SECOND)
    return _COUNTY_FIRST[first] + _COUNTY_SECOND[second]


def _township(rng: Random, prefix: str, number: int, centre: tuple[float, float]) -> Township:
    code = f"{prefix}{100 + number}"
    lon, lat = _near(rng, centre, 0.0 if number == 0 else _TOWNSHIP_KM)
    name = _TOWN_FIRST[number % len(_TOWN_FIRST)] + pick(rng, _TOWN_SECOND)
    villages = _villages(rng, code, int(rng.integers(8, 22)), (lon, lat), seat=number == 0)
    people = sum(village.population for village in villages)
    kind = "镇" if number % 5 < 2 else "乡"
    return township_of(Place(f"{code}000", name + kind, kind, lon, lat, people), villages)


def _villages(rng: Random, code: str, count: int, centre: tuple[float, float], *, seat: bool) -> list[Place]:
    names = _village_names(rng, count)
    communities = 5 if seat else 1
    return [
        _village(rng, code, number, name, centre, community=number < communities)
        for number, name in enumerate(names)
    ]


def _village_names(rng: Random, count: int) -> list[str]:
    pairs = [first + second for first in _VILLAGE_FIRST for second in _VILLAGE_SECOND]
    return [pairs[int(number)] for number in rng.permutation(len(pairs))[:count]]


def _village(
    rng: Random, code: str, number: int, name: str, centre: tuple[float, float], *, community: bool
) -> Place:
    lon, lat = _near(rng, centre, _VILLAGE_KM)
    if community:
        people = around(rng, 5_000, least=800)
        return Place(f"{code}{number + 1:03d}", f"{name}社区居委会", "社区", lon, lat, people)
    people = around(rng, 1_200, least=250)
    return Place(f"{code}{number + 200}", f"{name}村村委会", "行政村", lon, lat, people)


def _park(prefix: str, centre: tuple[float, float]) -> Township:
    lon, lat = round(centre[0] + 0.05, 5), round(centre[1] - 0.01, 5)
    village = Place(f"{prefix}400498", "产业园区虚拟社区", "社区", lon, lat, 2_000)
    return township_of(Place(f"{prefix}400000", "产业园区", "园区", lon, lat, 2_000), [village])


def _near(rng: Random, centre: tuple[float, float], radius_km: float) -> tuple[float, float]:
    """A point within a radius, degrees rounded to metres, uniform over the disc."""
    distance = radius_km * math.sqrt(rng.random()) / _KM_PER_DEGREE
    angle = rng.uniform(0, 2 * np.pi)
    lon = centre[0] + distance * math.cos(angle) / math.cos(math.radians(centre[1]))
    return round(lon, 5), round(centre[1] + distance * math.sin(angle), 5)
