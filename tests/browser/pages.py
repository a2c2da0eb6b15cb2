"""The pages that the menu offers: fixed path and name."""

PAGES = {"/": "总览", "/coverage": "覆盖地图", "/projects": "项目跟踪", "/data": "数据中心"}
MAPS = ("/", "/coverage")
