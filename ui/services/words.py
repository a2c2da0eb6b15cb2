"""Titles of 平台与品牌 as statements with the number in them. Pure functions, Chinese text."""

from collections.abc import Mapping

import pandas as pd

from metrics.catalogue import LINES
from ui import numbers
from ui.drawing.readings import Reading

STATIONS_KEY = (
    "闲置：开放满 6 个月、报过月报而近 6 个月没有接待。接待为近 12 个月，含期间关闭的阵地。"
    "基本服务四项（政策咨询、关系接转、发展会员、法律维权）只要求服务中心、服务站和各级窗口，没填服务事项的不计。"
)
WINDOWS_KEY = "县为政务服务窗口，乡镇（不含园区）为便民服务窗口，村（社区）为村级服务点。"
JOINING_KEY = "格中为近 12 个月该条线牵头和参与的场次。"
CHANNELS_KEY = "格中为最新月报的关注数。空格：没有这个平台的月报。"
CLOSURE_KEY = "条：近 12 个月网上办结占受理的比例；竖线：目标。"
OUTPUTS_KEY = "数量和金额为截至月末的历年累计；佐证为有佐证文号的笔数和全部笔数。"
_WORK = {"activities": "场", "beneficiaries": "人次"}
FACTS_KEY = "报道数字说的是全县，一律按全部范围、全部条线核对。≥ 为报道称“超过”或“不少于”。"


def reach(readings: Mapping[str, Reading], place: str) -> str:
    """Say what reaches people: stations, windows, visits and services of the trailing 12 months."""
    stations, windows = readings["stations_open"], readings["window_coverage"]
    visits, turns = readings["station_visits"], readings["beneficiaries"]
    return (
        f"{place} {numbers.value(stations.value, '个')}群团服务站点开放，服务窗口覆盖 "
        f"{numbers.share(windows.value)}；近 12 个月阵地接待 {numbers.value(visits.value, '人次')}，"
        f"活动服务 {numbers.value(turns.value, '人次')}"
    )


def work(readings: Mapping[str, Reading], place: str) -> str:
    """Say what was done for people in the trailing 12 months."""
    held, turns = (numbers.value(readings[name].value, unit) for name, unit in _WORK.items())
    return f"{place}近 12 个月办活动 {held}，服务 {turns}"


def outcome(readings: Mapping[str, Reading], place: str) -> str:
    """Say what people got in the trailing 12 months: money, and requests that were settled online."""
    money, settled, followers = (readings[name] for name in ("output_amount", "online_closure", "followers"))
    return (
        f"{place}近 12 个月服务资金 {numbers.value(money.value, '元')}，网上办结率 "
        f"{numbers.share(settled.value)}，网上阵地关注 {numbers.value(followers.value, '人')}"
    )


def kinds(by_kind: pd.DataFrame) -> str:
    """Say how many stations are open and how many of them stand idle: ``stations.by_kind``."""
    total, idle = int(by_kind["open"].sum()), int(by_kind["idle"].sum())
    if not total:
        return "没有开放中的阵地"
    return f"{total} 个阵地开放，其中 {idle} 个半年没有接待" if idle else f"{total} 个阵地开放，没有闲置"


def windows(levels: pd.DataFrame) -> str:
    """Name the level that lacks most windows: ``metrics.services.stations.windows``."""
    if levels.empty:
        return "本范围不要求设服务窗口"
    lacking = levels["expected"] - levels["open"]
    if not lacking.any():
        return "各级服务窗口都已开放"
    low = levels.loc[lacking.idxmax()]
    return f"{low['name']}级还缺 {numbers.number(lacking.max())} 个服务窗口"


def services(offered: pd.DataFrame) -> str:
    """Name the basic service that most stations lack: ``metrics.services.stations.offered``."""
    lacking = offered["stations"] - offered["offering"]
    if not offered["stations"].any():
        return "没有要求提供基本服务的站点和窗口"
    if not lacking.any():
        return "各站点和窗口四项基本服务齐全"
    low = offered.loc[lacking.idxmax()]
    return f"{numbers.number(low['stations'])} 个站点和窗口中，缺“{low['service']}”的最多，{lacking.max()} 个"


def moved_in(lines: pd.DataFrame) -> str:
    """Name the line that has moved into fewest stations: ``metrics.services.stations.moved_in``."""
    total = int(lines["stations"].iloc[0])
    if not total:
        return "没有群团服务站点"
    low = lines.loc[lines["present"].idxmin()]
    return f"{low['name']}只进了 {total} 个站点中的 {low['present']} 个，最少"


def troubled(found: pd.DataFrame) -> str:
    """Say how many stations lack basic services and how many stand idle: ``stations.inventory``."""
    if found.empty:
        return "没有开放中的阵地"
    lacking, idle = int(found["missing"].map(len).gt(0).sum()), int(found["idle"].sum())
    return f"{lacking} 个站点和窗口基本服务不齐，{idle} 个阵地闲置"


def listed(found: pd.DataFrame, kind: str, count: int) -> str:
    """Say what troubles the stations, and which of them are listed: ``stations.inventory``."""
    return troubled(found) if found.empty else f"{troubled(found)}；下列{kind}的 {count} 个"


def none_listed(kind: str) -> str:
    """Say that no station is as asked: 'missing', 'idle' or 'all'."""
    return {"missing": "没有基本服务不齐的站点和窗口", "idle": "没有闲置的阵地"}.get(kind, "没有开放中的阵地")


def brands(found: pd.DataFrame) -> str:
    """Say how often brands were held and which grew most: ``metrics.services.brands.brands``."""
    if found.empty:
        return "近 24 个月没有品牌活动"
    total = f"{len(found)} 个品牌近 12 个月办 {numbers.number(found['activities'].sum())} 场"
    more = (found["activities"] - found["activities_before"]).dropna()
    if more.empty or more.max() <= 0:
        return total
    return f"{total}，{found.loc[more.idxmax(), 'brand']}增加最多（多 {more.max():.0f} 场）"


def joining(found: pd.DataFrame) -> str:
    """Name the line that joins most brands: ``metrics.services.brands.joining``."""
    taking = found[found["led"] + found["joined"] > 0].groupby("line").size()
    if taking.empty:
        return "近 12 个月没有品牌活动"
    absent = [name for line, name in LINES.items() if line not in taking]
    if absent:
        return f"{'、'.join(absent)}没有加入任何品牌"
    low = taking.reindex(list(LINES)).idxmin()
    return f"七条线都有加入，{LINES[low]}最少，{taking[low]} 个品牌"


def brand_course(months: pd.DataFrame) -> str:
    """Name the brand and month that most people took part in: ``metrics.services.brands.by_month``."""
    top = months.loc[months["participants"].idxmax()]
    return (
        f"参与最多的是 {numbers.month(top['month'])}的{top['brand']}，"
        f"{numbers.value(top['participants'], '人次')}"
    )


def calendar_key(strongest: int) -> str:
    """Say how the cells of the calendar are coloured."""
    return f"格中为当天的活动场次，{strongest} 场及以上同色；灰格：没有活动。"


def days(calendar: pd.DataFrame) -> str:
    """Name the busiest day and count the empty ones: ``metrics.services.activity_calendar.by_day``."""
    total = int(calendar["activities"].sum())
    if not total:
        return "近 12 个月没有活动"
    busiest = calendar.loc[calendar["activities"].idxmax()]
    empty = int(calendar["activities"].eq(0).sum())
    return (
        f"近 12 个月活动 {numbers.number(total)} 场，最多的一天 {numbers.day_text(busiest['day'])} 有 "
        f"{busiest['activities']} 场，{empty} 天没有活动"
    )


def busiest_month(months: pd.DataFrame) -> str:
    """Name the line and month with most activities: ``metrics.services.activity_calendar.by_line``."""
    if months.empty or not months["activities"].any():
        return "各条线都没有活动"
    top = months.loc[months["activities"].idxmax()]
    return f"{top['name']} {numbers.month(top['month'])}最多，{top['activities']} 场"


def channels(readings: Mapping[str, Reading], found: pd.DataFrame) -> str:
    """Say how many people follow, and over how many accounts."""
    if found.empty:
        return "没有网上阵地月报"
    followers = readings["followers"]
    return f"{int(found['channels'].sum())} 个网上阵地，关注 {numbers.value(followers.value, '人')}"


def closure(readings: Mapping[str, Reading]) -> str:
    """Say what share of online requests was settled."""
    shown = readings["online_closure"]
    if numbers.is_missing(shown.value):
        return "近 12 个月没有网上受理的记录"
    return (
        f"网上受理 {numbers.value(shown.denominator, '件')}，办结 {numbers.value(shown.numerator, '件')}，"
        f"办结率 {numbers.share(shown.value)}"
    )


def outputs(readings: Mapping[str, Reading], found: pd.DataFrame) -> str:
    """Say how much money served people in a year, and how much of what was delivered is evidenced."""
    if found.empty:
        return "没有服务产出"
    money = readings["output_amount"]
    return (
        f"近 12 个月服务资金 {numbers.value(money.value, '元')}；历年累计 {len(found)} 项产出 "
        f"{numbers.number(found['deliveries'].sum())} 笔，{numbers.number(found['evidenced'].sum())} 笔有佐证"
    )


def sources(checked: pd.DataFrame) -> list[str]:
    """Name where the reported figures stand."""
    return [f"出处：{'；'.join(dict.fromkeys(checked['source']))}"] if len(checked) else []


def each_fact(checked: pd.DataFrame) -> str:
    """Say how many figures are set beside what is counted."""
    return f"{len(checked)} 项报道数字与系统计算逐项对照" if len(checked) else "报道数字核对"


def facts(checked: pd.DataFrame) -> str:
    """Say how many of the reported figures agree, and how many do not or cannot be checked."""
    if checked.empty:
        return "没有报道数字"
    counts = checked["verdict"].value_counts()
    if counts.get("一致", 0) == len(checked):
        return f"报道数字核对：{len(checked)} 项全部一致"
    rest = [f"{numbers.number(counts[name])} 项{name}" for name in ("不一致", "无法核对") if name in counts]
    agree = numbers.number(counts.get("一致", 0))
    return f"报道数字核对：{len(checked)} 项中 {agree} 项一致" + "".join(f"，{words}" for words in rest)
