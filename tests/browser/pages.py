"""The pages that the menu offers: fixed path and name, and the parts of those that have some."""

PAGES = {
    "/": "总览",
    "/coverage": "覆盖地图",
    "/gaps": "缺口分析",
    "/metrics": "改革指标",
    "/network": "三级联动",
    "/services": "平台与品牌",
    "/projects": "项目跟踪",
    "/tasks": "改革任务",
    "/meeting": "联席会议",
    "/data": "数据中心",
}
#: What ``part=`` may be; the first one is shown where a link names none.
PARTS = {
    "/gaps": ("matrix", "list", "units", "moved", "access", "siting", "effect"),
    "/metrics": ("all", "index"),
    "/network": ("structure", "places", "leads", "people", "lines"),
    "/services": ("stations", "listing", "activities", "results", "facts"),
    "/projects": ("progress", "money", "management", "tracking", "list"),
    "/tasks": ("progress", "surveys", "scheme", "answering", "list"),
    "/meeting": ("ledger", "list", "effect", "agenda", "decisions", "since", "editions"),
    "/data": ("hand-in", "collecting", "snapshots", "completeness", "doubts", "dictionary", "start"),
}
#: The parts of one metric on 改革指标.
ONE_METRIC = ("course", "movement", "places")
#: Every page with every part: path and what the link asks for.
VIEWS: list[tuple[str, dict[str, str]]] = [
    *((path, {"part": part} if part else {}) for path in PAGES for part in PARTS.get(path, ("",))),
    # With one line chosen 总览 speaks of it, in parts that the whole has not.
    ("/", {"lines": "commerce", "part": "line"}),
    ("/", {"lines": "disabled", "part": "public"}),
]
MAPS = ("/", "/coverage")


def name_of(path: str, asked: dict[str, str]) -> str:
    """Name a view in the list of tests: its path and its part."""
    return "-".join([path.strip("/") or "overview", *asked.values()])


VIEW_NAMES = [name_of(*view) for view in VIEWS]
