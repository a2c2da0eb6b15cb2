"""Slides of work: projects, issues, tasks, and what this meeting should decide."""

from __future__ import annotations

from collections import Counter
from datetime import date

from metrics.catalogue import LINES
from metrics.months import last_day
from metrics.overview.attention import attention
from metrics.tasks import course
from reports.editions import contents
from reports.looks import numbers, statements
from reports.looks.colours import LIGHT, PROJECT_LIGHTS, mark_colour
from reports.slides.lights import amounts, counted, lit, project_lit
from reports.slides.model import MANY_ROWS, Chart, Column, Nothing, Series, Slide
from reports.slides.source import Source
from reports.slides.texts import fitting, plain, table

_ORDER = tuple(PROJECT_LIGHTS)


def lights(source: Source) -> Slide:
    """How many projects stand under which light, by leading line."""
    rows = _projects(source)
    counts = Counter(row["light"] for row in rows)
    by_line = Counter((row["lead_line"], row["light"]) for row in rows)
    leading = [line for line in source.shown_lines if any(by_line[line, light] for light in _ORDER)]
    told = "、".join(f"{PROJECT_LIGHTS[light].word} {counts[light]}" for light in _ORDER if counts[light])
    body: Chart | Nothing = Nothing("没有项目", "请在“项目”表里上报")
    if rows:
        body = Chart(
            "stacked",
            tuple(LINES[line] for line in leading),
            tuple(
                Series(
                    mark.meaning,
                    tuple(float(by_line[line, light]) for line in leading),
                    mark_colour(mark, LIGHT),
                )
                for light, mark in PROJECT_LIGHTS.items()
                if counts[light]
            ),
            unit="个",
        )
    title = f"{len(rows)} 个项目：{told}" if rows else "没有项目"
    notes = (*counted(body), *source.definitions("project_green"))
    return Slide("projects", "项目", title, body, "按牵头条线", notes)


def red_projects(source: Source) -> Slide:
    """The projects that lag, those that will land latest first."""
    rows = [row for row in _projects(source) if row["light"] in ("red", "amber")]
    rows.sort(key=lambda row: (_ORDER.index(row["light"]), -int(row["slip_days"] or 0), row["project_id"]))
    red = [row for row in rows if row["light"] == "red"]
    columns = (
        *(Column("灯", 4), Column("项目", 18), Column("牵头", 5), Column("原因", 22)),
        Column("预计完成", 8, number=True),
    )
    cells = [
        (
            project_lit(row["light"]),
            row["name"],
            LINES.get(row["lead_line"], row["lead_line"]),
            row["reason"],
            row["expected_end"],
        )
        for row in rows
    ]
    title = f"红灯项目 {len(red)} 个，黄灯 {len(rows) - len(red)} 个"
    if red and int(red[0]["slip_days"] or 0):
        title += f"；{fitting(red[0]['name'], 22)}预计推迟最久，{red[0]['slip_days']} 天"
    body = table(columns, cells, MANY_ROWS) if rows else Nothing("没有红灯和黄灯项目")
    notes = tuple(
        f"{plain(row['name'])}：{plain(row['reason'])}（{plain(row['owner_post'])}）"
        for row in rows[:MANY_ROWS]
    )
    return Slide(
        "red-projects", "滞后项目", title, body, notes=(*notes, *source.definitions("project_green"))
    )


def _projects(source: Source) -> list[dict[str, str]]:
    rows = source.edition.records(contents.PROJECTS)
    return [row for row in rows if row["lead_line"] in source.shown_lines]


def issues(source: Source) -> Slide:
    """Issues that are open past their due day, the longest first."""
    rows = [row for row in source.edition.records(contents.ISSUES) if row["line"] in source.shown_lines]
    still_open = [row for row in rows if row["state"] != "已办结"]
    end = last_day(source.period)
    overdue = [
        (row, (end - date.fromisoformat(row["due_on"])).days) for row in rows if row["state"] == "逾期"
    ]
    overdue.sort(key=lambda pair: (-pair[1], pair[0]["issue_id"]))
    columns = (
        *(Column("问题", 22), Column("地方", 10), Column("条线", 5)),
        *(Column(head, 8, number=True) for head in ("要求办结", "超期")),
    )
    cells = [
        (row["title"], row["region_name"], LINES.get(row["line"], row["line"]), row["due_on"], f"{days} 天")
        for row, days in overdue
    ]
    title = f"未结问题 {len(still_open)} 件，逾期 {len(overdue)} 件"
    title += f"，最久的超期 {overdue[0][1]} 天" if overdue else ""
    body = table(columns, cells) if cells else Nothing("没有逾期的问题" if rows else "没有上报问题")
    notes = (
        f"截至 {numbers.day_text(end)}：提出 {len(rows)} 件，办结 {len(rows) - len(still_open)} 件。",
        *source.definitions("issue_overdue", "issue_resolution_days"),
    )
    return Slide("issues", "逾期问题", title, body, notes=notes)


def tasks(source: Source) -> Slide:
    """Reform tasks done against those planned, over the months."""
    found = course.burn_up(source.snapshot, **source.scope)
    known = ("task_progress", "task_completion", "task_on_time")
    readings = source.readings(known)
    completion = readings["task_completion"]
    body: Chart | Nothing = Nothing("没有改革任务", "请在“改革任务”表里上报")
    title = "没有改革任务"
    if len(found):
        title = f"{completion.name} {completion.text}，{completion.since}"
        title += f"；按期完成 {readings['task_on_time'].text}"
        columns = (("计划完成", "planned_weight", LIGHT.muted), ("实际完成", "done_weight", LIGHT.accent))
        body = Chart(
            "lines",
            tuple(map(numbers.short_month, found["month"].dt.date)),
            tuple(
                Series(name, amounts(found[column]), colour, dashed=column == "planned_weight")
                for name, column, colour in columns
            ),
            unit="权重",
        )
    return Slide("tasks", "改革任务", title, body, "累计权重", source.definitions(*known))


def decisions(source: Source) -> Slide:
    """What this meeting should decide: what needs attention, by the rules of 总览."""
    found = attention(source.snapshot, today=source.today, **source.scope)
    red = int((found["light"] == "red").sum())
    columns = (Column("灯", 4), Column("事项", 40), Column("类别", 9))
    rows = [(lit(row.light), statements.concern_text(row), str(row.rule_name)) for row in found.itertuples()]
    title = f"建议本次会议议定 {len(rows)} 件事，其中红灯 {red} 件" if rows else "没有需要议定的事项"
    body = table(columns, rows) if rows else Nothing("按规则没有找到需要关注的事项")
    notes = (
        "按规则产生：红灯指标、逾期问题、落后的地方、滞后和停滞的项目、逾期的任务和报表。由会议决定是否列入议程。",
    )
    return Slide("decisions", "议定事项", title, body, notes=notes)
