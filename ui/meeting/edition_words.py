"""What 会议版 are called and said of, and what moved between two of them. Pure functions, Chinese text."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from metrics.catalogue import LINES
from reports.editions.comparing import KINDS, Sentence
from reports.editions.edition import SHORT
from reports.editions.listing import Listed
from ui import numbers

#: What stands for what is published now, beside the numbers of editions.
NOW = "now"
PAPERS_KEY = (
    "材料都出自这个会议版，印着它的编号和校验码；打开另一个会议版，就制作那一个的材料。"
    "“放映”是全屏幻灯片，方向键翻页，按 q 退出。"
)
SEAL_KEY = (
    "封存一份会议版：把所选报告期、区划和条线的全部数字与口径，连同所用快照，"
    "固定在一个编号和一个 SHA-256 下；以后数据或口径再变，会议版仍显示封存时的数字。"
)
_PLAIN = {
    "口径": "口径变动",
    "议定": "议定事项",
    "亮灯": "亮灯变化",
    "问题": "问题",
    "项目": "项目",
    "缺口": "缺口",
    "数据": "补报与更正",
}


def editions(found: Sequence[Listed], place: str) -> str:
    """Say how many editions there are."""
    if not found:
        return f"{place}还没有会议版"
    broken = sum(bool(one.trouble) for one in found)
    return f"{len(found)} 个会议版" + (f"，其中 {broken} 个打不开" if broken else "")


def edition(one: Listed) -> str:
    """Write what an edition is of."""
    if one.trouble:
        return f"■ {one.number}　{one.trouble}"
    about = one.about
    lines = "、".join(LINES[line] for line in about["lines"]) or "全部条线"
    changed = f"　口径已变 {one.changed} 项" if one.changed else ""
    sealed = str(about["sealed_at"])[:16].replace("T", " ")
    return (
        f"{one.number}　{about['meeting']}　{about['place']} {about['period']} {lines}　"
        f"{sealed} 封存　{one.sha256[:SHORT]}{changed}"
    )


def meeting_names(found: pd.DataFrame) -> dict[str, str]:
    """Name meetings for a choice; of two on one day each bears its id."""
    twice = found["held_on"].duplicated(keep=False)
    return {
        row.meeting_id: f"{numbers.day_text(row.held_on)}　{row.name}"
        + (f"（{row.meeting_id}）" if double else "")
        for row, double in zip(found.itertuples(index=False), twice, strict=True)
    }


def meetings(found: pd.DataFrame, sealed: Sequence[Listed]) -> pd.DataFrame:
    """Write the meetings with their editions as a small table."""
    of_meeting: dict[str, list[str]] = {}
    for one in sealed:
        of_meeting.setdefault(str(one.about.get("meeting_id", "")), []).append(one.number)
    known = {one.number for one in sealed}
    return pd.DataFrame(
        {
            "日期": [numbers.day_text(day) for day in found["held_on"]],
            "会议": list(found["name"]),
            "召集岗位": [_text(post) for post in found["convener_post"]],
            "议定事项": list(found["decision_count"]),
            "交办问题": list(found["issue_count"]),
            "台账所填会议版": [_stated(number, known) for number in found["edition"]],
            "已封存": ["、".join(of_meeting.get(one, [])) or numbers.NOTHING for one in found["meeting_id"]],
        }
    )


def _stated(number: Any, known: set[str]) -> str:
    if not isinstance(number, str) or not number:
        return numbers.NOTHING
    return number if number in known else f"{number}（没有这个会议版）"


def _text(value: Any) -> str:
    return value if isinstance(value, str) and value else numbers.NOTHING


def choices(found: Sequence[Listed]) -> dict[str, str]:
    """The editions that can be compared, by number, the newest first."""
    return {one.number: f"{one.number}　{one.about['meeting']}" for one in found if not one.trouble}


def since(sentences: Sequence[Sentence], before: str, after: str) -> str:
    """Say how much changed."""
    span = f"{before} 到{'现在' if after == NOW else f' {after}'}"
    if not sentences:
        return f"{span}：没有变化"
    counts = {kind: sum(one.kind == kind for one in sentences) for kind in KINDS}
    told = "，".join(f"{_PLAIN[kind]} {count} 条" for kind, count in counts.items() if count)
    return f"{span}：{told}"


def kind(name: str, count: int) -> str:
    """Name a kind of sentences and how many there are."""
    return f"{_PLAIN[name]} {count} 条"


def sentences(found: Sequence[Sentence]) -> pd.DataFrame:
    """Write sentences as a table, in the order in which they are read out."""
    return pd.DataFrame(
        {
            "序号": range(1, len(found) + 1),
            "类别": [one.kind for one in found],
            "句子": [one.text for one in found],
        }
    )


def selection_of(way: Mapping[str, str]) -> tuple[str, dict[str, Any], dict[str, str]]:
    """What a way leads to: path of the page, changes of the selection, and choices of that page alone."""
    changes: dict[str, Any] = {
        name: way[name] for name in ("metric", "project", "task", "issue") if way.get(name)
    }
    if way.get("lines"):
        changes["lines"] = tuple(way["lines"].split(","))
    own = {name: way[name] for name in ("part", "rule") if way.get(name)}
    return way["page"], changes, own


def papers(number: str) -> str:
    """Say of which edition papers are offered."""
    return f"会议材料：{number}"
