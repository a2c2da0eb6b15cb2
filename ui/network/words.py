"""Titles of 三级联动 as statements with the number in them. Pure functions, Chinese text."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from metrics.catalogue import LEVELS, LINES
from metrics.network import leadership
from metrics.network.staffing import REQUIRED_COMMITTEE_SIZE, REQUIRED_PART_TIME_PCT
from ui import numbers
from ui.drawing.readings import Reading
from ui.theme import Mark

#: How the states of items of structural reform are written.
ITEM_MARKS = {
    "到期未到位": Mark("■", "逾", "到期未到位", "red"),
    "逾期到位": Mark("☑", "晚", "逾期到位", "amber"),
    "按期到位": Mark("✔", "到", "按期到位", "accent"),
    "未到期": Mark("○", "待", "未到期", "muted"),
    "未定日期": Mark("?", "未", "未定日期", "muted"),
}

BODIES = {"standing": "常委会", "committee": "全委会", "congress": "代表"}

#: What is said where no staff is reported, and the way on.
NO_STAFF = ("近 12 个月没有干部月报", "上报干部队伍表以后在这里显示")
LINKS_KEY = (
    "未填上级：没有填上级组织（县级机关除外）；上级已撤销、未成立：以统计月最后一天为准；"
    "上一级缺组织：乡镇、村的覆盖组织，上一级区划没有同条线的覆盖组织。"
)
LEVELS_KEY = "已建/应建：■ 有缺，● 齐全，— 不要求建立。其他组织不计覆盖。"
ICICLE_KEY = "自上而下：全部组织、所在级别、条线；宽度为在册组织个数。点一块放大，再点上一层返回。"
LEADERS_KEY = (
    "各条线班子：前段为挂职和兼职，后段为专职；点线为 50% 的要求。在册组织最新一期干部月报，三项都填的才计。"
)
STAFF_KEY = "专、兼、挂、聘四类人员，按各组织最新一期干部月报合计。聘用为编制外人员。"
FRONT_KEY = "◆ 常委会　● 全委会　▲ 代表；总数和一线人数都填了的才计。"
COMMITTEE_KEY = f"点线：不少于 {REQUIRED_COMMITTEE_SIZE} 人；园区不计。"
TREE_KEY = (
    "总牵头、四个牵头：任务表中由其牵头的任务；条线：责任条线为它的任务和问题。条线归哪个牵头，以本条线方案的任务为准。"
    "进度、按期率按权重；问题超期：要求办结日期已过而没有办结，牵头的为所牵条线之和。"
)
REFORM_KEY = "横条：已到位的占比；■ 到期未到位；竖线：计划应到位的占比（计划日期已到）。"


def whole(found: Mapping[str, Any], readings: Mapping[str, Reading], place: str) -> str:
    """Say whether the structure is whole: counts of gaps and the share of part-time leadership."""
    missing, broken = found["missing"], found["broken"]
    gaps = f"缺 {missing} 个应建组织" if missing else "应建组织齐全"
    links = f"{broken} 个组织上级断链" if broken else "上下级没有断链"
    helpers = readings["part_time_ratio"].value
    staff = (
        "挂兼职班子暂无数据"
        if helpers is None
        else f"挂兼职班子占 {numbers.share(helpers)}{_against(helpers)}"
    )
    return f"{place}三级架构：{gaps}，{links}；{staff}"


def _against(helpers_pct: float) -> str:
    return "（达到 50%）" if helpers_pct >= REQUIRED_PART_TIME_PCT else "（不到 50%）"


def counts(levels: pd.DataFrame) -> dict[str, int]:
    """Add up what is missing: rows of ``metrics.network.structure.levels_by_line``."""
    return {
        "organizations": int(levels["organization_count"].sum()),
        "missing": int(levels["missing_count"].sum()),
        "broken": int(levels["broken_count"].sum()),
    }


def organizations(found: Mapping[str, Any]) -> str:
    """Say how many organisations there are."""
    return f"在册组织 {numbers.number(found['organizations'])} 个，按级别和条线"


def gaps(levels: pd.DataFrame) -> str:
    """Name the level and line that lacks most organisations."""
    if levels.empty or not levels["missing_count"].any():
        return "应建组织各级各条线都已建立"
    worst = levels.loc[levels["missing_count"].idxmax()]
    return (
        f"缺得最多的是{LEVELS[worst['level']]}级{LINES[worst['line']]}："
        f"应建 {worst['expected_count']} 个，缺 {worst['missing_count']} 个"
    )


def links(found: pd.DataFrame) -> str:
    """Say how many organisations have a broken link, by fault."""
    if found.empty:
        return "上下级连得上：没有断链的组织"
    told = "，".join(f"{fault} {count}" for fault, count in found["fault"].value_counts(sort=False).items())
    return f"{found['org_id'].nunique()} 个组织上级断链：{told}"


def leaders(staff: pd.DataFrame) -> str:
    """Say which lines fall short of the part-time share: rows of ``metrics.network.staffing.staffing``."""
    known = staff[staff["line"] != ""].dropna(subset=["helpers_pct"])
    if known.empty:
        return "挂兼职班子：还没有干部月报"
    short = known[known["helpers_pct"] < REQUIRED_PART_TIME_PCT]
    low = known.loc[known["helpers_pct"].idxmin()]
    lowest = f"最低的{LINES[low['line']]}为 {numbers.share(low['helpers_pct'])}"
    if short.empty:
        return f"{len(known)} 个条线的挂兼职班子都达到 50%，{lowest}"
    return f"{len(known)} 个条线中 {len(short)} 个的挂兼职班子不到 50%，{lowest}"


def staff(totals: Any) -> str:
    """Say who works there, from the row for all lines together."""
    told = [
        ("专职", totals.full_time),
        ("兼职", totals.part_time),
        ("挂职", totals.seconded),
        ("聘用", totals.contract),
    ]
    people = "、".join(f"{name} {numbers.number(amount)}" for name, amount in told)
    return f"{totals.organization_count} 个组织：{people}，编制 {numbers.number(totals.posts)}"


def front(totals: Any) -> str:
    """Say the three front-line shares, each with its numerator and denominator."""
    told = [f"{name} {numbers.share(getattr(totals, f'{body}_pct'))}" for body, name in BODIES.items()]
    return f"基层一线占比：{'，'.join(told)}"


def committees(found: pd.DataFrame) -> str:
    """Say how many townships have a women's committee that is large enough."""
    if found.empty:
        return "乡镇妇联执委：本范围没有乡镇"
    enough = int(found["enough"].sum())
    small = found["committee_size"].min()
    least = "" if pd.isna(small) else f"，最少的 {int(small)} 人"
    all_enough = enough == len(found)
    places = f"{enough} 个乡镇的妇联执委都" if all_enough else f"{len(found)} 个乡镇中 {enough} 个的妇联执委"
    return f"{places}不少于 {REQUIRED_COMMITTEE_SIZE} 人{least}"


def outposts(found: pd.DataFrame) -> str:
    """Name the cities with an organisation of the county."""
    if found.empty:
        return "还没有驻外组织"
    return f"驻外组织 {len(found)} 个：{'、'.join(dict.fromkeys(found['city'].fillna('城市未填')))}"


def reforms(found: pd.DataFrame, readings: Mapping[str, Reading]) -> str:
    """Say how much of the structural reform is in place, and what is overdue."""
    if found.empty:
        return "机构改革：还没有上报事项"
    done, overdue = readings["structure_done"], int((found["state"] == "到期未到位").sum())
    late = f"，{overdue} 项到期未到位" if overdue else "，没有到期未到位的"
    in_place = f"已到位 {numbers.number(done.numerator)} 项（{numbers.share(done.value)}）"
    return f"机构改革 {len(found)} 项，{in_place}{late}"


def leading(meeting: Mapping[str, Reading], reform: Mapping[str, Reading], place: str) -> str:
    """Say how issues are settled and how far the structural reform is."""
    days, on_time, done = meeting["issue_resolution_days"], meeting["issue_on_time"], reform["structure_done"]
    return (
        f"{place}问题办结用 {numbers.value(days.value, days.metric.unit)}，按期办结 "
        f"{numbers.share(on_time.value)}；机构改革到位 {numbers.share(done.value)}"
    )


def people(readings: Mapping[str, Reading], place: str) -> str:
    """Say who staffs the structure: shares of part-time leadership and of the front line."""
    helpers, front = readings["part_time_ratio"].value, readings["frontline_ratio"].value
    against = "" if helpers is None else _against(helpers)
    return f"{place}班子中挂兼职占 {numbers.share(helpers)}{against}，基层一线占 {numbers.share(front)}"


def each_place(found: pd.DataFrame) -> str:
    """Say how many of the places below are whole."""
    whole = int(((found["missing_count"] == 0) & (found["broken_count"] == 0)).sum())
    return f"{len(found)} 个区划中 {whole} 个应建齐全、没有断链"


def places(found: pd.DataFrame) -> str:
    """Name the place below that lacks most."""
    if found.empty:
        return "没有更下一级的区划"
    worst = found.iloc[0]
    if not worst["missing_count"]:
        return f"下级 {len(found)} 个区划的应建组织都已建立"
    return f"下级 {len(found)} 个区划：{worst['region_name']}缺得最多，缺 {worst['missing_count']} 个组织"


def tree(leads: pd.DataFrame) -> str:
    """Name the lead whose tasks are overdue most, else whose progress is lowest."""
    known = leads[leads["task_count"] > 0]
    if known.empty:
        return "四牵头一配合：本范围没有改革任务"
    late = int(known["overdue_count"].sum())
    if not known["progress_pct"].max() > 0:
        return "四牵头一配合：任务都还没有进度"
    low = known.loc[known["progress_pct"].fillna(2).idxmin()]
    return f"四牵头一配合：{low['lead_role']}的任务最慢，进度 {numbers.share(low['progress_pct'])}；" + (
        f"共 {late} 项任务到期未完成" if late else "没有到期未完成的任务"
    )


def front_title(staff: pd.DataFrame) -> str:
    """Say the front-line shares of all lines together, or that nothing is reported."""
    return "基层一线占比：还没有干部月报" if staff.empty else front(next(staff.itertuples(index=False)))


def staff_title(found: pd.DataFrame) -> str:
    """Say who works in all lines together, or that nothing is reported."""
    return "专兼挂聘：还没有干部月报" if found.empty else staff(next(found.itertuples(index=False)))


def bodies(found: pd.DataFrame, meetings: pd.DataFrame) -> list[tuple[str, str]]:
    """Write the state of the leading group and the joint conference: name and state of each."""
    told = [(item, _item_state(found[found["item"] == item])) for item in leadership.BODIES]
    held = next(meetings.itertuples(index=False))
    last = f"，最近 {numbers.day_text(held.last_held_on)}" if held.meeting_count else ""
    return [*told, ("联席会议", f"已开 {held.meeting_count} 次{last}")]


def _item_state(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "未报"
    row = rows.iloc[0]
    day = row["done_on"] if pd.notna(row["done_on"]) else row["planned_on"]
    word = "到位" if pd.notna(row["done_on"]) else row["state"]
    return f"{ITEM_MARKS[row['state']].shape} {numbers.day_text(day)} {word}"
