"""A station plan as a proposal: rows of `stations` and `projects` in the words of the data contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.catalogue import LINES
from metrics.catalogue.platform import BASIC_SERVICES
from metrics.months import month_text
from metrics.siting.effect import Plan

SERVICES = ";".join(BASIC_SERVICES)
_ENDINGS = ("社区居委会", "村委会", "居委会")


@dataclass(frozen=True)
class Terms:
    """What a proposal lays down beside the places.

    Attributes:
        lines: lines that share each station; the first one leads.
        starts_on, opens_on: when building is planned to begin, and the station to open.
        budget_yuan: of one station.
        owner_post: the post that answers for it.
    """

    lines: tuple[str, ...]
    starts_on: date
    opens_on: date
    budget_yuan: float
    owner_post: str


def sheets(told: Plan, terms: Terms) -> dict[str, pd.DataFrame]:
    """Write a plan as the two sheets of a hand-in.

    Ids are made of the plan's month and the site's code, so that the same plan handed in twice is one.

    Returns:
        服务阵地 and 项目, with the Chinese headers of the contract.
    """
    sites = list(told.sites.itertuples(index=False))
    month = month_text(told.asked.period).replace("-", "")
    ids = [f"siting-{month}-{site.region_code}" for site in sites]
    stations = [_station(one, site, terms) for one, site in zip(ids, sites, strict=True)]
    projects = [_project(one, site, terms) for one, site in zip(ids, sites, strict=True)]
    return {"服务阵地": pd.DataFrame(stations), "项目": pd.DataFrame(projects)}


def without_committee(name: str) -> str:
    """Name a station's place without 村委会 or 居委会."""
    ending = next((end for end in _ENDINGS if name.endswith(end) and len(name) > len(end)), "")
    return name.removesuffix(ending) + ("社区" if ending.startswith("社区") else "")


def _station(key: str, site: object, terms: Terms) -> dict[str, object]:
    return {
        "阵地编号": key,
        "名称": f"{_title(site)}群团服务站",
        "类型": "群团服务站",
        "区划代码": site.region_code,  # type: ignore[attr-defined]
        "经度": site.lon,  # type: ignore[attr-defined]
        "纬度": site.lat,  # type: ignore[attr-defined]
        "坐标系": "WGS84",
        "牵头条线": LINES[terms.lines[0]],
        "入驻条线": _named(terms.lines[1:]),
        "服务事项": SERVICES,
        "开放日期": terms.opens_on,
    }


def _project(key: str, site: object, terms: Terms) -> dict[str, object]:
    people = float(site.people)  # type: ignore[attr-defined]
    return {
        "项目编号": key,
        "名称": f"{_title(site)}群团服务站建设",
        "牵头条线": LINES[terms.lines[0]],
        "参与条线": _named(terms.lines[1:]),
        "主题": "其他",
        "区划代码": site.region_code,  # type: ignore[attr-defined]
        "承接主体": "群团组织",
        "目标": f"建成群团服务站 1 个，新增服务覆盖 {people:,.0f} 人",
        "目标值": 1,
        "目标单位": "个",
        "完成值": 0,
        "责任岗位": terms.owner_post,
        "计划开始": terms.starts_on,
        "计划完成": terms.opens_on,
        "预算(元)": terms.budget_yuan,
    }


def _title(site: object) -> str:
    above = str(site.township)  # type: ignore[attr-defined]
    if site.level == "township":  # type: ignore[attr-defined]
        return above
    return f"{above}{without_committee(site.name)}"  # type: ignore[attr-defined]


def _named(lines: Sequence[str]) -> str | None:
    return ";".join(LINES[line] for line in lines) or None
