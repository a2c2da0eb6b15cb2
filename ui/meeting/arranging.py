"""The agenda as a meeting arranged it: what the rules find, in the order and with the minutes chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics.catalogue import BY_ID, LINES
from metrics.meeting.agenda import Point
from ui import numbers
from ui.meeting.kept import Kept

#: Who answers where no line and no post is named.
TOGETHER = "改革领导小组办公室"
#: What whoever is asked for a point that was added has to bring, and what such points are called.
ADDED, BRING_ADDED = "临时议题", "本议题的情况和建议"
_MINUTES_ADDED = 5


@dataclass(frozen=True)
class Item:
    """One point as it stands on the agenda.

    Attributes:
        id: of the point.
        kind: its rule in words.
        text: what it is about.
        who: line or office that answers.
        post: post that answers, '' where nobody is named.
        bring: what they bring.
        minutes: given to it.
        on: whether it is on the agenda.
        opens: what a link to the cause opens; nothing for added ones.
    """

    id: str
    kind: str
    text: str
    who: str
    post: str
    bring: str
    minutes: int
    on: bool
    opens: Mapping[str, str]


def items(points: Sequence[Point], kept: Kept) -> list[Item]:
    """The points in the order of the agenda, those that were dropped among them.

    What was arranged before is kept: a point that was numbered stands there, new ones where the rules put them.
    """
    agenda = kept["agenda"]
    found = [_of_rule(point, agenda) for point in points]
    found += [_added(one, agenda) for one in agenda["added"]]
    own = {one.id: at for at, one in enumerate(found, start=1)}
    return sorted(found, key=lambda one: (float(agenda["numbers"].get(one.id, own[one.id])), own[one.id]))


def _of_rule(point: Point, agenda: Mapping[str, Any]) -> Item:
    found = point.found
    return Item(
        point.id,
        point.rule.name,
        point.rule.sentence.format(**_written(found.told)),
        LINES.get(found.line, TOGETHER),
        found.post,
        point.rule.bring,
        int(agenda["minutes"].get(point.id, point.rule.minutes)),
        point.id not in agenda["dropped"],
        found.opens,
    )


def _added(one: Mapping[str, Any], agenda: Mapping[str, Any]) -> Item:
    minutes = int(agenda["minutes"].get(one["id"], _MINUTES_ADDED))
    on = one["id"] not in agenda["dropped"]
    return Item(one["id"], ADDED, one["text"], one["who"], "", BRING_ADDED, minutes, on, {})


def _written(told: Mapping[str, Any]) -> dict[str, str]:
    """Write what a sentence is filled with; amounts with the unit of their metric."""
    metric = BY_ID.get(str(told.get("metric_id", "")))
    words = {}
    for name, value in told.items():
        if isinstance(value, date):
            words[name] = numbers.day_text(value)
        elif isinstance(value, float) and metric is not None:
            words[name] = numbers.value(value, metric.unit)
        else:
            words[name] = str(value)
    return words | ({"metric": metric.name} if metric else {})


def numbered(found: Sequence[Item]) -> pd.DataFrame:
    """Write the agenda as the table that is arranged."""
    return pd.DataFrame(
        {
            "上会": [one.on for one in found],
            "序": [float(at) for at in range(1, len(found) + 1)],
            "议题": [one.text for one in found],
            "类别": [one.kind for one in found],
            "谁来说": [_who(one) for one in found],
            "分钟": [one.minutes for one in found],
        }
    )


def arranged(ids: Sequence[str], edited: Mapping[int, Mapping[str, Any]], kept: Kept) -> None:
    """Put what was changed in the table into what is kept.

    Args:
        ids: of the points, in the order of the rows.
        edited: changed cells, by number of the row and column.
        kept: what is kept of the meeting; it is changed.
    """
    agenda = kept["agenda"]
    agenda["numbers"] = {one: float(at) for at, one in enumerate(ids, start=1)}
    for row, cells in edited.items():
        point = ids[int(row)]
        if cells.get("序") is not None:
            agenda["numbers"][point] = float(cells["序"])
        if cells.get("分钟") is not None:
            agenda["minutes"][point] = max(0, int(cells["分钟"]))
        if "上会" in cells:
            dropped = [one for one in agenda["dropped"] if one != point]
            agenda["dropped"] = dropped if cells["上会"] else [*dropped, point]


def on(found: Sequence[Item]) -> list[Item]:
    """The points that are on the agenda."""
    return [one for one in found if one.on]


def title(found: Sequence[Item]) -> str:
    """Say how many points there are and how long they take."""
    shown = on(found)
    if not shown:
        return "本次会议还没有议题"
    kinds = pd.Series([one.kind for one in shown]).value_counts(sort=False)
    told = "、".join(f"{kind} {count}" for kind, count in kinds.head(4).items())
    return f"本次会议 {len(shown)} 项议题，约 {sum(one.minutes for one in shown)} 分钟：{told}"


def invited(found: Sequence[Item]) -> dict[str, list[Item]]:
    """The points by who must answer, those with most points first."""
    grouped: dict[str, list[Item]] = {}
    for one in on(found):
        grouped.setdefault(one.who, []).append(one)
    return dict(sorted(grouped.items(), key=lambda pair: -len(pair[1])))


def notice_rows(found: Sequence[Item]) -> pd.DataFrame:
    """Write what each invited line has to bring, as rows of a workbook."""
    rows = [
        {
            "请谁参加": who,
            "责任岗位": one.post or numbers.NOTHING,
            "议题": one.text,
            "请带什么来": one.bring,
            "分钟": one.minutes,
        }
        for who, own in invited(found).items()
        for one in own
    ]
    return pd.DataFrame(rows, columns=["请谁参加", "责任岗位", "议题", "请带什么来", "分钟"])


def notice(found: Sequence[Item], name: str, day: str) -> str:
    """Write the notice to hand out as plain text."""
    lines = [
        f"会议通知：{name}",
        f"时间：{day}",
        f"议题 {len(on(found))} 项，约 {sum(one.minutes for one in on(found))} 分钟",
        "",
    ]
    for who, own in invited(found).items():
        lines.append(f"{who}请准备：")
        lines += [f"  {at}. {bring(one)}" for at, one in enumerate(own, start=1)]
        lines.append("")
    return "\n".join(lines)


def bring(one: Item) -> str:
    """Write a point and what to bring to it."""
    return f"{one.text}。请带：{one.bring}。"


def _who(one: Item) -> str:
    return f"{one.who}　{one.post}" if one.post else one.who
