"""The first slides: what is shown, where the reform stands, what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from metrics.catalogue import BY_ID
from metrics.overview import since_meeting
from metrics.overview.key_metrics import KEY_METRICS
from metrics.values.standing import monthly
from reports.editions import comparing
from reports.editions.comparing import KINDS, Sentence
from reports.looks import numbers, statements
from reports.looks.colours import LIGHT
from reports.slides.lights import amounts, changed_by, lit
from reports.slides.model import MANY_ROWS, Cell, Chart, Column, Cover, Nothing, Series, Slide
from reports.slides.source import UNSEALED, Source
from reports.slides.texts import fitting, plain, table

#: Width of the place on the cover, and of a meeting in a title, in letters.
_PLACE_EM, _MEETING_EM = 20.0, 18.0


def cover(source: Source) -> Slide:
    """What is shown, of when, and whether it was sealed."""
    about = source.edition.about
    meeting = " ".join(filter(None, (about.get("meeting", ""), about.get("held_on", ""))))
    sealed = source.edition.number
    identity = (
        (f"{source.edition.name}，{about['sealed_at'][:16].replace('T', ' ')} 封存",)
        if sealed
        else (f"{UNSEALED}：数字可能再变，不作正式材料",)
    )
    month = f"数据截至 {numbers.month(source.period)}"
    lines = (plain(meeting), month, *identity, *((f"SHA-256 {source.edition.sha256}",) if sealed else ()))
    return Slide(
        "cover",
        "封面",
        f"{fitting(source.place, _PLACE_EM)}群团改革联席会议",
        Cover(tuple(filter(None, lines))),
        notes=(f"数字取自快照 {source.snapshot.id}，{'封存以后不再变' if sealed else '没有封存'}。",),
    )


def index(source: Source) -> Slide:
    """The reform index by dimension, beside that of the month before."""
    found = monthly(source.snapshot, source.period, source.region)
    parts = found[found["weighed"]].iloc[1:]
    title = statements.index(found)
    known = parts.dropna(subset=["score"]).sort_values("score")
    body: Chart | Nothing = Nothing("没有设目标的指标", "请在“目标”表里上报年度目标")
    if len(known):
        pairs = ((numbers.MONTH_BEFORE, "score_before", LIGHT.rule), ("本月", "score", LIGHT.accent))
        body = Chart(
            "bars",
            tuple(known["dimension"]),
            tuple(Series(name, amounts(known[column]), colour) for name, column, colour in pairs),
            decimals=1,
            unit="分",
        )
    notes = (
        "【口径】改革指数：各维度得分的平均；维度得分为其中有目标的指标完成度的平均。数据维度不计。",
        "【来源】由全部有目标的指标算得，各条线合计。",
    )
    return Slide("index", "改革指数", title, body, "各维度得分，满分 100", notes)


def changed(source: Source) -> Slide:
    """What changed since the edition before, else since the conference before."""
    return _since_edition(source) if source.earlier else _since_meeting(source)


def _since_edition(source: Source) -> Slide:
    before = source.earlier
    assert before is not None  # noqa: S101
    told = comparing.compare(before, source.edition)
    counts = Counter(sentence.kind for sentence in told)
    parts = "，".join(f"{kind} {counts[kind]}" for kind in KINDS if counts[kind])
    title = f"自{before.name} 以来 {len(told)} 处变化：{parts}" if told else f"自{before.name} 以来没有变化"
    columns = (Column("类别", 3), Column("变化", 44))
    rows = [(sentence.kind, sentence.text) for sentence in _mixed(told)]
    body = table(columns, rows, MANY_ROWS, every=len(told)) if rows else Nothing("没有变化")
    notes = tuple(f"【{sentence.kind}】{plain(sentence.text)}" for sentence in told)
    compared = f"{before.name}（{numbers.month(before.period)}）对{source.edition.name}"
    return Slide("changed", "变化", title, body, compared, notes)


def _mixed(told: Sequence[Sentence]) -> list[Sentence]:
    """The weightiest of each kind, in the order of the kinds: none takes all the room."""
    kinds = [[sentence for sentence in told if sentence.kind == kind] for kind in KINDS]
    rounds = [sentence for turn in zip_longest(*kinds) for sentence in turn if sentence is not None]
    return sorted(rounds[:MANY_ROWS], key=lambda sentence: KINDS.index(sentence.kind))


def _since_meeting(source: Source) -> Slide:
    last = since_meeting.last_meeting(source.snapshot, source.period)
    base: Any = last.get("base", source.period)
    moves = since_meeting.movements(source.snapshot, base=base, **source.scope)
    named = last | {"name": fitting(last["name"], _MEETING_EM)} if last else last
    title = statements.meeting(named, moves)
    changed = moves[moves["change"].fillna(0).ne(0) | moves["turned"].ne(0)] if last else moves.head(0)
    first = sorted(
        changed.to_dict("records"), key=lambda row: (-abs(row["turned"]), row["metric_id"] not in KEY_METRICS)
    )
    columns = (Column("指标", 14), *(Column(head, 7, number=True) for head in ("会前", "现在", "变化")))
    rows: list[list[Cell | str]] = []
    for row in first:
        unit = BY_ID[row["metric_id"]].unit
        said = [numbers.value(row[name], unit) for name in ("before", "now")]
        moved = changed_by(row["change"], unit, row["better"])
        name = BY_ID[row["metric_id"]].name
        rows.append([name, *said, moved, lit(row["light_before"]), lit(row["light"])])
    columns = (*columns, Column("会前灯", 5), Column("现在灯", 5))
    body = table(columns, rows) if rows else Nothing("没有变化" if last else "还没有开过联席会议")
    return Slide(
        "changed", "变化", title, body, notes=source.definitions(*(row["metric_id"] for row in first[:12]))
    )
