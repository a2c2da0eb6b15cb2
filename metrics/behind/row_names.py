"""How the rows of the contract tables are named for people, and by what they are known again."""

from __future__ import annotations

from types import MappingProxyType

from metrics.catalogue import LEVELS, LINES


def _owner(table: str, key: str, name: str = "name") -> str:
    """Name the thing that a row belongs to, as SQL over the row; its key where nothing bears that key."""
    return f"coalesce((SELECT {name} FROM raw.{table} AS owner WHERE owner.{key} = source.{key}), {key})"


_MONTH = "strftime(period, '%Y-%m')"
_OF_ORGANIZATION = f"{_owner('organizations', 'org_id')} || ' ' || {_MONTH}"
_OF_PROJECT = _owner("projects", "project_id")
_ITEM = (
    "coalesce("
    "(SELECT name FROM raw.reform_tasks AS owner WHERE owner.task_id = source.item_id), "
    "(SELECT name FROM raw.projects AS owner WHERE owner.project_id = source.item_id), item_id)"
)
_WORDS = ", ".join(f"'{name}': '{word}'" for name, word in (LINES | LEVELS).items())
_STANDARD = f"map {{{_WORDS}}}[line] || ' ' || map {{{_WORDS}}}[level]"

#: How a row of each contract table is named for people, as SQL over the row (alias `source`).
LABELS = MappingProxyType(
    {
        "regions": "name",
        "expectations": _STANDARD,
        "publics": "year || '年服务对象'",
        "workplaces": "year || '年应建单位 ' || setting",
        "organizations": "name",
        "memberships": _OF_ORGANIZATION,
        "cadres": _OF_ORGANIZATION,
        "structures": "item",
        "activities": "name || ' ' || held_on",
        "outputs": "item || ' ' || delivered_on",
        "stations": "name",
        "station_months": f"{_owner('stations', 'station_id')} || ' ' || {_MONTH}",
        "channels": f"platform || ' ' || {_MONTH}",
        "surveys": "method || ' ' || held_on",
        "reform_tasks": "name",
        "projects": "name",
        "milestones": f"{_OF_PROJECT} || ' ' || name",
        "fundings": f"{_OF_PROJECT} || ' ' || booked_on || ' ' || flow",
        "progress": f"{_ITEM} || ' ' || {_MONTH}",
        "issues": "title",
        "facts": "name",
        "meetings": "name",
        "decisions": "text",
        "issue_steps": f"{_owner('issues', 'issue_id', 'title')} || ' ' || step || ' ' || taken_on",
    }
)

#: What people call the tables that numbers come from, as in the workbook that they hand in.
TABLES = MappingProxyType(
    {
        "regions": "行政区划",
        "expectations": "应建标准",
        "publics": "服务对象",
        "workplaces": "应建单位",
        "organizations": "组织",
        "memberships": "会员",
        "cadres": "干部队伍",
        "structures": "机构改革",
        "activities": "活动",
        "outputs": "服务产出",
        "stations": "服务阵地",
        "station_months": "阵地月报",
        "channels": "网上阵地",
        "surveys": "调研",
        "reform_tasks": "改革任务",
        "progress": "进度月报",
        "projects": "项目",
        "milestones": "里程碑",
        "fundings": "资金",
        "issues": "问题台账",
        "issue_steps": "办理过程",
        "facts": "报道数字",
        "meetings": "联席会议",
        "decisions": "议定事项",
    }
)

#: What a row is about, as SQL over the row: the same in every month and in every snapshot.
UNITS = MappingProxyType(
    {
        "regions": "code",
        "expectations": "line || ' ' || level",
        "publics": "region_code || ' ' || line",
        "workplaces": "region_code || ' ' || line || ' ' || setting",
        "organizations": "org_id",
        "memberships": "org_id",
        "cadres": "org_id",
        "structures": "concat_ws(' ', region_code, line, item)",
        "activities": "activity_id",
        "outputs": "output_id",
        "stations": "station_id",
        "station_months": "station_id",
        "channels": "concat_ws(' ', region_code, line, platform)",
        "surveys": "survey_id",
        "reform_tasks": "task_id",
        "progress": "item_id",
        "projects": "project_id",
        "milestones": "project_id || ' ' || seq",
        "fundings": "funding_id",
        "issues": "issue_id",
        "issue_steps": "issue_id",
        "facts": "fact_id",
        "meetings": "meeting_id",
        "decisions": "decision_id",
    }
)

_DATED = {
    "publics": "year",
    "workplaces": "year",
    "memberships": "period",
    "cadres": "period",
    "station_months": "period",
    "channels": "period",
    "progress": "period",
    "issue_steps": "seq",
}

#: Key of a row, as SQL over the row: the same in every snapshot that holds the row.
ROW_KEYS = MappingProxyType(
    {table: f"{unit} || ' ' || {_DATED[table]}" if table in _DATED else unit for table, unit in UNITS.items()}
)

_CELL = ("'cells'", "region_code || ' ' || coalesce(line, '')", "region_name")
_REGION = ("'regions'", "region_code", "region_name")

#: Metrics whose units are places, whatever row speaks for them: table, unit and label as SQL.
UNIT_OF = MappingProxyType(
    {
        "org_coverage": _CELL,
        "township_coverage": _CELL,
        "village_coverage": _CELL,
        "effective_coverage": _CELL,
        "women_exec_ok": _REGION,
    }
)
