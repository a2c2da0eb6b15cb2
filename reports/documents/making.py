"""Making the minutes and the brief of an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from metrics.months import month_text
from reports.documents import figures, meeting
from reports.documents.charts import Drawn
from reports.documents.filling import filled
from reports.editions import comparing, contents, reading
from reports.editions.comparing import Sentence
from reports.editions.edition import Edition
from reports.editions.reading import Row

TEMPLATES = Path(__file__).parent / "templates"
MINUTES, BRIEF = TEMPLATES / "minutes.docx", TEMPLATES / "brief.docx"
#: Shares whose course is drawn, as far as the edition holds them.
_DRAWN = ("org_coverage", "effective_coverage", "task_progress", "issue_on_time", "budget_execution")
#: How many changes the brief tells at most, of each kind and in all, and how long each may be: one page.
_OF_A_KIND, _IN_ALL, _LONGEST = 2, 6, 58
#: Letters of a place and of a meeting in the brief.
_PLACE, _MEETING = 14, 24


def minutes(
    edition: Edition,
    template: Path | None = None,
    later: Mapping[str, str] | None = None,
    later_from: str = "",
) -> bytes:
    """The minutes (会议纪要) of the meeting of an edition.

    Args:
        edition: the edition.
        template: in the place of the house's own.
        later: a part with decisions that were written down after the sealing.
        later_from: where those come from, in Chinese.
    """
    before = meeting.previous_of(edition)
    held = meeting.meeting_of(edition)
    taken = meeting.own_decisions(edition, later)
    marks = _common(edition, before) | {
        "meeting": held["name"],
        "held_on": reading.day_words(held["held_on"]),
        "previous": meeting.previous_told(edition),
        "reds": figures.reds(edition),
        "decisions": meeting.decisions(taken),
        "decisions_from": later_from,
        "metrics": figures.metric_rows(edition),
        "ledger": meeting.ledger(edition),
        "followed": meeting.followed(edition),
    }
    title = f"{held['name']}纪要"
    needed = frozenset({"meeting", "decisions"})
    return filled(template or MINUTES, marks, charts(edition), title, reading.sealed_at(edition), needed)


def brief(edition: Edition, before: Edition | None, template: Path | None = None) -> bytes:
    """The brief of an edition: what changed since the last meeting, on one page.

    Args:
        edition: the edition.
        before: that of the last meeting, or what it would have held; None where there was none.
        template: in the place of the house's own.
    """
    told = comparing.compare(before, edition) if before else []
    chosen = _chosen(told)
    last = meeting.previous_of(edition)
    marks = _common(edition, last) | {
        "place": _cut(edition.about["place"], _PLACE),
        "since": _since(last),
        "index_before": figures.index_text(before) if before else "",
        "key_metrics": figures.key_rows(edition, before),
        "changes": [_cut(each.text) for each in chosen],
        "more": _more(told, chosen, before),
    }
    title = f"{edition.about['place']}群团改革简报"
    needed = frozenset({"changes"})
    return filled(template or BRIEF, marks, charts(edition)[:1], title, reading.sealed_at(edition), needed)


def _common(edition: Edition, before: Row | None) -> dict[str, Any]:
    return {
        "place": edition.about["place"],
        "month": reading.month_words(edition),
        "edition": reading.called(edition),
        "sha256": edition.sha256 if edition.number else "",
        "warnings": reading.warnings(edition),
        "index": figures.index_text(edition),
        "lights": figures.lights(edition),
        "projects": figures.projects(edition),
        "issues": figures.issues(edition, before["held_on"] if before else ""),
    }


def _since(last: Row | None) -> str:
    if last is None:
        return "此前没有开过联席会议。"
    return f"上次会议：{_cut(last['name'], _MEETING)}（{reading.day_words(last['held_on'])}）。"


def _chosen(told: Sequence[Sentence]) -> list[Sentence]:
    """The weightiest of each kind, in the order in which they are read out."""
    found: list[Sentence] = []
    for sentence in told:
        if sum(each.kind == sentence.kind for each in found) < _OF_A_KIND:
            found.append(sentence)
    return found[:_IN_ALL]


def _more(told: Sequence[Sentence], chosen: Sequence[Sentence], before: Edition | None) -> str:
    if before is None:
        return "没有可以对比的上次会议数据。"
    if not told:
        return "上次会议以来没有变化。"
    left = len(told) - len(chosen)
    return f"另有 {left} 处变化，见会议材料。" if left else ""


def _cut(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def charts(edition: Edition) -> list[Drawn]:
    """The charts of an edition's documents, those that there are numbers for."""
    return [drawn for drawn in (_dimensions(edition), _course(edition), _places(edition)) if drawn.names]


def _dimensions(edition: Edition) -> Drawn:
    rows = {
        name: row for name, row in reading.index_rows(edition).items() if name != "index" and row["score"]
    }
    title = f"{edition.about['place']} {reading.month_words(edition)}各维度得分（0–100）"
    return Drawn(
        "columns", title, list(rows), {"得分": [100 * float(row["score"]) for row in rows.values()]}, "0.0"
    )


def _places(edition: Edition) -> Drawn:
    names = reading.region_names(edition)
    rows = [
        row
        for row in edition.records(contents.INDEX)
        if row["dimension"] == "index" and row["region_code"] != edition.region and row["score"]
    ]
    shown = [names.get(row["region_code"], row["region_code"]) for row in rows]
    scores = [float(row["score"]) for row in rows]
    return Drawn("bars", "下一级改革指数（0–100）", shown, {"指数": scores}, "0.0", 30 + 5.5 * len(rows))


def _course(edition: Edition) -> Drawn:
    course = reading.own_course(edition)
    told = edition.definitions["metrics"]
    series: dict[str, Sequence[float | None]] = {
        told[metric]["name"]: [_stated(rows.get(metric, {})) for rows in course.values()]
        for metric in _DRAWN
        if metric in told
    }
    stated = any(value is not None for values in series.values() for value in values)
    months = [month_text(month) for month in course] if stated and len(course) > 1 else []
    return Drawn("lines", "主要指标走势", months, series if stated else {}, "0%")


def _stated(row: Row) -> float | None:
    return float(row["value"]) if row.get("value") else None
