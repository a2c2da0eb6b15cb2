"""Targets by year: shares for every place, counts for the county only."""

from etl.demo.places import County
from etl.demo.rows import Row

YEARS = (2016, 2017, 2018)

#: Metric → target of 2016, 2017, 2018, for all places and lines.
SHARES: dict[str, tuple[float, float, float]] = {
    "org_coverage": (0.75, 0.80, 0.90),
    "township_coverage": (0.75, 0.80, 0.90),
    "village_coverage": (0.75, 0.82, 0.90),
    "effective_coverage": (0.55, 0.60, 0.70),
    "full_villages": (0.35, 0.45, 0.60),
    "shell_ratio": (0.35, 0.30, 0.20),
    "membership_rate": (0.68, 0.70, 0.72),
    "members_yoy": (0.05, 0.10, 0.12),
    "women_exec_ok": (1.0, 1.0, 1.0),
    "structure_done": (0.2, 0.5, 0.85),
    "part_time_ratio": (0.5, 0.5, 0.5),
    "frontline_ratio": (0.45, 0.55, 0.65),
    "task_progress": (0.1, 0.4, 0.8),
    "task_completion": (0.1, 0.2, 0.55),
    "task_on_time": (0.8, 0.8, 0.8),
    "issue_response_days": (5, 4, 3),
    "issue_resolution_days": (45, 35, 30),
    "issue_on_time": (0.7, 0.75, 0.8),
    "reaction_links": (1.2, 1.0, 0.8),
    "station_access": (0.35, 0.50, 0.70),
    "window_coverage": (0.15, 0.4, 0.65),
    "basic_services": (0.6, 0.65, 0.7),
    "idle_stations": (0.1, 0.1, 0.1),
    "beneficiaries_per_1000": (450, 520, 620),
    "online_closure": (0.85, 0.88, 0.9),
    "online_ratio": (0.05, 0.1, 0.15),
    "social_fund_ratio": (0.3, 0.33, 0.35),
    "social_delivery": (0.4, 0.42, 0.45),
    "reporting_rate": (0.95, 0.95, 0.95),
    "joint_ratio": (0.20, 0.25, 0.30),
    "satisfaction": (88, 89, 90),
    "project_green": (0.60, 0.60, 0.65),
    "milestone_on_time": (0.75, 0.78, 0.80),
    "budget_execution": (0.5, 0.6, 0.7),
    "goal_attainment": (0.5, 0.6, 0.7),
    "co_location": (3, 3.5, 4),
}

#: Metric → target of 2016, 2017, 2018, for the real county as a whole.
COUNTS: dict[str, tuple[int, int, int]] = {
    "organizations": (1250, 1350, 1450),
    "members": (78_000, 84_000, 90_000),
    "new_members": (8_000, 9_000, 12_000),
    "park_unions": (100, 115, 126),
    "park_union_members": (16_500, 18_000, 19_000),
    "external_orgs": (1, 3, 3),
    "activities": (3_600, 4_200, 5_000),
    "beneficiaries": (170_000, 200_000, 240_000),
    "output_amount": (3_000_000, 5_000_000, 60_000_000),
    "stations_open": (6, 14, 22),
    "station_visits": (30_000, 80_000, 130_000),
    "issue_overdue": (3, 5, 5),
    "followers": (35_000, 60_000, 80_000),
    "volunteer_turns": (18_000, 22_000, 28_000),
}

#: Metric and line → target of 2016, 2017, 2018, for all places.
LINE_SHARES: dict[tuple[str, str], tuple[float, float, float]] = {
    ("village_coverage", "women"): (0.9, 1.0, 1.0),
    ("village_coverage", "disabled"): (0.8, 0.85, 0.9),
    ("township_coverage", "overseas"): (0.25, 0.4, 0.5),
    ("township_coverage", "commerce"): (0.5, 0.6, 0.7),
    ("membership_rate", "youth"): (0.4, 0.42, 0.45),
    ("membership_rate", "union"): (0.75, 0.78, 0.82),
    ("public_reach", "union"): (0.5, 0.52, 0.55),
    ("public_reach", "youth"): (0.1, 0.1, 0.11),
    ("public_reach", "women"): (0.05, 0.06, 0.07),
    ("public_reach", "disabled"): (0.5, 0.52, 0.55),
    ("workplace_coverage", "union"): (0.6, 0.7, 0.85),
    ("workplace_coverage", "youth"): (0.55, 0.6, 0.7),
    ("workplace_coverage", "women"): (0.5, 0.6, 0.7),
    ("workplace_coverage", "science"): (0.4, 0.5, 0.65),
    ("workplace_coverage", "commerce"): (0.5, 0.6, 0.7),
}


def target_rows(county: County) -> list[Row]:
    """Rows of `targets`: general ones, ones by line, and the county's own counts."""
    rows = [
        _row(metric, year, value) for metric, values in SHARES.items() for year, value in _by_year(values)
    ]
    rows += [
        _row(metric, year, value) | {"line": line}
        for (metric, line), values in LINE_SHARES.items()
        for year, value in _by_year(values)
    ]
    rows += [
        _row(metric, year, value) | {"region_code": county.code}
        for metric, values in COUNTS.items()
        for year, value in _by_year(values)
    ]
    return rows


def _by_year(values: tuple[float, float, float]) -> list[tuple[int, float]]:
    return list(zip(YEARS, values, strict=True))


def _row(metric_id: str, year: int, target: float) -> Row:
    return {"metric_id": metric_id, "year": year, "target": target}
