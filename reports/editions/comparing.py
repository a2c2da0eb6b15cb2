"""What changed between two editions, or an edition and now: sentences to read out, most important first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import isclose

from metrics.catalogue import BY_ID, LINES
from metrics.months import last_day, month_text
from reports.editions import contents
from reports.editions.definitions import changed
from reports.editions.edition import Edition
from reports.editions.reading import own_values
from reports.editions.words import LIGHT_NAMES, amount, named_some

#: Kinds of sentences in the order in which they are read out.
KINDS = ("口径", "议定", "亮灯", "问题", "项目", "缺口", "数据")
_PROJECT_LIGHTS = {"green": 0, "done": 0, "grey": 1, "amber": 2, "red": 3}
_LIGHTS = {"green": 0, "amber": 1, "red": 2}
#: Of how many at most a sentence tells the names.
_NAMED = 6

Row = Mapping[str, str]


@dataclass(frozen=True)
class Sentence:
    """One thing that changed.

    Attributes:
        kind: one of `KINDS`.
        text: the sentence, in Chinese.
        way: parameters of the link to its cause: ``page`` and what is opened there.
        weight: more comes first within its kind.
    """

    kind: str
    text: str
    way: Mapping[str, str]
    weight: float = 0.0


def compare(before: Edition, after: Edition) -> list[Sentence]:
    """Tell what changed from one edition to another.

    Args:
        before: the earlier one.
        after: the later one, or what would be sealed now.

    Returns:
        Sentences by kind, the weightiest first within each.
    """
    told = [
        *_definitions(before, after),
        *_decisions(before, after),
        *_lights(before, after),
        *_issues(before, after),
        *_projects(before, after),
        *_gaps(before, after),
        *_revised(before, after),
    ]
    return sorted(told, key=lambda each: (KINDS.index(each.kind), -each.weight))


def refusal(before: Edition, after: Edition) -> str:
    """Why two editions cannot be compared, in Chinese; '' where they can."""
    if before.region == after.region:
        return ""
    places = f"{before.about['place']}和{after.about['place']}"
    return f"两个会议版的区划不同（{places}），不能对比；请选同一区划的两个"


def _definitions(before: Edition, after: Edition) -> Iterator[Sentence]:
    for metric, what in changed(before.definitions, after.definitions).items():
        about = f"指标“{_name(metric)}”{what}" if metric else what
        yield Sentence("口径", f"{about}，前后数字不能直接相比", {"page": "metrics", "metric": metric})


def _lights(before: Edition, after: Edition) -> Iterator[Sentence]:
    """Lights that turned, and how much of the movement is data that changed for the earlier month."""
    then, now = own_values(before, before.period), own_values(after, after.period)
    revised = own_values(after, before.period)
    moved_definitions = changed(before.definitions, after.definitions)
    for metric, row in now.items():
        old = then.get(metric)
        if old is None or not old["light"] or not row["light"] or old["light"] == row["light"]:
            continue
        step = _LIGHTS[row["light"]] - _LIGHTS[old["light"]]
        told = (
            f"{_name(metric)}由{LIGHT_NAMES[old['light']]}灯转为{LIGHT_NAMES[row['light']]}灯："
            f"{amount(metric, old['value'])} → {amount(metric, row['value'])}"
        )
        split = (
            "口径已改，不拆分"
            if metric in moved_definitions
            else _split(metric, old, revised.get(metric), row)
        )
        text = f"{told}（{split}）" if split else told
        yield Sentence("亮灯", text, {"page": "metrics", "metric": metric}, step * 10 + abs(step))


def _split(metric: str, old: Row, revised: Row | None, row: Row) -> str:
    """Split a movement in what really moved and what was corrected in the data of the earlier month."""
    if not (old["value"] and row["value"]):
        return ""
    if revised is None or not revised["value"]:
        return "前一期数据已不可比，不拆分"
    data = float(revised["value"]) - float(old["value"])
    real = float(row["value"]) - float(revised["value"])
    if isclose(data, 0, abs_tol=1e-12):
        return "全部是实际变化"
    return f"实际变化 {amount(metric, str(real), sign=True)}，数据更正 {amount(metric, str(data), sign=True)}"


def _revised(before: Edition, after: Edition) -> Iterator[Sentence]:
    """Metrics whose value of the earlier month is another one since: data that was corrected."""
    then, again = own_values(before, before.period), own_values(after, before.period)
    skip = changed(before.definitions, after.definitions)
    month = f"{before.period.year}年{before.period.month}月"
    for metric, row in again.items():
        old = then.get(metric)
        if old is None or metric in skip or old["value"] == row["value"]:
            continue
        moved = f"{amount(metric, old['value'])} → {amount(metric, row['value'])}"
        text = f"{month}的{_name(metric)}补报或更正：{moved}"
        yield Sentence(
            "数据", text, {"page": "metrics", "metric": metric, "period": month_text(before.period)}
        )


def _issues(before: Edition, after: Edition) -> Iterator[Sentence]:
    then, now = _by(before, contents.ISSUES, "issue_id"), _by(after, contents.ISSUES, "issue_id")
    for issue, row in now.items():
        old = then.get(issue)
        who = f"{row['region_name']}“{row['title']}”（{LINES.get(row['line'], row['line'])}）"
        way = {"page": "meeting", "issue": issue}
        if row["state"] == "逾期" and (old is None or old["state"] != "逾期"):
            days = (_month_end(after) - date.fromisoformat(row["due_on"])).days
            yield Sentence(
                "问题", f"逾期：{who}，应于 {row['due_on']} 办结，已超 {days} 天", way, 3000 + days
            )
        elif row["state"] == "已办结" and (old is None or old["state"] != "已办结"):
            yield Sentence("问题", f"办结：{who}，{row['closed_on']}", way, 1000)
        elif old is None:
            yield Sentence("问题", f"新提出：{who}，{row['raised_on']}，要求 {row['due_on']} 办结", way, 500)
        if old is not None and _end(row, old) > _end(old, row):
            late = _days(_end(old, row), _end(row, old))
            ends = f"{_end(old, row)} → {_end(row, old)}"
            yield Sentence("问题", f"延期 {late} 天：{who}，{ends}", way, 2000 + late)
        if old is not None and old["state"] == "已办结" and row["state"] != "已办结":
            yield Sentence("问题", f"重开：{who}，原于 {old['closed_on']} 办结", way, 2500)
    for issue in then.keys() - now.keys():
        title = then[issue]["title"]
        yield Sentence("问题", f"台账里不再有：“{title}”", {"page": "meeting"}, 2400)


def _end(row: Row, other: Row) -> str:
    """When an issue is to be closed: as it was put off, where both editions know of that."""
    extended = row.get("extended_to") if "extended_to" in other else ""
    return max(extended or "", row["due_on"])


def _decisions(before: Edition, after: Edition) -> Iterator[Sentence]:
    """What became of what was decided; an edition that holds no decisions is not compared."""
    if contents.DECISIONS not in before.parts or contents.DECISIONS not in after.parts:
        return
    then, now = _by(before, contents.DECISIONS, "decision_id"), _by(after, contents.DECISIONS, "decision_id")
    taken = [row for decision, row in now.items() if decision not in then]
    if taken:
        yield Sentence("议定", f"新议定 {len(taken)} 项", {"page": "meeting", "part": "decisions"}, 500)
    for decision, row in now.items():
        old = then[decision]["outcome"] if decision in then else ""
        told, weight = _became(row, old)
        if told:
            yield Sentence("议定", f"{told}：{row['text']}", _way_of(row), weight)
    for decision in then.keys() - now.keys():
        text = then[decision]["text"]
        yield Sentence("议定", f"台账里不再有：{text}", {"page": "meeting", "part": "decisions"}, 2400)


def _became(row: Row, old: str) -> tuple[str, float]:
    """What became of a decision since, and how much it weighs; '' where nothing did."""
    outcome, days = row["outcome"], int(row["days_late"] or 0)
    if outcome == "broken":
        still = "仍未办成" if old == "broken" else "没有办成"
        return f"{still}，应于 {row['due_on']} 完成，已超 {days} 天", 3000 + days
    if outcome == old or not old:
        return "", 0
    told = {
        "late": (f"晚 {days} 天办成", 2000.0),
        "kept": (f"按期办成（{row['done_on']}）", 1000.0),
        "moved": ("开始推进", 800.0),
    }
    return told.get(outcome, ("", 0.0))


def _way_of(row: Row) -> dict[str, str]:
    """The way to what a decision is tied to, else to the decisions."""
    for field, page in (("issue_id", "meeting"), ("project_id", "projects"), ("task_id", "tasks")):
        if row[field]:
            return {"page": page, field.removesuffix("_id"): row[field]}
    return {"page": "meeting", "part": "decisions"}


def _projects(before: Edition, after: Edition) -> Iterator[Sentence]:
    then, now = _by(before, contents.PROJECTS, "project_id"), _by(after, contents.PROJECTS, "project_id")
    touched = _milestones_moved(before, after)
    for project, row in now.items():
        old, way = then.get(project), {"page": "projects", "project": project}
        name = f"“{row['name']}”"
        if old is None:
            yield Sentence("项目", f"新列入：{name}", way, 100)
            continue
        slip = _days(old["expected_end"], row["expected_end"])
        if old["light"] != row["light"]:
            step = _PROJECT_LIGHTS[row["light"]] - _PROJECT_LIGHTS[old["light"]]
            lights = f"{LIGHT_NAMES[old['light']]}转为{LIGHT_NAMES[row['light']]}"
            yield Sentence("项目", f"{name}由{lights}：{row['reason']}", way, 2000 + 10 * step)
        if slip > 0 and row["light"] != "done":
            yield Sentence(
                "项目",
                f"{name}预计完成推迟 {slip} 天：{old['expected_end']} → {row['expected_end']}",
                way,
                1000 + min(slip, 900),
            )
        idle = before.period < after.period and old["achieved"] == row["achieved"] and project not in touched
        if idle and row["light"] in ("red", "amber", "green"):
            yield Sentence("项目", f"{name}没有进展：完成数和里程碑都没有变化", way, 500)
    for project in then.keys() - now.keys():
        yield Sentence("项目", f"不再列入：“{then[project]['name']}”", {"page": "projects"}, 1900)


def _milestones_moved(before: Edition, after: Edition) -> set[str]:
    def done(edition: Edition) -> dict[tuple[str, str], str]:
        rows = edition.records(contents.MILESTONES)
        return {(row["project_id"], row["seq"]): row["done_on"] for row in rows}

    then, now = done(before), done(after)
    return {project for (project, seq), day in now.items() if day and not then.get((project, seq))}


def _gaps(before: Edition, after: Edition) -> Iterator[Sentence]:
    def found(edition: Edition) -> dict[tuple[str, str], Row]:
        rows = edition.records(contents.GAPS)
        return {(row["line"], row["region_code"]): row for row in rows if row["verdict"] in ("缺失", "沉睡")}

    def silent(edition: Edition) -> set[tuple[str, str]]:
        rows = edition.records(contents.GAPS)
        return {(row["line"], row["region_code"]) for row in rows if row["verdict"] == "未报"}

    then, now = found(before), found(after)
    unknown_then, unknown_now = silent(before), silent(after)
    for line, line_name in LINES.items():
        opened = [
            row for key, row in now.items() if key[0] == line and key not in then and key not in unknown_then
        ]
        closed = [
            row for key, row in then.items() if key[0] == line and key not in now and key not in unknown_now
        ]
        lost = [row for key, row in then.items() if key[0] == line and key in unknown_now]
        way = {"page": "gaps", "lines": line}
        for what, rows, weight in (
            ("新增缺口", opened, 2000),
            ("补上缺口", closed, 1000),
            ("转为未报", lost, 500),
        ):
            if rows:
                names = named_some([row["township"] + row["name"] for row in rows], _NAMED)
                yield Sentence("缺口", f"{line_name}{what} {len(rows)} 处：{names}", way, weight + len(rows))


def _by(edition: Edition, part: str, key: str) -> dict[str, Row]:
    return {row[key]: row for row in edition.records(part)}


def _days(before: str, after: str) -> int:
    return (date.fromisoformat(after) - date.fromisoformat(before)).days if before and after else 0


def _month_end(edition: Edition) -> date:
    return last_day(edition.period)


def _name(metric: str) -> str:
    return BY_ID[metric].name if metric in BY_ID else metric
