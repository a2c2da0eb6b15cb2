"""The slides of a source in the order of a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from metrics.data import needs
from reports.slides import by_line, coverage, figures, opening, work
from reports.slides.coverage import Covered
from reports.slides.model import Cell, Column, Nothing, Show, Slide
from reports.slides.source import Source
from reports.slides.texts import REMARK_EM, TITLE_EM, fitting, plain, table

#: Width of the place in the foot of a slide, in letters.
_PLACE_EM = 12.0
_NOT_YET = "没有上报，就不下判断：这里不写 0，也不写缺失"
#: Paths of the pages whose tables slides rest on, and what is told where they were not handed in.
_COVERAGE, _PROJECTS, _TASKS = "coverage", "projects", "tasks"
_WORK = ""


def show(source: Source) -> Show:
    """Make the slides: where the reform stands, what changed, what lags and where, what to decide, each line.

    Raises:
        WarehouseError: the snapshot cannot be read.
    """
    fitted = tuple(
        replace(
            slide,
            title=fitting(slide.title, TITLE_EM),
            remark=fitting(slide.remark, REMARK_EM),
            notes=tuple(map(plain, slide.notes)),
        )
        for slide in _slides(source)
    )
    return Show(fitting(source.place, _PLACE_EM), source.stamp, fitted, source.edition.number)


def _slides(source: Source) -> Iterator[Slide]:
    yield opening.cover(source)
    if not needs.is_met(source.snapshot, _WORK):
        yield _begun(source)
        return
    yield from (opening.index(source), opening.changed(source))
    yield from (figures.key(source), figures.lagging(source))
    yield from _coverage(source)
    if needs.is_met(source.snapshot, _PROJECTS):
        yield from (work.lights(source), work.red_projects(source))
    else:
        yield _missing("projects", "项目", "没有上报项目")
    yield work.issues(source)
    if needs.is_met(source.snapshot, _TASKS):
        yield work.tasks(source)
    else:
        yield _missing("tasks", "改革任务", "没有上报改革任务")
    yield work.decisions(source)
    yield from (by_line.line(source, line) for line in source.shown_lines)


def _coverage(source: Source) -> Iterator[Slide]:
    if not needs.is_met(source.snapshot, _COVERAGE):
        yield _missing("map", "覆盖", "没有上报组织")
        return
    covered = Covered.of(source)
    yield from (figures.trend(source), coverage.lines(source))
    if len(covered.places):
        yield from (coverage.on_map(source, covered), coverage.by_place(source, covered))
    yield from (coverage.gaps_by_line(source), coverage.gaps_by_place(source))


def _missing(key: str, subject: str, title: str) -> Slide:
    return Slide(key, subject, title, Nothing(title, _NOT_YET))


def _begun(source: Source) -> Slide:
    """What a county hands in next that has handed in nothing of its work yet."""
    asked = needs.asked(source.snapshot, _WORK)
    rows = [
        (Cell(f"{number}. {one.title}"), Cell(one.note), Cell(f"{one.rows:,} 行" if one.rows else "还没有"))
        for number, one in enumerate(asked, start=1)
    ]
    columns = (Column("表", 10), Column("填什么", 32), Column("已有", 7, number=True))
    title = f"{fitting(source.place, _PLACE_EM)}还没有上报，先交这 {len(rows)} 张表"
    return Slide("begun", "起步", title, table(columns, rows), _NOT_YET)
