"""Statements on one line, its units and its public, with the number in them. Pure functions, Chinese text."""

import pandas as pd

from metrics.catalogue import LINES
from metrics.focus.declared import focuses
from metrics.focus.publics import ABOVE, ABSENT, OLD
from metrics.focus.units import OWN_SETTING
from ui import numbers

AGAINST_KEY = (
    "每条线只与自己的目标和自己上年同期比，所用指标各不相同，不排名次。指标由各条线的改革重点写定；"
    "数量的目标只取写明本条线的，全部条线合计的目标不算。"
)
UNITS_KEY = (
    "应建单位：应当建立本条线组织的企业、学校、合作社等，取本区划自己填报的最近一年；已建不超过应建。"
    "？组织多于应建单位，单位数可能旧了；上级的数自己填报，不由下级相加。"
)
PUBLIC_KEY = (
    f"存疑：{ABSENT}，不作 0 计；{OLD}，新的还没有填报；{ABOVE}，其中一个填错或口径不同。"
    "服务人次是近 12 个月本条线牵头活动的人次，同一人可以多次。"
)
FOCUS_KEY = "组织、阵地按月末在册，产出、活动按近 12 个月；有标签的组织按组织表的标签计。"
NO_UNITS = ("没有填报应建单位", "上报应建单位表以后，这里列出应建未建的单位")
_TREND = {"better": "▲ 比上年好", "worse": "▼ 不如上年", "same": "＝ 同上年"}


def focus(items: pd.DataFrame, line: str) -> str:
    """Say how the points of a line's focus moved: 工会 6 个改革重点，5 个比上年增加."""
    if items.empty:
        return f"{LINES[line]}还没有写明改革重点"
    grown = items[items["amount"] > items["before"]]["name"].nunique()
    none = list(dict.fromkeys(items.loc[items["amount"] == 0, "name"]))
    rest = f"；还没有{'、'.join(none)}" if none else ""
    return f"{LINES[line]} {items['name'].nunique()} 个改革重点，{grown} 个比上年同期增加{rest}"


def against(found: pd.DataFrame) -> str:
    """Count how the metrics stand against target and past: 18 项有目标，9 项达标；20 项变好."""
    aimed = found[found["target"].notna() & found["value"].notna()]
    green = int((aimed["light"] == "green").sum())
    better, worse = ((found["improved"] == word).sum() for word in ("better", "worse"))
    return (
        f"有目标的 {len(aimed)} 项重点指标，{green} 项达标；与自己上年同期比，{better} 项变好，{worse} 项变差"
    )


def trend(word: object) -> str:
    """Write how a metric moved against its own past."""
    return _TREND.get(str(word), numbers.NOTHING)


def units(found: pd.DataFrame, place: str) -> str:
    """Say how many units lack an organisation: 安福县应建单位 289 个，已建 209 个，未建 80 个."""
    own = found[found["own"]]
    if own.empty:
        return f"{place}没有填报应建单位" + (
            f"，下级有 {found['region_code'].nunique()} 处填报" if len(found) else ""
        )
    doubts = int(own["doubted"].sum())
    rest = f"；{doubts} 个类别组织多于单位，存疑" if doubts else ""
    total, built = int(own["unit_count"].sum()), int(own["built_count"].sum())
    return f"{place}应建单位 {total:,} 个，已建 {built:,} 个，未建 {total - built:,} 个{rest}"


def lacking(listed: pd.DataFrame) -> str:
    """Say what lacks an organisation: 应建未建：本级组织 45 处，单位有缺的 32 处."""
    if listed.empty:
        return "没有应建未建"
    is_cell = listed["setting"] == OWN_SETTING
    # Townships and villages state figures of their own, which overlap: they are not added up.
    told = f"应建未建：本级组织 {int(is_cell.sum())} 处，单位有缺的 {int((~is_cell).sum())} 处"
    first = listed.iloc[0]
    if first["setting"] == OWN_SETTING:
        return told
    most = f"{first['name']}的{LINES[first['line']]}{first['setting']}"
    return f"{told}；最多的是{most}，{int(first['lacking_count'])} 个"


def public(found: pd.DataFrame, line: str) -> str:
    """Say how far a line reaches its public: 安福县职工 24,600 人，会员 13,000 人，占 56.2%；2 处存疑."""
    who, doubted = focuses()[line].public, int((found["doubt"] != "").sum())
    rest = f"；{doubted} 处存疑" if doubted else ""
    own = found[found["own"]]
    if own.empty or pd.isna(own.iloc[0]["people"]):
        return f"{who}人数没有填报，对象覆盖率不能计算{rest}"
    row = own.iloc[0]
    return (
        f"{row['name']}{who} {numbers.value(row['people'], '人')}，"
        f"会员 {numbers.value(row['members'], '人')}，"
        f"占 {numbers.share(row['reach_pct'])}{rest}"
    )


def plan(tasks: pd.DataFrame, projects: pd.DataFrame, line: str) -> str:
    """Say how a line's plan and projects stand: 工会承担任务 7 项，完成 5 项；项目 14 个，红灯 4 个."""
    done = int(tasks["state"].isin(["done", "done_late"]).sum())
    late = int((tasks["state"] == "overdue").sum())
    red = int((projects["light"] == "red").sum())
    return (
        f"{LINES[line]}承担任务 {len(tasks)} 项，完成 {done} 项，到期未完成 {late} 项；"
        f"项目 {len(projects)} 个，红灯 {red} 个"
    )


def settings(own: pd.DataFrame) -> str:
    """Name the setting that lacks most: 按类别：未建最多的是工会农村专业合作社，42 个."""
    if own.empty:
        return "按类别：没有填报"
    first = own.loc[own["lacking_count"].idxmax()]
    if not first["lacking_count"]:
        return "按类别：应建的都已建"
    return f"按类别：未建最多的是{LINES[first['line']]}{first['setting']}，{int(first['lacking_count'])} 个"


def public_places(found: pd.DataFrame, line: str) -> str:
    """Say what the places show: 各处职工与会员、服务人次；浒坑镇存疑."""
    doubted = list(found.loc[found["doubt"] != "", "name"])
    more = f"等 {len(doubted)} 处" if len(doubted) > 3 else ""
    rest = f"；{'、'.join(doubted[:3])}{more}存疑" if doubted else ""
    return f"各处{focuses()[line].public}与会员、服务人次{rest}"
