"""Frames of the three-level structure under the names that people read: for the page and for .xlsx files."""

from typing import Any

import pandas as pd
import streamlit as st

from metrics.catalogue import LEVELS, LINES
from metrics.network.staffing import REQUIRED_COMMITTEE_SIZE
from ui import numbers
from ui.network.words import BODIES, ITEM_MARKS

_SHARE = st.column_config.ProgressColumn(format="percent", min_value=0.0, max_value=1.0)
#: How the shares of :func:`places_read` are written in a grid.
PLACE_SHARES = dict.fromkeys(("组织覆盖", "挂兼职班子", "基层一线", "机构改革到位"), _SHARE)
_LEVELS = {
    "level": "级别",
    "line": "条线",
    "organization_count": "在册组织",
    "covering_count": "覆盖组织",
    "expected_count": "应建区划",
    "covered_count": "已建区划",
    "missing_count": "缺",
    "broken_count": "断链组织",
}
_LINKS = {
    "fault": "问题",
    "name": "组织",
    "line": "条线",
    "level": "级别",
    "setting": "类别",
    "region_name": "区划",
    "above_name": "上级区划",
    "parent_name": "填报的上级组织",
    "org_id": "组织编码",
    "region_code": "区划代码",
    "origin": "数据来源",
    "file": "文件",
    "sheet": "工作表",
    "row_number": "行号",
}
_LINKS_SHOWN = ("fault", "name", "line", "region_name", "above_name", "file", "row_number")
_REFORMS = {
    "item": "事项",
    "region_name": "区划",
    "line": "条线",
    "state": "状态",
    "planned_on": "计划",
    "done_on": "到位",
    "days_late": "逾期（天）",
    "origin": "数据来源",
    "file": "文件",
    "sheet": "工作表",
    "row_number": "行号",
}
_STAFF = {
    "line": "条线",
    "organization_count": "有月报的组织",
    "posts": "编制",
    "full_time": "专职",
    "part_time": "兼职",
    "seconded": "挂职",
    "contract": "聘用",
    "lead_full": "班子专职",
    "lead_part": "班子兼职",
    "lead_seconded": "班子挂职",
    "helpers_pct": "挂兼职班子占比",
    "standing": "常委会",
    "standing_front": "常委会一线",
    "standing_pct": "常委会一线占比",
    "committee": "全委会",
    "committee_front": "全委会一线",
    "committee_pct": "全委会一线占比",
    "congress": "代表",
    "congress_front": "一线代表",
    "congress_pct": "代表一线占比",
}
_COMMITTEES = {
    "region_name": "乡镇",
    "committee_size": "执委人数",
    "verdict": "判断",
    "region_code": "区划代码",
}
_OUTPOSTS = {
    "city": "城市",
    "name": "组织",
    "founded_on": "成立",
    "committee_size": "委员",
    "parent_name": "上级组织",
    "owner_post": "责任岗位",
    "origin": "数据来源",
    "file": "文件",
    "row_number": "行号",
}
_PLACES = {
    "region_name": "区划",
    "org_coverage": "组织覆盖",
    "missing_count": "缺",
    "broken_count": "断链",
    "part_time_ratio": "挂兼职班子",
    "frontline_ratio": "基层一线",
    "committee_size": "妇联执委",
    "structure_done": "机构改革到位",
    "region_code": "区划代码",
}
_ALL = "全部"


def levels(found: pd.DataFrame) -> pd.DataFrame:
    """Name the counts of organisations by level and line."""
    return _worded(found)[list(_LEVELS)].rename(columns=_LEVELS)


def levels_read(found: pd.DataFrame) -> pd.DataFrame:
    """Write lines as rows and levels as columns: built of expected, other organisations, broken links."""
    lines = [line for line in LINES if line in set(found["line"])]
    shown = [level for level in LEVELS if level in set(found.loc[found["expected_count"] > 0, "level"])]
    by_cell = {(row.level, row.line): row for row in found.itertuples(index=False)}
    table = {"条线": [LINES[line] for line in lines]}
    for level in shown:
        table[LEVELS[level]] = [_built(by_cell.get((level, line))) for line in lines]
    sums = found.assign(other=found["organization_count"] - found["covering_count"]).groupby("line")
    added = sums[["other", "organization_count", "broken_count"]].sum().reindex(lines)
    return pd.DataFrame(
        table
        | {
            "其他组织": [numbers.number(count) for count in added["other"]],
            "在册": [numbers.number(count) for count in added["organization_count"]],
            "断链": [f"■ {count}" if count else "0" for count in added["broken_count"]],
        }
    )


def _built(row: Any) -> str:
    if row is None or not row.expected_count:
        return numbers.NOTHING
    return f"{'■' if row.missing_count else '●'} {row.covered_count}/{row.expected_count}"


def links(found: pd.DataFrame) -> pd.DataFrame:
    """Name all fields of broken links."""
    return _worded(found)[list(_LINKS)].rename(columns=_LINKS)


def links_read(found: pd.DataFrame) -> pd.DataFrame:
    """Name the fields of broken links that the page shows."""
    return _worded(found)[list(_LINKS_SHOWN)].rename(columns=_LINKS)


def reforms(found: pd.DataFrame) -> pd.DataFrame:
    """Name the items of structural reform."""
    marks = {state: f"{mark.shape} {state}" for state, mark in ITEM_MARKS.items()}
    return _worded(found).assign(state=found["state"].map(marks))[list(_REFORMS)].rename(columns=_REFORMS)


def reforms_read(found: pd.DataFrame) -> pd.DataFrame:
    """Write the items that are due and not in place as a small table."""
    late = found[found["state"] == "到期未到位"]
    lines = late["line"].map(LINES)
    return pd.DataFrame(
        {
            "事项": late["item"],
            "单位": [
                f"{place}{line}" if isinstance(line, str) else place
                for place, line in zip(late["region_name"], lines, strict=True)
            ],
            "逾期": [numbers.days_late(days) for days in late["days_late"]],
        }
    )


def staff(found: pd.DataFrame) -> pd.DataFrame:
    """Name the staff and the front-line shares by line."""
    return _worded(found)[list(_STAFF)].rename(columns=_STAFF)


def front_read(found: pd.DataFrame) -> pd.DataFrame:
    """Write the three front-line shares with their numerators and denominators, line by line."""
    shown = {"条线": [LINES.get(line, _ALL) for line in found["line"]]}
    for body, name in BODIES.items():
        shown[name] = [_of(row, body) for row in found.itertuples(index=False)]
    return pd.DataFrame(shown)


def _of(row: Any, body: str) -> str:
    total, front = getattr(row, body), getattr(row, f"{body}_front")
    if numbers.is_missing(total):
        return numbers.NOTHING
    return f"{numbers.share(getattr(row, f'{body}_pct'))}　{numbers.number(front)}/{numbers.number(total)}"


def staff_read(found: pd.DataFrame) -> pd.DataFrame:
    """Write the staff of each line as a small table."""
    names = {name: _STAFF[name] for name in ("posts", "full_time", "part_time", "seconded", "contract")}
    shown = {"条线": [LINES.get(line, _ALL) for line in found["line"]]}
    return pd.DataFrame(
        shown | {word: [numbers.number(amount) for amount in found[name]] for name, word in names.items()}
    )


def committees(found: pd.DataFrame) -> pd.DataFrame:
    """Name the women's committees of townships with a verdict in words."""
    verdicts = [_committee(row) for row in found.itertuples(index=False)]
    return found.assign(verdict=verdicts)[list(_COMMITTEES)].rename(columns=_COMMITTEES)


def _committee(row: Any) -> str:
    if row.enough:
        return "● 达标"
    if not row.covered:
        return "■ 没有妇联组织"
    if pd.isna(row.committee_size):
        return "■ 人数未填"
    return f"■ 少于 {REQUIRED_COMMITTEE_SIZE} 人"


def outposts(found: pd.DataFrame) -> pd.DataFrame:
    """Name the organisations outside the county."""
    return found[list(_OUTPOSTS)].rename(columns=_OUTPOSTS)


def outposts_read(found: pd.DataFrame) -> pd.DataFrame:
    """Write the organisations outside the county as a small table."""
    return pd.DataFrame(
        {
            "城市": [f"● {city}" for city in found["city"].fillna("未填")],
            "组织": found["name"],
            "成立": [numbers.day_text(day) for day in found["founded_on"]],
            "委员": [numbers.value(size, "人") for size in found["committee_size"]],
        }
    )


def places(found: pd.DataFrame) -> pd.DataFrame:
    """Name the places below side by side."""
    return found[list(_PLACES)].rename(columns=_PLACES)


def places_read(found: pd.DataFrame) -> pd.DataFrame:
    """Name the places below as the page shows them; what no place states is left out."""
    shares = ["org_coverage", "part_time_ratio", "frontline_ratio", "structure_done"]
    rounded = found.assign(**{name: found[name].astype("float64").round(3) for name in shares})
    return rounded[list(_PLACES)[:-1]].dropna(axis="columns", how="all").rename(columns=_PLACES)


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    known = {"line": {**LINES, "": _ALL}, "level": dict(LEVELS)}
    return frame.assign(**{name: frame[name].map(words) for name, words in known.items() if name in frame})


def tree(leads: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Name leads and lines with the state of what each answers for, the lines below their leads."""
    above = pd.DataFrame(
        {
            "牵头": leads["lead_role"],
            "条线": "",
            "任务": leads["task_count"],
            "加权进度": leads["progress_pct"],
            "按期率": leads["on_time_pct"],
            "到期未完成": leads["overdue_count"],
            "问题超期": leads["issue_overdue"],
        }
    )
    below = pd.DataFrame(
        {
            "牵头": lines["lead_role"],
            "条线": lines["line"].map(LINES),
            "任务": lines["task_count"],
            "加权进度": lines["task_progress"],
            "按期率": lines["task_on_time"],
            "到期未完成": lines["overdue_count"],
            "问题超期": lines["issue_overdue"],
        }
    )
    return pd.concat([above, below], ignore_index=True)
