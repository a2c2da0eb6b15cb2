"""Statements of 下发与催报: what is asked for, what came back, who is to be reminded."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from metrics.data.collecting import TABLES
from ui import numbers
from ui.data import collecting_frames as frames
from ui.data.distributing import Distribution
from ui.data.hand_in import HandIn
from ui.data.returns_in import Pile
from ui.theme import Mark

#: Steps of the part, by the word in the link.
STEPS = {"distribute": "① 下发", "returns": "② 收回", "reminders": "③ 催报"}
#: Of the choice of collections: all together, and how a month with all of its own begins, unlike any id.
ALL, _MONTH = "all", "@"

DISTRIBUTE_NOTES = (
    "每个单位一个工作簿：在册的组织、阵地和编码已填好并锁定，上期数以灰色列在旁边。文件名可以随便改，收回时按表里的编号认。",
    "乡镇的表里是乡镇和所辖村（社区）的；县的表里是县级各组织的，和同一任务里没有下发到的乡镇的。",
    "下发的同时发布填报任务：截止日期从此用于催报、完整与及时和最需关注。同一个月可以再次下发，两次的表都认。",
)
RETURN_NOTES = (
    "别的县、别的任务的表，改了编号、删了行的表，都会说明原因。有错的文件核对完就从服务器上删去；"
    "没有错误的留到发布或放弃为止。",
)
FAULTS_NOTE = "工作簿里标出了错处和改法，可以直接发回给单位；改好后整个再交一次。"
NOTHING_DISTRIBUTED = (
    "还没有下发过填报任务",
    "在“① 下发”里选月份、表、单位和截止日期；下发以后，这里列出谁交了、谁没交、逾期几天。",
)
NOBODY_ASKED = ("这里没有被要求填报的单位", "换一个填报任务，或者在上方换一个区划。")
ALL_HANDED_IN = "都交齐了，没有要催的单位"
STANDINGS_KEY = "　".join(f"{mark.text}：{mark.meaning}" for mark in frames.STANDINGS.values())
REMINDER = "催报文字，点右上角复制"
REMINDER_NOTE = "按今天的日期写，逾期最久的在前；发到群里或者逐个通知都可以。"
ALL_FAULTS = "有错的填报表.zip"
UNKNOWN = "认不出，或者不收的文件"
WAITING_ELSEWHERE = "“交数据”里还有一批没有发布或放弃，请先处理那一批。"
NO_CHOICE = "先不选，这个单位暂不发布"

_IDLE_SHOWN = 20


def distribution(one: Distribution | None) -> str:
    """Say what was distributed, or what to do."""
    if one is None or one.stage == "making":
        return "下发填报表：每个单位一个预填好的工作簿"
    if one.stage == "failed":
        return "没有下发，也没有发布填报任务"
    month, due_on = numbers.month(one.wish.period), numbers.day_text(one.wish.due_on)
    return f"已下发{month}的填报表 {len(one.forms)} 份，{due_on} 截止"


def distribution_lead(one: Distribution | None) -> str:
    """Say what it means, and what is to be done next."""
    if one is None or one.stage != "done":
        return "选好月份、表、单位和截止日期，生成一个 .zip，分发给各单位。"
    return f"填报任务 {'、'.join(one.collections)} 已发布。请下载 .zip，把里面的工作簿分发给各单位。"


def forms(one: Distribution) -> str:
    """Count the forms by table."""
    counts = pd.Series([table for form in one.forms for table in form["tables"]]).value_counts()
    told = "、".join(f"{TABLES[name]} {count} 份" for name, count in counts.items())
    return f"{len(one.forms)} 份填报表：{told}"


def idle(one: Distribution) -> str:
    """Name the units that have nothing to fill in."""
    more = f"等 {len(one.idle)} 个" if len(one.idle) > _IDLE_SHOWN else ""
    return f"没有要填的，没有生成：{'、'.join(one.idle[:_IDLE_SHOWN])}{more}。" if one.idle else ""


def past_deadline(due_on: date, today: date) -> str:
    """Warn of a deadline that has passed already."""
    if due_on >= today:
        return ""
    return f"截止日期 {numbers.day_text(due_on)} 已经过去，下发后未交的单位立即算作逾期。"


def pile(one: Pile | None) -> str:
    """Say what came back."""
    if one is None or one.stage == "checking":
        return "收回填报表：一次拖进来，几份都行，文件名不限"
    if one.stage == "failed":
        return "没有核对完，当前快照不变"
    states = pd.Series([given["state"] for given in one.returns])
    counted = [
        f"{count} 份{word}" for name, word in frames.RETURNS.items() if (count := (states == name).sum())
    ]
    return f"收到 {len(one.returns)} 份：{'，'.join(counted)}"


def pile_lead(one: Pile | None) -> str:
    """Say what can be done with it."""
    if one is None or one.stage != "checked":
        return "按表里的编号认出是哪个单位的，各自核对；没有错误的可以先发布，不等其他单位。"
    return "没有错误的可以先发布；有错的把标出错处的工作簿发回去，改好再交。"


def units(shown: pd.DataFrame) -> str:
    """Count the units by state; where they were asked in several collections, their forms."""
    if shown.empty:
        return "没有认出是哪个单位的"
    several = "任务" in shown
    return f"{_many(shown, several)}：{_counted(shown['state'], frames.UNITS, several)}"


def _many(shown: pd.DataFrame, several: bool) -> str:
    """Count the rows: of one collection each is a unit, of several a unit may have one in each."""
    return f"{len(shown)} 份填报表" if several else f"{len(shown)} 个单位"


def _counted(states: pd.Series, marks: Mapping[str, Mark], several: bool) -> str:
    each = "份" if several else "个"
    counts = {mark.word: int((states == name).sum()) for name, mark in marks.items()}
    return "，".join(f"{word} {count} {each}" for word, count in counts.items() if count)


def faulty(returns: Sequence[Mapping[str, Any]]) -> str:
    """Count the returns with remarks."""
    wrong = sum(bool(one["errors"]) for one in returns)
    return f"{wrong} 份有错，{len(returns) - wrong} 份只有提醒"


def return_named(one: Mapping[str, Any]) -> str:
    """Name a return by its unit and its file, with its faults."""
    return f"{frames.who(one)}　{one['name']}（{one['errors']} 处错误，{one['warnings']} 处提醒）"


def rivals(returns: Sequence[Mapping[str, Any]], cells: int) -> str:
    """Say in how many cells different returns of one unit differ."""
    told = f"{frames.who(returns[0])}交了 {len(returns)} 份不同的"
    return f"{told}，差 {cells} 格，请选一份" if cells else f"{told}，请选一份"


def not_offered(returns: Sequence[Mapping[str, Any]]) -> list[str]:
    """Say which of several returns cannot be chosen, for they have faults."""
    wrong = [frames.rival_column(at) for at, one in enumerate(returns, start=1) if one["errors"]]
    return [f"{'、'.join(wrong)}有错，不能选；错在哪里见下面。"] if wrong else []


def rival(number: int, one: Mapping[str, Any]) -> str:
    """Name one of several returns; the number is that of its column."""
    return f"{frames.rival_column(number)}　{one['name']}"


def standing(shown: pd.DataFrame, name: str) -> str:
    """Say where the units of a collection stand."""
    if shown.empty:
        return f"{name}：这里没有被要求填报的单位"
    several = shown["collection_id"].nunique() > 1
    return f"{name}：{_many(shown, several)}，{_counted(shown['state'], frames.STANDINGS, several)}"


def collection_names(known: pd.DataFrame) -> dict[str, str]:
    """What may be chosen of the collections, by the word in the link: newest month first, all of them last.

    A month with several, such as one a line, is offered as a whole before each of them.
    """
    named = zip(known["collection_id"], known["name"], known["due_on"], strict=True)
    single = {code: f"{name}（{numbers.day_text(due_on)} 截止）" for code, name, due_on in named}
    times = Counter(single.values())
    offered = {}
    for month, rows in known.groupby("period", sort=False):
        if len(rows) > 1:
            whole = f"{_MONTH}{numbers.short_month(month)}"
            offered[whole] = f"{numbers.month(month)}的 {len(rows)} 个填报任务"
        for code in rows["collection_id"]:
            offered[code] = f"{single[code]} {code}" if times[single[code]] > 1 else single[code]
    return offered | {ALL: "全部填报任务"}


def collections_chosen(known: pd.DataFrame, chosen: str) -> list[str]:
    """Ids of the collections that a word of `collection_names` stands for; none for all."""
    if chosen == ALL:
        return []
    if not chosen.startswith(_MONTH):
        return [chosen]
    months = known["period"].map(numbers.short_month)
    return list(known.loc[months == chosen.removeprefix(_MONTH), "collection_id"])


def reminder_lead(today: date) -> str:
    """Say by which day and by what it is told."""
    return f"按 {numbers.day_text(today)} 和已发布的数据；要的都已发布，才算交齐。"


def packed(one: Distribution) -> str:
    """Name the file with all forms."""
    return f"填报表_{numbers.short_month(one.wish.period)}.zip"


def refused(draft: HandIn) -> str:
    """Say what is wrong with returns that are right each on its own."""
    return "；".join(dict.fromkeys(draft.findings["message"]))
