"""What an edition holds of a snapshot: every value, the index, gaps, projects, milestones, the conference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from metrics import places
from metrics.meeting import brief
from metrics.months import month_text
from metrics.projects import records
from metrics.values.aggregation import COLUMNS as VALUE_COLUMNS
from metrics.values.index import COLUMNS as INDEX_COLUMNS
from metrics.values.index import index_rows
from metrics.values.sealed import SealedValues, in_order
from metrics.values.values import value_rows
from metrics.warehouse import Snapshot
from reports.editions import conference
from reports.editions.conference import DECISIONS, ISSUES, MEETINGS
from reports.editions.definitions import in_force
from reports.editions.edition import ABOUT, DEFINITIONS, as_csv, as_json

VALUES, INDEX, REGIONS = "values.csv", "index.csv", "regions.csv"
GAPS, PROJECTS, MILESTONES = "gaps.csv", "projects.csv", "milestones.csv"
__all__ = ["DECISIONS", "GAPS", "INDEX", "ISSUES", "MEETINGS", "MILESTONES", "PROJECTS", "REGIONS", "VALUES"]
#: Months before the edition's own that trends and comparisons need.
BEFORE = 24


@dataclass(frozen=True)
class Chosen:
    """What an edition is of.

    Attributes:
        period: the month, by its first day.
        region: region code.
        lines: chosen lines, none for all.
        weights: weight of each dimension of the index; None weighs all alike.
    """

    period: date
    region: str
    lines: tuple[str, ...] = ()
    weights: Mapping[str, float] | None = None


def gather(
    snapshot: Snapshot, chosen: Chosen, about: Mapping[str, Any], *, whole: bool = True
) -> dict[str, str]:
    """Compute all parts of an edition.

    The values are those of `python -m metrics values`: of the month for the region and all below it by line,
    of the months before it for the region by line and for its children with all lines together.

    Args:
        snapshot: the published snapshot.
        chosen: what of it.
        about: what else the edition says of itself.
        whole: whether to reckon what lies below the region, and the index, too.
    """
    period, region = chosen.period, chosen.region
    scope = {"period": month_text(period), "region": region, "lines": list(chosen.lines)}
    regions = brief.regions(snapshot, period, region)
    values = _values(snapshot, chosen, regions if whole else [])
    # The index is reckoned from the values that are sealed: nothing is computed twice.
    sealed = replace(snapshot, sealed=SealedValues(values))
    index = index_rows(sealed, period, region, chosen.weights) if whole else []
    return {
        ABOUT: as_json({**about, **scope, "weights": chosen.weights}),
        DEFINITIONS: as_json(in_force()),
        REGIONS: as_csv(brief.REGIONS, regions),
        VALUES: as_csv(VALUE_COLUMNS, map(_written, values)),
        INDEX: as_csv(INDEX_COLUMNS, index),
        **_records(snapshot, period, region, str(about["meeting_id"])),
    }


def records_now(snapshot: Snapshot, chosen: Chosen) -> dict[str, str]:
    """The parts of an edition that hold no values, of what was chosen, without sealing anything."""
    period, region = chosen.period, chosen.region
    about = {
        "number": "",
        "snapshot": snapshot.id,
        "place": brief.way_to(snapshot, region, period)[-1][1],
        "period": month_text(period),
        "region": region,
        "lines": list(chosen.lines),
        "weights": chosen.weights,
    }
    return {ABOUT: as_json(about), **_records(snapshot, period, region, "")}


def _records(snapshot: Snapshot, period: date, region: str, meeting_id: str) -> dict[str, str]:
    """Gaps, issues and decisions, projects and milestones."""
    return {
        GAPS: as_csv(brief.CELLS, brief.open_cells(snapshot, period, region)),
        **conference.parts(snapshot, period, region, meeting_id),
        PROJECTS: as_csv(records.PROJECT_COLUMNS, records.project_rows(snapshot, period, region)),
        MILESTONES: as_csv(records.MILESTONE_COLUMNS, records.milestone_rows(snapshot, period, region)),
    }


def _values(snapshot: Snapshot, chosen: Chosen, regions: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    codes = [code for code, *_ in regions] or [chosen.region]
    children = [code for code, _, _, above in regions if above == chosen.region]
    months = [month for month in places.recent_periods(snapshot, chosen.period, BEFORE + 1)]
    past = [month for month in months if month != chosen.period]
    rows = value_rows(snapshot, [chosen.period], regions=codes)
    if past:
        rows += value_rows(snapshot, past, regions=[chosen.region])
    if past and children:
        rows += value_rows(snapshot, past, lines=[""], regions=children)
    return sorted(rows, key=in_order)


def _written(row: tuple[Any, ...]) -> tuple[Any, ...]:
    metric, line, code, month, *numbers, light = row
    return (metric, line, code, month_text(month), *map(plain, numbers), light)


def plain(number: float | None) -> float | None:
    """Whole numbers without `.0`, as the command line writes them; all digits of the others."""
    return int(number) if number is not None and number % 1 == 0 else number
