"""Siting: the published optima, and how long a county and a province take to a proven answer."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.timing import PROJECT, Result, seconds_of
from metrics import siting
from metrics.siting import Limits, Siting

PUBLISHED = PROJECT.parent / "shared" / "benchmarks" / "sf"
SITES, RADIUS_M = 4, 5000.0
OPTIMA = {"LSCP": 8, "MCLP": 875_247, "p-median": 2_848_268_129.71, "p-center": 7_403.06}
COUNTY, COUNTY_COUNT, COUNTY_SECONDS = (275, 275), 10, 2.0
PROVINCE, PROVINCE_COUNT, PROVINCE_SECONDS, PROVINCE_GAP = (5000, 500), 20, 60.0, 0.01
SIDE_KM, RADIUS_KM = 60.0, 5.0
RUNS = 3


def measure(scratch: Path) -> Iterator[Result]:
    """Compare with the published optima where they lie beside the project, then take the times."""
    yield from _published() if PUBLISHED.is_dir() else [_absent()]
    way, people = drawn(*COUNTY)
    for name, ask in _questions(way, people, COUNTY_COUNT, RADIUS_KM).items():
        yield _timed(f"siting, {name} of 275 × 275 to the proven optimum", ask, COUNTY_SECONDS)
    way, people = drawn(*PROVINCE)
    limits = {"seconds": PROVINCE_SECONDS, "gap": PROVINCE_GAP}
    asked = {
        "MCLP": lambda: siting.maximal_covering(
            way, people, RADIUS_KM, PROVINCE_COUNT, limits=Limits(**limits)
        ),
        "p-median": lambda: siting.p_median(way, people, PROVINCE_COUNT, Limits(**limits)),
    }
    for name, ask in asked.items():
        yield _timed(f"siting, {name} of 5,000 × 500 to a gap of 1 %", ask, PROVINCE_SECONDS)


def _questions(
    way: np.ndarray, people: np.ndarray, count: int, radius: float
) -> dict[str, Callable[[], Siting]]:
    return {
        "LSCP": lambda: siting.set_covering(way, radius),
        "MCLP": lambda: siting.maximal_covering(way, people, radius, count),
        "p-median": lambda: siting.p_median(way, people, count),
        "p-center": lambda: siting.p_center(way, count),
    }


def _timed(what: str, ask: Callable[[], Siting], allowed: float) -> Result:
    answers: list[Siting] = []
    seconds = [seconds_of(lambda: answers.append(ask())) for _ in range(RUNS)]
    return Result(what, seconds, allowed, f"proven gap {answers[-1].gap:.2%}")


def _published() -> Iterator[Result]:
    way, people = _read()
    for name, ask in _questions(way, people, SITES, RADIUS_M).items():
        found, known = ask().objective, OPTIMA[name]
        agrees = "agrees with" if round(found, 2) == known else "DIFFERS FROM"
        result = _timed(f"siting, {name} of San Francisco", ask, COUNTY_SECONDS)
        yield replace(result, note=f"{found:,.2f} {agrees} the published {known:,.2f}")


def _absent() -> Result:
    return Result("siting, published optima", [float("nan")], 1.0, "left out: ../shared/benchmarks is absent")


def _read() -> tuple[np.ndarray, np.ndarray]:
    """Distances in metres (205 tracts, 16 stores), and people."""
    with (PUBLISHED / "SF_demand_205_centroid_uniform_weight.csv").open(newline="") as file:
        people = {row["NAME"]: float(row["POP2000"]) for row in csv.DictReader(file)}
    with (PUBLISHED / "SF_network_distance_candidateStore_16_censusTract_205_new.csv").open(
        newline=""
    ) as file:
        ways = list(csv.DictReader(file))
    rows = {name: at for at, name in enumerate(people)}
    columns = {name: at for at, name in enumerate(sorted({way["name"] for way in ways}))}
    table = np.full((len(rows), len(columns)), np.inf)
    for way in ways:
        table[rows[way["DestinationName"]], columns[way["name"]]] = float(way["distance"])
    return table, np.array(list(people.values()))


def drawn(demand: int, sites: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw villages in a square of 60 km: distances to the first `sites` of them, and people."""
    draw = np.random.default_rng(2018)
    at = draw.uniform(0, SIDE_KM, (demand, 2))
    return np.hypot(*(at[:, None] - at[None, :sites]).transpose(2, 0, 1)), draw.integers(
        200, 3000, demand
    ) * 1.0
