"""The sheets that are no part of the edition: contents, one line a metric, its course, its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from metrics.catalogue import BY_ID
from metrics.months import months_before
from reports.editions import reading
from reports.editions.definitions import WORDS, changed
from reports.editions.edition import Edition
from reports.looks.numbers import MONTH_BEFORE, YEAR_BEFORE
from reports.workbook import book
from reports.workbook.cells import MONTH, cell
from reports.workbook.looks import LIGHTS, Looks
from reports.workbook.sheets import CONTENTS, FIRST, HEADS, Told, begin
from reports.workbook.tables import Column

OVERVIEW, COURSE, DEFINITIONS = "指标一览", "走势", "口径"
_ABOUT = {
    OVERVIEW: "本级各指标的数值、目标、完成度和亮灯，各条线合计",
    COURSE: "本级各指标的历月数值，各条线合计",
    DEFINITIONS: "每个指标怎么算：口径、分子、分母、单位",
    "图表": "指数、完成度、走势、问题和项目的图",
}
_VALUE = Column("value", "数值", "amount")
_TARGET = Column("target", "目标", "amount")
_SHARE = Column("attainment", "完成度", "share")
_LIGHT = Column("light", "灯", "light")
#: Metrics of the course on one printed page.
_ACROSS = 18
_DIRECTIONS = {"up": "越高越好", "down": "越低越好"}


@dataclass(frozen=True)
class Line:
    """One line of the contents.

    Attributes:
        sheet: that it leads to.
        rows: how many the sheet holds; None where they do not count.
        about: what it holds.
    """

    sheet: str
    rows: int | None
    about: str


def about(name: str) -> str:
    """What one of these sheets holds."""
    return _ABOUT[name]


def contents_sheet(written: Any, looks: Looks, edition: Edition, told: Told, lines: list[Line]) -> None:
    """The first sheet: what this is, its number and hash, and the way to every other sheet."""
    page = written.get_worksheet_by_name(CONTENTS)
    page.hide_gridlines(2)
    page.set_column(0, 0, 16)
    page.set_column(1, 1, 9)
    page.set_column(2, 2, 96)
    page.write_string(0, 0, f"{edition.about['place']}群团改革数据工作簿", looks.title)
    page.set_row(0, 30)
    at = 1
    for name, text in _told_of(edition):
        page.write_string(at, 0, name, looks.small)
        page.write_string(at, 1, text, looks.cell())
        at += 1
    for warning in told.warnings:
        page.write_string(at, 1, warning, looks.warning)
        at += 1
    for column, head in enumerate(("工作表", "行数", "内容")):
        page.write_string(at + 1, column, head, looks.head)
    for row, line in enumerate(lines, start=at + 2):
        page.write_url(row, 0, f"internal:'{line.sheet}'!A1", looks.link, line.sheet)
        book.write(page, row, 1, line.rows, looks.cell("#,##0"))
        page.write_string(row, 2, line.about, looks.cell())
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _told_of(edition: Edition) -> list[tuple[str, str]]:
    told = edition.about
    meeting = f"{told['meeting']}（{reading.day_words(told['held_on'])}）" if told["meeting"] else ""
    rows = [
        ("会议版", edition.number or reading.UNSEALED),
        ("SHA-256", edition.sha256 if edition.number else ""),
        ("会议", meeting),
        ("报告期", reading.month_words(edition)),
        ("范围", f"{told['place']}，全部条线"),
        ("封存时间" if edition.number else "生成时间", f"{reading.sealed_at(edition):%Y-%m-%d %H:%M}"),
        ("快照", edition.snapshot_id),
    ]
    return [(name, text) for name, text in rows if text]


def overview_sheet(written: Any, looks: Looks, edition: Edition, told: Told) -> dict[str, tuple[int, int]]:
    """One line a metric. Gives the first and last row of the metrics with a target, under `target`."""
    heads = ("维度", "指标", "数值", "单位", "目标", "完成度", "灯", MONTH_BEFORE, YEAR_BEFORE, "指标编号")
    page = begin(written, looks, OVERVIEW, told, heads)
    for at, width in enumerate((9, 26, 13, 7, 13, 9, 8, 13, 13, 26)):
        page.set_column(at, at, width)
    now, before, year = (
        reading.own_values(edition, months_before(edition.period, back)) for back in (0, 1, 12)
    )
    # Those with a target first: a picture of them then needs one range.
    order = sorted(now, key=lambda metric: not now[metric]["attainment"])
    definitions = list(edition.definitions["metrics"])
    for row, metric in enumerate(order, start=FIRST):
        entry, words = BY_ID.get(metric), edition.definitions["metrics"].get(metric, {})
        book.write(page, row, 0, entry.dimension if entry else None, looks.cell())
        way = f"internal:'{DEFINITIONS}'!A{FIRST + 1 + definitions.index(metric)}"
        page.write_url(row, 1, way, looks.link, words["name"])
        book.write(page, row, 3, words["unit"], looks.cell())
        book.write(page, row, 9, metric, looks.small)
        for at, column, source in (
            *((2, _VALUE, now), (4, _TARGET, now), (5, _SHARE, now), (6, _LIGHT, now)),
            *((7, _VALUE, before), (8, _VALUE, year)),
        ):
            value, form = cell(column, source.get(metric, {}), told.names)
            ground = LIGHTS.get(str(value), "") if column is _LIGHT else ""
            book.write(page, row, at, value, looks.cell(form, centred=column is _LIGHT, fill=ground))
    page.autofilter(HEADS, 0, HEADS + len(order), len(heads) - 1)
    page.freeze_panes(FIRST, 2)
    judged = sum(bool(now[metric]["attainment"]) for metric in order)
    return {"target": (FIRST, HEADS + judged)}


def course_sheet(written: Any, looks: Looks, edition: Edition, told: Told) -> list[str]:
    """A row a month, a column a metric. Gives the metrics in the order of their columns, from the second."""
    course = reading.own_course(edition)
    now = course.get(edition.period, {})
    metrics = [metric for metric in edition.definitions["metrics"] if metric in now]
    names = [edition.definitions["metrics"][metric] for metric in metrics]
    heads = ["报告期", *(f"{words['name']}（{words['unit']}）" for words in names)]
    page = begin(written, looks, COURSE, told, heads, "A3")
    page.set_row(HEADS, 44)
    page.set_column(0, 0, 10)
    page.set_column(1, len(metrics), 12)
    page.freeze_panes(FIRST, 1)
    page.fit_to_pages((len(metrics) + _ACROSS - 1) // _ACROSS or 1, 1)
    page.repeat_columns(0)
    for row, (month, values) in enumerate(course.items(), start=FIRST):
        book.write(page, row, 0, month, looks.cell(MONTH), looks.cell(MONTH))
        _course_row(page, looks, row, [values.get(metric, {}) for metric in metrics])
    return metrics


def _course_row(page: Any, looks: Looks, at: int, rows: list[reading.Row]) -> None:
    for column, row in enumerate(rows, start=1):
        value, form = cell(_VALUE, row, {})
        if value is not None:
            book.write(page, at, column, value, looks.cell(form))


def definitions_sheet(written: Any, looks: Looks, edition: Edition, told: Told) -> int:
    """The words of every metric as they were sealed. Gives how many there are."""
    heads = ("指标编号", *WORDS.values(), "封存以后")
    page = begin(written, looks, DEFINITIONS, told, heads, "A3")
    for at, width in enumerate((24, 20, 60, 34, 34, 7, 10, 60, 14)):
        page.set_column(at, at, width)
    look = looks.cell(boxed=True)
    since = changed(edition.definitions)
    entries = edition.definitions["metrics"]
    for row, (metric, entry) in enumerate(entries.items(), start=FIRST):
        words = [_DIRECTIONS.get(entry[word], entry[word]) for word in WORDS]
        for column, text in enumerate((metric, *words, since.get(metric, ""))):
            book.write(page, row, column, text or None, look)
    page.autofilter(HEADS, 0, HEADS + len(entries), len(heads) - 1)
    page.freeze_panes(FIRST, 2)
    return len(entries)
