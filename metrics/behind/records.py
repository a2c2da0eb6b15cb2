"""The rows behind figures that are no metric: verdicts of a place, the light of a project, reported facts."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pandas as pd

from metrics.backing.fact_measures import MEASURES
from metrics.behind import rows
from metrics.catalogue import BY_ID
from metrics.warehouse import Snapshot

#: What a verdict of the cells of exactly one region rests on: standard, organisations, recent activities.
PLACE = """
    SELECT period, region_code, NULL AS line, 'regions' AS source_table, source_row, TRUE AS own_only
    FROM valid_regions
    UNION ALL
    SELECT region.period, region.region_code, given.line, 'expectations', given.rowid, TRUE
    FROM valid_regions AS region
    INNER JOIN raw.expectations AS given ON given.level = region.level
    UNION ALL
    SELECT period, region_code, line, 'organizations', source_row, TRUE
    FROM active_organizations
    WHERE covering
    UNION ALL
    SELECT period, region_code, unnest(lines), 'activities', source_row, TRUE
    FROM year_activities
    WHERE recent"""

#: What is known of one project at the end of a month; `numerator` is its budget, weight, amount or count.
PROJECT = """
    SELECT period, region_code, lead_line AS line, 'projects' AS source_table, source_row,
        budget_yuan AS numerator
    FROM placed_projects
    WHERE project_id = CAST($record AS VARCHAR)
    UNION ALL
    SELECT period, region_code, line, 'milestones', source_row, weight
    FROM placed_milestones
    WHERE project_id = CAST($record AS VARCHAR)
    UNION ALL
    SELECT period, region_code, line, 'fundings', source_row, amount_yuan
    FROM booked_fundings
    WHERE project_id = CAST($record AS VARCHAR)
    UNION ALL
    SELECT project.period, project.region_code, project.lead_line, 'progress', report.rowid, report.achieved
    FROM placed_projects AS project
    INNER JOIN raw.progress AS report
        ON report.item_id = project.project_id AND report.period <= project.period
    WHERE project.project_id = CAST($record AS VARCHAR)"""

_WOMEN = """
    SELECT organization.period, organization.region_code, organization.line,
        'organizations' AS source_table, organization.source_row, {amount} AS numerator
    FROM active_organizations AS organization
    INNER JOIN valid_regions AS region
        ON region.period = organization.period AND region.region_code = organization.region_code
    WHERE organization.covering AND organization.line = 'women' AND {where}"""

_STATIONS = """
    SELECT period, region_code, lead_line AS line, 'stations' AS source_table, source_row, 1 AS numerator
    FROM open_stations
    WHERE kind = '{kind}'"""

#: The rows that each count of `metrics.backing.fact_measures.MEASURES` goes over, by fact id.
OF_MEASURE = MappingProxyType(
    {
        "villages": _WOMEN.format(amount="1", where="region.kind = '行政村'"),
        "township_women_exec": _WOMEN.format(
            amount="organization.committee_size", where="region.ordinary_township"
        ),
        "external_youth_committees": """
    SELECT period, region_code, line, 'organizations' AS source_table, source_row, 1 AS numerator
    FROM active_organizations
    WHERE line = 'youth' AND setting = '驻外'""",
        "academician_station": _STATIONS.format(kind="院士工作站"),
        "model_worker_studios": _STATIONS.format(kind="劳模创新工作室"),
        "overseas_station": _STATIONS.format(kind="侨联工作站"),
        "half_past_four_sites": _STATIONS.format(kind="四点半学校"),
        "plans": """
    SELECT period, region_code, line, 'reform_tasks' AS source_table, source_row, 1 AS numerator
    FROM placed_tasks""",
    }
)

ITEM = """
    SELECT
        clock.period, coalesce(moved.home_code, output.region_code) AS region_code, output.line,
        'outputs' AS source_table, output.source_row,
        CASE WHEN output.unit = fact.unit THEN output.quantity ELSE output.amount_yuan END AS numerator
    FROM staging.outputs AS output
    INNER JOIN clock ON output.delivered_on <= clock.as_of
    INNER JOIN raw.facts AS fact ON fact.item = output.item AND fact.fact_id = CAST($record AS VARCHAR)
    LEFT JOIN moved_regions AS moved
        ON moved.region_code = output.region_code AND moved.as_of = clock.as_of
    WHERE output.unit = fact.unit OR (fact.unit = '元' AND output.amount_yuan IS NOT NULL)"""


def of_place(snapshot: Snapshot, period: date, region_code: str) -> pd.DataFrame:
    """Rows that the verdicts of a region's own cells rest on; columns of ``provenance.rows_of``."""
    return rows.rows_of(snapshot, PLACE, period, region_code)


def of_project(snapshot: Snapshot, period: date, project_id: str) -> pd.DataFrame:
    """Rows that say how a project stands at the end of a month; columns of ``provenance.rows_of``."""
    return rows.rows_of(snapshot, PROJECT, period, record=project_id)


def of_fact(snapshot: Snapshot, period: date, fact_id: str) -> pd.DataFrame:
    """Rows that a reported figure is checked against; columns of ``provenance.rows_of``."""
    if fact_id in MEASURES:
        return rows.rows_of(snapshot, OF_MEASURE[fact_id], period)
    ((metric_id,),) = snapshot.rows("SELECT metric_id FROM raw.facts WHERE fact_id = $fact", fact=fact_id)
    if metric_id in BY_ID:
        return rows.rows_of(snapshot, BY_ID[metric_id].rows, period)
    return rows.rows_of(snapshot, ITEM, period, record=fact_id)


def reported_facts(snapshot: Snapshot, period: date) -> pd.DataFrame:
    """The reported figures themselves, each with its file and row; columns of ``provenance.rows_of``."""
    select = """
    SELECT clock.period, NULL AS region_code, NULL AS line, 'facts' AS source_table,
        fact.rowid AS source_row, fact.value AS numerator
    FROM raw.facts AS fact
    CROSS JOIN clock"""
    return rows.rows_of(snapshot, select, period)
