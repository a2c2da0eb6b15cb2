"""Titles of 项目跟踪 as statements with the number in them. Pure functions, Chinese text."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from metrics.catalogue import LINES
from ui import numbers
from ui.drawing.readings import Reading
from ui.session import shortened
from ui.theme import PROJECT_LIGHTS, Mark

#: How the states of milestones are written.
MILESTONE_MARKS = {
    "按期完成": Mark("●", "完", "按期完成", "green"),
    "逾期完成": Mark("●", "完", "逾期完成", "amber"),
    "逾期未完成": Mark("■", "逾", "逾期未完成", "red"),
    "预计推迟": Mark("▲", "迟", "预计推迟", "amber"),
    "未到期": Mark("○", "待", "未到期", "muted"),
}

EXPECTED_END = (
    "预计完成：计划完成日期、统计日、未完成里程碑的预测日期（没有预测的取计划日期）三者中最晚的一天。"
    "已完成的取实际完成日期，暂停的不预计。"
)
SCHEDULE_KEY = (
    "细线：计划起止；实条：实际开工至完成或统计日；斜纹：预计至完成；点线：统计日。点一行打开该项目。"
)
MILESTONES_KEY = "◇ 计划　▷ 预测　◆ 完成；连线：从计划到预测、完成或统计日。"
CHECKS_KEY = "自上而下逐条判断，第一条符合的定灯。里程碑没有完成日期或完成日期晚于统计日的为未完成。"
SOURCES_KEY = "◆ 社会资金：社会募捐、企业赞助、海外捐赠、福利产业。"
EARNED_VALUE = (
    "计划值 PV：各项目预算在计划开始至计划完成之间按天平均分摊。"
    "挣值 EV：预算 × 完成值÷目标值（最高按 1 计），未开工的按 0。支出 AC：累计支出。"
    "进度绩效指数 SPI = EV ÷ PV，小于 1 为落后；成本绩效指数 CPI = EV ÷ AC，小于 1 为超支。"
    "各种状态的项目都算。"
)
#: What to do where there are no projects.
NOTHING_WAY_ON = "项目按所在区划和牵头条线归入；上报项目表以后在这里显示。换一个区划或条线，或者看全部项目。"


def landing(outlook: Mapping[str, int], counts: pd.DataFrame, place: str) -> str:
    """Say whether projects will land: ``metrics.projects.projects.outlook``, and ``light, count``."""
    if not outlook["project_count"]:
        return f"{place}暂无项目"
    count = counts.set_index("light")["count"]
    lights = f"红灯 {count['red']} 个、黄灯 {count['amber']} 个，已完成 {count['done']} 个"
    late = (
        f"{outlook['slipping_count']} 个将晚于计划，最多晚 {outlook['longest_slip_days']} 天"
        if outlook["slipping_count"]
        else "没有晚于计划的"
    )
    return f"{place} {outlook['project_count']} 个项目：{lights}；按填报的预测，{late}"


def green(readings: Mapping[str, Reading]) -> str:
    """Say how many of the projects with a light are on course."""
    shown = readings["project_green"]
    if numbers.is_missing(shown.value):
        return "目前没有亮灯的项目"
    return (
        f"{numbers.value(shown.denominator, '个')}亮灯项目中绿灯 {numbers.value(shown.numerator, '个')}，"
        f"占 {numbers.share(shown.value)}"
    )


def nothing(place: str, lines: Sequence[str]) -> str:
    """Say that there are no projects here."""
    of = f"由{'、'.join(LINES[line] for line in lines)}牵头的" if lines else ""
    return f"{place}没有{of}项目"


def paused(outlook: Mapping[str, int]) -> str:
    """Say how many suspended projects the outlook leaves out."""
    count = outlook["suspended_count"]
    return f"　另有 {count} 个暂停，不作预计" if count else ""


def schedule(projects: pd.DataFrame, chosen: Sequence[str] = ()) -> str:
    """Say how many of the projects shown are past their planned end, and how those were chosen.

    Args:
        projects: ``light, planned_end, as_of``.
        chosen: the choices in words; none where all projects are shown.
    """
    head = f"进度安排（{'，'.join(chosen)}）" if chosen else "进度安排"
    if projects.empty:
        return f"{head}：没有项目"
    late = projects["light"].eq("red") & (projects["planned_end"] < projects["as_of"])
    if not late.any():
        return f"{head}：{len(projects)} 个项目中没有超过计划完成日期而未完成的"
    return f"{head}：{len(projects)} 个项目中 {int(late.sum())} 个超过计划完成日期而未完成"


def not_here(project: str, place: str, lines: str) -> str:
    """Say that the project of a link is not among those shown."""
    return f"链接中的项目“{shortened(project)}”不在{place}（{lines}）的项目之内，已改为显示全部项目。"


def lights_read(counts: pd.DataFrame) -> pd.DataFrame:
    """Write the lights with their meanings and counts: ``light, count``."""
    marks = [PROJECT_LIGHTS[light] for light in counts["light"]]
    return pd.DataFrame(
        {
            "灯": [mark.text for mark in marks],
            "含义": [mark.meaning for mark in marks],
            "个数": counts["count"],
        }
    )


def money(now: Any) -> str:
    """Say whether money and work keep pace, from one row of ``metrics.projects.money.money_by_month``."""
    spent = f"支出 {numbers.value(now.spent_yuan, '元')}"
    if numbers.is_missing(now.schedule_index):
        return f"{spent}，尚无计划值"
    pace = "落后于计划" if now.schedule_index < 1 else "不慢于计划"
    return (
        f"{spent}，完成的工作值 {numbers.value(now.earned_yuan, '元')}，"
        f"计划应为 {numbers.value(now.planned_yuan, '元')}：进度{pace}（SPI {index(now.schedule_index)}）"
    )


def index(amount: float | None) -> str:
    """Write a performance index with two decimals."""
    return numbers.NOTHING if numbers.is_missing(amount) else f"{amount:.2f}"


def paid(readings: Mapping[str, Reading], place: str) -> str:
    """Say how much of the budget is spent and how much of the money comes from society."""
    spent, social = (readings[name].value for name in ("budget_execution", "social_fund_ratio"))
    return f"{place}项目预算执行 {numbers.share(spent)}，到位资金中社会资金占 {numbers.share(social)}"


def managed(readings: Mapping[str, Reading], place: str) -> str:
    """Say how much society carries and how much is done online."""
    carried, closed, held = (
        numbers.share(readings[name].value) for name in ("social_delivery", "online_closure", "online_ratio")
    )
    return f"{place}社会力量承接项目 {carried}，网上办结 {closed}，线上活动 {held}"


def themes(found: pd.DataFrame) -> str:
    """Name the theme with most red and amber projects: ``theme, troubled, total``."""
    worst = found.loc[found["troubled"].idxmax()]
    if not worst["troubled"]:
        return f"项目化：{len(found)} 个主题都没有红黄灯"
    return f"项目化：{worst['theme']}红黄灯最多，{worst['troubled']}/{worst['total']} 个"


def delivery(readings: Mapping[str, Reading]) -> str:
    """Say how much of the work society carries."""
    carried = readings["social_delivery"]
    count = numbers.value(carried.numerator, "个")
    return f"社会化：社会力量承接 {count}项目，占 {numbers.share(carried.value)}"


def sources(readings: Mapping[str, Reading]) -> str:
    """Say how much of the money comes from society."""
    return f"社会化：到位资金中社会资金占 {numbers.share(readings['social_fund_ratio'].value)}"


def digital(readings: Mapping[str, Reading]) -> str:
    """Say how much is done online."""
    told = (("网上办结", readings["online_closure"]), ("线上活动", readings["online_ratio"]))
    known = [f"{name} {numbers.share(shown.value)}" for name, shown in told if shown.value is not None]
    return f"智慧化：{'，'.join(known) or '暂无网上数据'}"


def project(row: Any) -> str:
    """Say how one project stands: its light, its name, the reason."""
    return f"{PROJECT_LIGHTS[row.light].text}　{row.name}：{row.reason.replace('；', '，')}"


def project_lead(row: Any, month: str) -> str:
    """Say where a project belongs and who answers for it."""
    line = LINES[row.lead_line]
    return f"{row.region_name}　{line}牵头　主题：{row.theme}　责任岗位：{row.owner_post}　{month}"


def checks(found: pd.DataFrame) -> str:
    """Say which rule decided the light: ``step, light, rule, decides``."""
    decided = found[found["decides"]].iloc[0]
    return f"为什么是“{PROJECT_LIGHTS[decided['light']].text}”：第 {decided['step']} 条“{decided['rule']}”"


def milestones(found: pd.DataFrame) -> str:
    """Say how many milestones are done and how many are late: ``done_on, state``."""
    if found.empty:
        return "里程碑：未填报"
    late = int((found["state"] == "逾期未完成").sum())
    slipping = int((found["state"] == "预计推迟").sum())
    parts = [f"{late} 个逾期未完成"] * bool(late) + [f"{slipping} 个预计推迟"] * bool(slipping)
    return "，".join([f"里程碑 {len(found)} 个，已完成 {int(found['done_on'].notna().sum())} 个", *parts])


def goal(row: Any) -> str:
    """Say how far the goal is reached."""
    aim, reached = (
        numbers.with_unit(numbers.number(amount, 1), row.goal_unit)
        for amount in (row.goal_value, row.achieved)
    )
    return f"目标 {aim}，完成 {reached}（{numbers.share(row.achieved_pct)}）"


def project_money(row: Any) -> str:
    """Say how much of the budget has been received and spent."""
    amounts = [numbers.value(amount, "元") for amount in (row.budget_yuan, row.received_yuan, row.spent_yuan)]
    return f"预算 {amounts[0]}，到位 {amounts[1]}，支出 {amounts[2]}（{numbers.share(row.spent_pct)}）"


def project_sources(found: pd.DataFrame) -> str:
    """Name the largest source of money: ``source, received_pct``, most first."""
    if found.empty:
        return "资金来源：尚无到位资金"
    most = found.iloc[0]
    return f"资金来源 {len(found)} 个，{most['source']}最多，占 {numbers.share(most['received_pct'])}"


def short_state(row: Any) -> str:
    """Say in a few words what a project's light comes from: 逾期 105 天, 预计晚 20 天, 超支, …."""
    if row.light in ("done", "green"):
        return "已完成" if row.light == "done" else ""
    if row.light == "grey":
        return "已暂停" if row.suspended else "未到开始日期"
    if row.days_late:
        return f"逾期 {row.days_late} 天"
    if row.slip_days:
        return f"预计晚 {row.slip_days} 天"
    return row.reason.split("；")[0].split(" ")[0]


def project_lights(counts: pd.DataFrame) -> str:
    """Say how many projects are late: ``light, count``."""
    count = counts.set_index("light")["count"]
    total = int(count.sum())
    if not total:
        return "本范围暂无项目"
    red, amber = int(count.get("red", 0)), int(count.get("amber", 0))
    if not red + amber:
        return f"{total} 个项目都没有亮红灯、黄灯"
    return f"{total} 个项目中，红灯 {red} 个、黄灯 {amber} 个"


def light_counts(projects: pd.DataFrame) -> pd.DataFrame:
    """Count projects by light, in the order of the lights: ``light, count``."""
    counts = projects["light"].value_counts().reindex(list(PROJECT_LIGHTS), fill_value=0)
    return pd.DataFrame({"light": list(counts.index), "count": list(counts)})


def worst_projects(projects: pd.DataFrame, most: int) -> pd.DataFrame:
    """Write the first projects, which are the worst, as a table that people read."""
    worst = projects[projects["light"].isin(["red", "amber"])].head(most)
    return pd.DataFrame(
        {
            "灯": [PROJECT_LIGHTS[light].text for light in worst["light"]],
            "项目": worst["name"],
            "条线": [LINES[line] for line in worst["lead_line"]],
            "情况": [
                f"逾期 {late} 天" if late else reason.split("；")[0]
                for late, reason in zip(worst["days_late"], worst["reason"], strict=True)
            ],
        }
    )
