"""The pages that the menu offers: fixed path and name."""

PAGES = {
    "/": "总览",
    "/coverage": "覆盖地图",
    "/gaps": "缺口分析",
    "/metrics": "改革指标",
    "/network": "三级联动",
    "/services": "平台与品牌",
    "/projects": "项目跟踪",
    "/tasks": "改革任务",
    "/data": "数据中心",
}
MAPS = ("/", "/coverage")
