"""The demonstration county, drawn from a seed and written exactly as a county would hand it in.

Each theme is a small module that turns a county (and what was drawn before) into rows of one or a few
contract tables; `county_tables` is their list. A new table is one more module and one more line there.
"""

from pathlib import Path

from etl.demo.activities import activity_rows
from etl.demo.cadres import cadre_rows
from etl.demo.channels import channel_rows
from etl.demo.collections import collection_rows
from etl.demo.decisions import decision_rows
from etl.demo.elsewhere import city_row, synthetic_county
from etl.demo.facts import fact_rows
from etl.demo.issues import issue_rows, issue_step_rows, meeting_rows
from etl.demo.lines import expectation_rows
from etl.demo.memberships import membership_rows
from etl.demo.organisations import territorial
from etl.demo.outputs import output_rows
from etl.demo.places import County, real_county, region_rows
from etl.demo.project_months import funding_rows, progress_rows
from etl.demo.projects import draw_projects, milestone_rows, project_rows
from etl.demo.publics import public_rows
from etl.demo.rows import Tables
from etl.demo.station_months import station_month_rows
from etl.demo.stations import station_rows
from etl.demo.structures import structure_rows
from etl.demo.surveys import survey_rows
from etl.demo.tags import tagged
from etl.demo.targets import target_rows
from etl.demo.tasks import task_progress_rows, task_rows
from etl.demo.units import unit_rows
from etl.demo.workplaces import workplaces
from etl.demo.writing import write_tables

__all__ = ["DEFAULT_SEED", "draw", "generate"]

DEFAULT_SEED = 2018
#: The real county and as many synthetic ones as there are codes for.
MOST_COUNTIES = 801


def generate(out: Path, seed: int = DEFAULT_SEED, counties: int = 1) -> None:
    """Writes the demonstration as a folder of contract .csv files; the same arguments, the same bytes.

    Args:
        out: folder to write into, made when missing.
        seed: start of all chance.
        counties: the real county and `counties` − 1 synthetic ones, which share a synthetic city.

    Raises:
        ValueError: `counties` is not within 1–801.
        OSError: the folder cannot be written.
    """
    write_tables(out, draw(seed, counties))


def draw(seed: int = DEFAULT_SEED, counties: int = 1) -> Tables:
    """The rows of every table of the demonstration, by contract table."""
    drawn = _counties(seed, counties)
    tables: Tables = {"regions": [city_row()] if counties > 1 else [], "expectations": expectation_rows()}
    for county in drawn:
        for name, rows in county_tables(county).items():
            tables.setdefault(name, []).extend(rows)
    return tables | {"facts": fact_rows(), "targets": target_rows(drawn[0])}


def county_tables(county: County) -> Tables:
    """The rows of one county, by contract table."""
    territory = territorial(county)
    orgs = tagged(county, territory + workplaces(county, {org.org_id for org in territory}))
    activities = activity_rows(county, orgs)
    stations = station_rows(county)
    drawn = draw_projects(county)
    projects = project_rows(drawn)
    tasks = task_rows(county)
    memberships = membership_rows(county, orgs)
    meetings = meeting_rows(county)
    issues = issue_rows(county, meetings)
    return {
        "regions": region_rows(county),
        "publics": public_rows(county),
        "workplaces": unit_rows(county, orgs),
        "organizations": [org.row for org in orgs],
        "memberships": memberships,
        "activities": activities,
        "outputs": output_rows(county, activities),
        "stations": stations,
        "projects": projects,
        "milestones": milestone_rows(drawn),
        "fundings": funding_rows(county, drawn),
        "progress": [*progress_rows(county, drawn), *task_progress_rows(county, tasks)],
        "cadres": cadre_rows(county, orgs),
        "structures": structure_rows(county),
        "station_months": station_month_rows(county, stations),
        "channels": channel_rows(county),
        "surveys": survey_rows(county, tasks, issues),
        "reform_tasks": tasks,
        "meetings": meetings,
        "issues": issues,
        "issue_steps": issue_step_rows(county, issues),
        "decisions": decision_rows(county, meetings, issues, tasks, projects),
        "collections": collection_rows(county, orgs, memberships),
    }


def _counties(seed: int, counties: int) -> list[County]:
    if not 1 <= counties <= MOST_COUNTIES:
        raise ValueError(f"--counties 应在 1 到 {MOST_COUNTIES} 之间")
    if counties == 1:
        return [real_county(seed)]
    city = str(city_row()["code"])
    return [real_county(seed, city), *(synthetic_county(seed, number) for number in range(1, counties))]
