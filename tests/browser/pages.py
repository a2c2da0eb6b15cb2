"""The pages that the menu offers: fixed path and name."""

PAGES = {"/": "总览", "/coverage": "覆盖地图", "/metrics": "改革指标", "/projects": "项目跟踪"}
MAPS = ("/", "/coverage")
