"""Titles, sentences and tables of 选址测算, with the number in them. Pure functions, Chinese text."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from metrics.catalogue import LINES
from metrics.months import months_after
from metrics.siting.effect import Plan
from metrics.siting.plan import Ground, Question, Refused
from ui import numbers
from ui.drawing.place_names import MOST_ROWS, distinct


def title(told: Plan, place: str) -> str:
    """Say what the plan brings: 安福县新建 5 个服务站，新增覆盖 4.34万人，覆盖率由 61.2% 升到 72.5%."""
    return (
        f"{place}新建 {len(told.sites)} 个服务站，新增覆盖 {numbers.value(told.new, '人')}，"
        f"覆盖率由 {numbers.share(told.before / told.people)} 升到 {numbers.share(told.after / told.people)}"
    )


def proof(told: Plan, unit: str) -> str:
    """Say what was proven and how long it took."""
    gap = told.found.gap
    proven = (
        f"已证明最优：任何别的 {len(told.sites)} 个点都不能覆盖更多人"
        if gap == 0
        else f"已证明离最优至多差 {numbers.share(gap)}"
    )
    floor = told.asked.floor_pct
    cost = (
        f"（每个乡镇至少 {numbers.share(floor)}，为此少覆盖 {numbers.value(told.floor_costs, '人')}）"
        if floor
        else ""
    )
    used = f"用时 {told.found.seconds:.2f} 秒；半径 {told.asked.radius:g} {unit}"
    return f"{proven}{cost}，{used}{_everyone(told)}"


def _everyone(told: Plan) -> str:
    """Say how many stations reach all who can be reached, or that so many are not needed."""
    enough = told.found.everyone
    if enough is None:
        return ""
    if enough < len(told.sites):
        return f"；新建 {enough} 个就已覆盖所有够得着的人，多出的不再新增"
    return f"；要让够得着的人全部覆盖，需要新建 {enough:,} 个"


def sites(told: Plan, unit: str) -> pd.DataFrame:
    """Write the chosen sites, numbered as on the map."""
    return pd.DataFrame(
        {
            "序号": range(1, len(told.sites) + 1),
            "选址": told.sites["name"],
            "乡镇": told.sites["township"],
            "新覆盖": [numbers.value(people, "人") for people in told.sites["people"]],
        }
    )


def reach_rows(told: Plan, unit: str) -> pd.DataFrame:
    """Write the villages with their way to the nearest station before and after."""
    own = told.reach
    states = np.select([own["before"], own["new"]], ["原已覆盖", "新覆盖"], "仍未覆盖")
    return pd.DataFrame(
        {
            "村（社区）": own["name"],
            "乡镇": own["township"],
            "人口": own["population"],
            "覆盖": states,
            f"原距离（{unit}）": own["way_before"],
            f"新建后距离（{unit}）": own["way_after"],
            "区划代码": own["region_code"],
        }
    )


def curve(told: Plan) -> pd.DataFrame:
    """The marginal curve: ``count, people, more``."""
    people = pd.Series(told.found.curve)
    return pd.DataFrame({"count": range(len(people)), "people": people, "more": people.diff()})


def curve_title(told: Plan) -> str:
    """Say what the last station adds."""
    more = curve(told)["more"]
    count = min(len(told.sites), len(more) - 1)
    last, first = (numbers.value(more.iloc[at], "人") for at in (count, min(1, count)))
    return f"第 {count} 个站点新增 {last}，第 1 个新增 {first}"


def drawn_townships(told: Plan, counties: Mapping[str, str]) -> pd.DataFrame:
    """Townships under short names, the lowest share after first.

    Where a picture cannot show them all, those that gain most: many that stay as they are tell nothing.
    """
    own = _by_share(told)
    if len(own) > MOST_ROWS:
        gains = own["new"][own["new"] > 0] if (own["new"] > 0).any() else own["new"]
        own = own.loc[gains.nlargest(MOST_ROWS).index.sort_values()]
    return own.assign(name=distinct(own, counties))


def _by_share(told: Plan) -> pd.DataFrame:
    return told.townships.sort_values(["after_pct", "name"], ignore_index=True)


def townships_title(told: Plan) -> str:
    """Name the township that stays lowest, or the first of those that do: 最低的是丁江镇等 9 个乡镇."""
    own = _by_share(told)
    low, alike = own.iloc[0], int((own["after_pct"] == own["after_pct"].iloc[0]).sum())
    after = numbers.share(low["after_pct"])
    if alike > 1:
        return f"新建后最低的是{low['name']}等 {alike:,} 个乡镇，{after}"
    return f"新建后最低的是{low['name']}，{after}（原 {numbers.share(low['before_pct'])}）"


def township_rows(told: Plan) -> pd.DataFrame:
    """Write what each township gains."""
    own = _by_share(told)
    return pd.DataFrame(
        {
            "乡镇": own["name"],
            "人口": own["population"],
            "原覆盖": own["before"],
            "新增覆盖": own["new"],
            "原覆盖率": own["before_pct"],
            "新建后覆盖率": own["after_pct"],
        }
    )


def lines_title(found: pd.DataFrame) -> str:
    """Say which of the sharing lines reaches most of its public: 妇联新覆盖对象最多，1.61万人."""
    known = found.dropna(subset=["new"])
    if known.empty:
        return "没有填报服务对象人数，不能按条线测算"
    if not known["new"].max():
        return "各进驻条线没有新覆盖的服务对象"
    row = known.loc[known["new"].idxmax()]
    return f"进驻条线中{LINES[row['line']]}新覆盖对象最多，{numbers.value(row['new'], '人')}"


def lines(found: pd.DataFrame) -> pd.DataFrame:
    """Write whom each line newly reaches."""
    return pd.DataFrame(
        {
            "条线": found["line"].map(LINES),
            "新覆盖对象": [numbers.value(new, "人") for new in found["new"]],
            "服务对象": [numbers.value(people, "人") for people in found["people"]],
            "填报村数": [f"{row.stated:,}/{row.villages:,}" for row in found.itertuples()],
        }
    )


def compared(first: Plan, second: Plan, unit: str, sharing: Sequence[Sequence[str]]) -> pd.DataFrame:
    """Set two plans side by side; ``sharing``: the lines that share the stations of each (none: all)."""
    columns = (_column(plan, lines) for plan, lines in zip((first, second), sharing, strict=True))
    return pd.DataFrame({"项": _heads(unit)} | dict(zip(("本方案", "对照方案"), columns, strict=True)))


def _heads(unit: str) -> list[str]:
    return [
        "新建个数",
        f"半径（{unit}）",
        "乡镇保底",
        "进驻条线",
        "新增覆盖",
        "覆盖率",
        "最低乡镇",
        f"平均距离（{unit}）",
        "证明",
    ]


def _column(told: Plan, lines: Sequence[str]) -> list[str]:
    low = _by_share(told).iloc[0]
    return [
        f"{len(told.sites)}",
        f"{told.asked.radius:g}",
        numbers.share(told.asked.floor_pct),
        "、".join(LINES[line] for line in lines) or "全部",
        numbers.value(told.new, "人"),
        numbers.share(told.after / told.people),
        f"{low['name']} {numbers.share(low['after_pct'])}",
        f"{told.mean_after:.2f}",
        "最优" if told.found.proven else f"至多差 {numbers.share(told.found.gap)}",
    ]


def compared_title(first: Plan, second: Plan | None) -> str:
    """Say which plan reaches more, and what they share."""
    if second is None:
        return "还没有对照方案"
    more = first.new - second.new
    shared = len(set(first.found.sites) & set(second.found.sites))
    word = "一样多" if not more else f"{'多' if more > 0 else '少'} {numbers.value(abs(more), '人')}"
    return f"本方案比对照方案新增覆盖{word}，{shared} 个选址相同"


def refused_title(asked: Question, refused: Refused) -> str:
    """Say what cannot be done: 新建 5 个服务站达不到每个乡镇至少 90%."""
    if not refused.shortfalls:
        return "这个要求没有可行的方案"
    return f"新建 {asked.count} 个服务站达不到每个乡镇至少 {numbers.share(asked.floor_pct)}"


def refusal(refused: Refused) -> str:
    """Say how many townships cannot be given their floor, and how many people that concerns."""
    lacking = refused.shortfalls
    worst = max(lacking, key=lambda one: one.missing_weight)
    least = numbers.value(worst.missing_weight, "人")
    return f"{len(lacking)} 个乡镇达不到保底要求，差得最多的是{worst.group}，还差 {least}"


def shortfalls(refused: Refused) -> pd.DataFrame:
    """Write the townships whose floor cannot be met."""
    return pd.DataFrame(
        [
            (
                one.group,
                numbers.share(one.asked_pct),
                numbers.share(one.reached_pct),
                numbers.value(one.missing_weight, "人"),
            )
            for one in refused.shortfalls
        ],
        columns=["乡镇", "要求", "最多可到", "还差"],
    )


def ground(on: Ground) -> str:
    """Say what was reckoned with."""
    how = "直线距离" if on.ways.minutes is None else "上报的出行时间"
    only = "（点位过多，只以乡镇为候选）" if on.only_townships else ""
    return (
        f"需求：{len(on.demand):,} 个村（社区）的常住人口；"
        f"候选点：{len(on.candidates):,} 个村（社区）和乡镇{only}；"
        f"现有 {len(on.stations):,} 个开放站点视为已覆盖；距离按{how}。"
        "模型：最大覆盖选址（MCLP），HiGHS 精确求解。"
    )


def ground_title(on: Ground) -> str:
    """Say what the map shows."""
    return f"{len(on.demand):,} 个村（社区）、{len(on.stations):,} 个现有站点与新建选址"


def curve_rows(told: Plan) -> pd.DataFrame:
    """Write the marginal curve."""
    own = curve(told)
    return pd.DataFrame({"新建个数": own["count"], "最多覆盖人数": own["people"], "新增": own["more"]})


def chosen(asked: Question, unit: str) -> list[str]:
    """Say in words what was asked: how many, how far, what floor."""
    return [f"新建{asked.count}个", f"半径{asked.radius:g}{unit}", f"保底{asked.floor_pct * 100:g}%"]


def dates(period: date) -> tuple[date, date]:
    """When building may begin and end: from the month after the period, half a year."""
    return months_after(period, 1), months_after(period, 7)


def problem(begun: object, opened: object, post: str) -> str:
    """Say what is wrong with the terms of a proposal; nothing where they are right."""
    if not isinstance(begun, date) or not isinstance(opened, date):
        return "请填写计划开始和计划完成日期"
    if begun > opened:
        return "计划完成不能早于计划开始"
    return "" if post.strip() else "请填写责任岗位（岗位名称，不填姓名）"
