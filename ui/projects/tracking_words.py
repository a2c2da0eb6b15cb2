"""Statements and frames on how projects move. Pure functions, Chinese text."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from metrics.catalogue import LINES
from metrics.projects.tracking import STILL_MONTHS
from ui import numbers
from ui.theme import PROJECT_LIGHTS

KEY = (
    f"不在办：未开工或暂停。未动：在办，近 {STILL_MONTHS} 个月没有里程碑完成、没有支出、完成值没有增加。"
    "推迟：没有完成的里程碑，预测日期晚于计划日期。点一行打开项目。"
)


def title(found: pd.DataFrame, meeting: Mapping[str, object], place: str) -> str:
    """Say how projects move: 安福县 54 个未完成的项目：近 2 个月未动 3 个；上次会议以来有动静的 40 个."""
    told = f"{place} {len(found)} 个未完成的项目：近 {STILL_MONTHS} 个月未动 {int(found['still'].sum())} 个"
    if not meeting:
        return f"{told}；还没有开过联席会议"
    moved = int((found["since"] != "").sum())
    return f"{told}；上次会议（{str(meeting['held_on'])[:10]}）以来有进展的 {moved} 个"


def listed(found: pd.DataFrame) -> str:
    """Say how many slip: 里程碑推迟的 12 个，最多推迟 93 天."""
    slipped = found[found["slipped_count"] > 0]
    if slipped.empty:
        return "没有推迟的里程碑"
    return f"里程碑推迟的 {len(slipped)} 个，最多推迟 {int(slipped['slipped_days'].max())} 天"


def read(found: pd.DataFrame) -> pd.DataFrame:
    """Write tracked projects as people read them."""
    return pd.DataFrame(
        {
            "动静": found["still"].map({True: "■ 未动", False: ""}).mask(~found["under_way"], "○ 不在办"),
            "灯": found["light"].map({light: mark.text for light, mark in PROJECT_LIGHTS.items()}),
            "项目": found["name"],
            "最近一次进展": [_last(*pair) for pair in zip(found["moved_on"], found["moved_by"], strict=True)],
            "上次会议以来": found["since"].replace("", numbers.NOTHING),
            "推迟的里程碑": found["slipped_count"],
            "最多推迟（天）": found["slipped_days"],
            "牵头条线": found["lead_line"].map(LINES),
            "区划": found["region_name"],
            "责任岗位": found["owner_post"],
            "情况": found["reason"],
            "项目编号": found["project_id"],
        }
    )


def _last(day: Any, kind: Any) -> str:
    return numbers.NOTHING if pd.isna(day) else f"{day:%Y-%m-%d} {kind}"


def posts(found: pd.DataFrame) -> str:
    """Name the post with the most projects: 责任最多的是县总工会项目负责人岗，8 个，红灯 2 个."""
    first = found.iloc[0]
    return f"责任最多的是{first['owner_post']}，{first['projects']} 个，红灯 {first['red']} 个"


def posts_read(found: pd.DataFrame) -> pd.DataFrame:
    """Write the load of posts."""
    heads = {
        "owner_post": "责任岗位",
        "projects": "未完成项目",
        "red": "红灯",
        "still": "未动",
        "slipped": "推迟",
    }
    return found.rename(columns=heads)
