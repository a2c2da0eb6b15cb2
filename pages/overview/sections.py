"""The pictures of 总览, each from one frame: levels, places, lines, projects, reported figures."""

import pandas as pd

from ui import maps
from ui.behind import number
from ui.drawing import light_bar, panels, small_pictures, tables
from ui.overview import charts, words
from ui.projects import behind
from ui.projects import words as projects_words
from ui.session import View
from ui.shell import messages, navigation
from ui.theme import palette

MAP_SIZE_PX = (330, 270)
FUNNEL_PX, LINES_PX = 150, 300
LATE_SHOWN = 6


def levels(frame: pd.DataFrame, view: View) -> None:
    """三级漏斗: expected, covered and effective cells by level."""
    with panels.panel(words.weakest_level(frame), key="levels", data=frame, file_name="三级覆盖"):
        if frame.empty:
            messages.empty("没有应建单元", "所选条线在这里不要求建立组织")
            return
        figure = charts.coverage_funnel(frame, palette(), FUNNEL_PX)
        small_pictures.show(figure, key="三级覆盖", alt="县、乡镇、村三级应建、已建、有效单元")
        number.opener(view, "effective_coverage", key="levels")


def places(frame: pd.DataFrame, view: View) -> None:
    """A small map of the places below; a click leads to 覆盖地图 with that place."""
    here = view.selection.region
    ground = maps.ground_of(view, [frame], MAP_SIZE_PX, [here])
    owed = maps.notes(ground)
    with panels.panel(words.lowest_place(frame), key="map", data=frame, file_name="下级覆盖", notes=owed):
        if frame.empty:
            messages.empty("没有更下一级的区划", "可从上方选择其他范围")
            return
        alt = "下级有效覆盖图"
        event = maps.share_map(
            ground, frame, palette(), MAP_SIZE_PX, key="overview-map", alt=alt, selected=here
        )
        maps.caption(ground, maps.sequential_legend(palette()))
        number.opener(view, "effective_coverage", key="places")
    if code := maps.clicked(event):
        navigation.go("coverage", view, region=code)


def lines(frame: pd.DataFrame, view: View) -> None:
    """Coverage on paper against coverage that works, line by line."""
    with panels.panel(words.widest_gap(frame), key="lines", data=frame, file_name="条线覆盖"):
        figure = charts.coverage_by_line(frame, palette(), LINES_PX)
        small_pictures.show(figure, key="条线覆盖", alt="各条线有形覆盖与有效覆盖")
        number.opener(view, "effective_coverage", key="lines")


def projects(frame: pd.DataFrame, view: View) -> None:
    """Lights of the projects, and the way to them."""
    counts = projects_words.light_counts(frame)
    with panels.panel(projects_words.project_lights(counts), key="projects", data=frame, file_name="项目"):
        if frame.empty:
            messages.empty("本范围暂无项目")
            return
        small_pictures.show(light_bar.light_bar(counts, palette()), key="项目灯", alt="各灯项目数")
        worst = projects_words.worst_projects(frame, LATE_SHOWN)
        if not worst.empty:
            tables.plain(worst, marks=["灯", "条线", "情况"])
        behind.lights(view, frame)
        navigation.more("projects", "查看全部项目 →", view)
