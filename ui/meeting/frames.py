"""Frames of 联席会议 under the names that people read: for tables on the page and for .xlsx files."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from metrics.catalogue import BY_ID, LINES
from metrics.meeting.chain import Link
from ui import numbers
from ui.meeting.words import DECISION_MARKS, EFFECT_MARKS, SIGNS, state_mark

#: The ledger in the form that offices keep: 销号台账.
_LEDGER = {
    "issue_id": "问题编号",
    "title": "问题",
    "region_name": "提出区划",
    "line": "责任条线",
    "partner_lines": "配合条线",
    "owner_post": "责任岗位",
    "problem": "问题类别",
    "urgency": "紧急程度",
    "meeting_name": "交办会议",
    "raised_on": "提出日期",
    "responded_on": "首次响应",
    "due_on": "要求办结",
    "extended_to": "延期至",
    "closed_on": "销号日期",
    "age_days": "历时（天）",
    "days_late": "超期（天）",
    "postponed_count": "延期（次）",
    "handover_count": "转办（次）",
    "resolution": "办理结果",
    "evidence": "佐证文号",
    "metric_id": "关联指标",
}
_LISTED = (
    "title",
    "region_name",
    "line",
    "owner_post",
    "raised_on",
    "due_on",
    "closed_on",
    "days_late",
    "resolution",
)
_UNSTATED = "未写明"


def ledger(found: pd.DataFrame) -> pd.DataFrame:
    """Write the whole ledger, numbered, with its state; numbers and days stay what they are."""
    named = _worded(found)[list(_LEDGER)].rename(columns=_LEDGER)
    named.insert(0, "序号", range(1, len(named) + 1))
    named.insert(3, "状态", _states(found))
    return named


def listed(found: pd.DataFrame) -> pd.DataFrame:
    """Write the fields of the ledger that the list on the page shows."""
    named = _worded(found)[list(_LISTED)].rename(columns=_LEDGER)
    named.insert(0, "状态", _states(found))
    named.insert(0, "序号", range(1, len(named) + 1))
    return named


def _states(found: pd.DataFrame) -> list[str]:
    return [state_mark(row).text for row in found.itertuples(index=False)]


def _worded(found: pd.DataFrame) -> pd.DataFrame:
    late = found["days_late"].astype("Int64")
    return found.assign(
        line=found["line"].map(LINES),
        partner_lines=[_lines(lines) for lines in found["partner_lines"]],
        metric_id=[_metric(metric) for metric in found["metric_id"]],
        days_late=late.mask(late == 0),
    )


def _lines(lines: Any) -> str:
    return (
        "、".join(LINES[line] for line in lines)
        if isinstance(lines, (list, tuple)) or _is_array(lines)
        else ""
    )


def _is_array(lines: Any) -> bool:
    return hasattr(lines, "tolist")


def _metric(metric: Any) -> str | None:
    return BY_ID[metric].name if metric in BY_ID else None


def names(added: pd.DataFrame, by: str) -> list[str]:
    """What the rows of ``metrics.meeting.ledger.sums`` are called."""
    stated = added["name"].map(LINES) if by == "line" else added["name"]
    return [name if isinstance(name, str) else _UNSTATED for name in stated]


def sums(added: pd.DataFrame, called: Sequence[str], subject: str) -> pd.DataFrame:
    """Write the ledger added up as a small table."""
    return pd.DataFrame(
        {
            subject: list(called),
            "问题": added["issues"],
            "未销号": added["open_count"],
            "逾期": added["overdue_count"],
            "按期销号": [numbers.share(share) for share in added["on_time_pct"].astype("float64")],
            "响应": [numbers.value(days, "天") for days in added["response_days"].astype("float64")],
            "办结": [numbers.value(days, "天") for days in added["resolution_days"].astype("float64")],
        }
    )


def by_urgency(found: pd.DataFrame, limits: Mapping[str, int]) -> pd.DataFrame:
    """Write responses and closings against their limits, by urgency, as a small table."""
    rows = []
    for word, limit in limits.items():
        own = found[found["urgent"] == word]
        closed = own[~own["is_open"]]
        rows.append(
            {
                "紧急程度": word,
                "问题": len(own),
                "响应时限": f"{limit} 天",
                "响应中位": numbers.value(_median(own["response_days"]), "天"),
                "响应超时": int(own["response_late"].sum()),
                "办结中位": numbers.value(_median(closed["age_days"]), "天"),
                "超期销号": int((closed["days_late"] > 0).sum()),
                "逾期未结": int(own["overdue"].sum()),
            }
        )
    return pd.DataFrame(rows)


def _median(days: pd.Series) -> float | None:
    return None if days.dropna().empty else float(days.median())


def signs(found: pd.DataFrame) -> pd.DataFrame:
    """Write the issues that a rule finds, with what it finds of each, as a table."""
    kept = found[found[list(SIGNS)].any(axis=1)]
    told = [
        "、".join(name for column, name in SIGNS.items() if getattr(row, column))
        for row in kept.itertuples(index=False)
    ]
    return pd.DataFrame(
        {
            "状态": _states(kept),
            "问题": list(kept["title"]),
            "责任条线": list(kept["line"].map(LINES)),
            "规则": told,
            "延期": list(kept["postponed_count"]),
            "转办": list(kept["handover_count"]),
        }
    )


def chain(links: Sequence[Link]) -> pd.DataFrame:
    """Write the chain of an issue as a small table."""
    return pd.DataFrame(
        {
            "日期": [
                numbers.day_text(link.since) + ("（日期颠倒）" if link.out_of_order else "") for link in links
            ],
            "步骤": [link.step for link in links],
            "经手岗位": [link.holder or _UNSTATED for link in links],
            "停留": [f"{link.days} 天" for link in links],
            "说明": [_note(link) for link in links],
        }
    )


def _note(link: Link) -> str:
    end = f"延至 {numbers.day_text(link.new_due_on)}" if link.new_due_on else ""
    return "；".join(filter(None, (end, link.note)))


def facts(row: Any) -> pd.DataFrame:
    """Write what the ledger says of one issue as a small table."""
    source = "　".join(str(part) for part in (row.file, row.sheet) if isinstance(part, str) and part)
    pairs = [
        ("问题编号", row.issue_id),
        ("责任条线 / 岗位", f"{LINES[row.line]} / {_text(row.owner_post)}"),
        ("配合条线", _lines(row.partner_lines) or numbers.NOTHING),
        ("问题类别", _text(row.problem)),
        ("交办会议", _text(row.meeting_name)),
        ("提出 / 首次响应", f"{numbers.day_text(row.raised_on)} / {_day(row.responded_on)}"),
        ("要求办结 / 延期至", f"{numbers.day_text(row.due_on)} / {_day(row.extended_to)}"),
        ("销号日期", _day(row.closed_on)),
        ("办理结果", _text(row.resolution)),
        ("佐证文号", _text(row.evidence)),
        ("数据来源", f"{row.origin}　{source}　第 {row.row_number} 行"),
    ]
    return pd.DataFrame(pairs, columns=["项", "内容"])


def _day(value: Any) -> str:
    return numbers.NOTHING if pd.isna(value) else numbers.day_text(value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) and value else numbers.NOTHING


def effects(found: pd.DataFrame) -> pd.DataFrame:
    """Write what the metrics of issues did as a table."""
    units = [BY_ID[metric].unit for metric in found["metric_id"]]

    def amounts(name: str) -> list[str]:
        return [
            numbers.value(value, unit)
            for value, unit in zip(found[name].astype("float64"), units, strict=True)
        ]

    return pd.DataFrame(
        {
            "结果": [EFFECT_MARKS[outcome].text for outcome in found["outcome"]],
            "问题": list(found["title"]),
            "指标": [BY_ID[metric].name for metric in found["metric_id"]],
            "地方": list(found["metric_region_name"]),
            "提出时": amounts("value_then"),
            "销号时": amounts("value_closed"),
            "现在": amounts("value_now"),
            "销号日期": [_day(day) for day in found["closed_on"]],
        }
    )


def decisions(found: pd.DataFrame) -> pd.DataFrame:
    """Write decisions with what became of them as a table."""
    return pd.DataFrame(
        {
            "结果": [DECISION_MARKS[outcome].text for outcome in found["outcome"]],
            "序号": list(found["seq"]),
            "议定事项": list(found["text"]),
            "责任条线": [LINES.get(line, "共同") for line in found["line"]],
            "责任岗位": [_text(post) for post in found["owner_post"]],
            "区划": [_place(row) for row in found.itertuples(index=False)],
            "要求完成": [_day(day) for day in found["due_on"]],
            "办成日期": [_day(day) for day in found["done_on"]],
            "超期（天）": [days if days > 0 else None for days in found["days_late"].fillna(0).astype(int)],
            "会议": list(found["meeting_name"]),
        }
    )


def _place(row: Any) -> str:
    return f"{_text(row.region_name)}{'（已并入）' if row.is_merged else ''}"
