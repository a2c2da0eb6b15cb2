"""The slides of a source in the order of a meeting."""

from __future__ import annotations

from dataclasses import replace

from reports.slides import by_line, coverage, figures, opening, work
from reports.slides.coverage import Covered
from reports.slides.model import Show
from reports.slides.source import Source
from reports.slides.texts import REMARK_EM, TITLE_EM, fitting, plain

#: Width of the place in the foot of a slide, in letters.
_PLACE_EM = 12.0


def show(source: Source) -> Show:
    """Make the slides: where the reform stands, what changed, what lags and where, what to decide, each line.

    Raises:
        WarehouseError: the snapshot cannot be read.
    """
    covered = Covered.of(source)
    slides = (
        opening.cover(source),
        opening.index(source),
        opening.changed(source),
        figures.key(source),
        figures.lagging(source),
        figures.trend(source),
        coverage.lines(source),
        coverage.on_map(source, covered),
        coverage.by_place(source, covered),
        coverage.gaps_by_line(source),
        coverage.gaps_by_place(source),
        work.lights(source),
        work.red_projects(source),
        work.issues(source),
        work.tasks(source),
        work.decisions(source),
        *(by_line.line(source, line) for line in source.shown_lines),
    )
    fitted = tuple(
        replace(
            slide,
            title=fitting(slide.title, TITLE_EM),
            remark=fitting(slide.remark, REMARK_EM),
            notes=tuple(map(plain, slide.notes)),
        )
        for slide in slides
    )
    return Show(fitting(source.place, _PLACE_EM), source.stamp, fitted, source.edition.number)
