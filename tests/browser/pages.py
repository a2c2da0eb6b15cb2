"""The pages that the menu offers: fixed path and name."""

PAGES = {"/": "总览", "/coverage": "覆盖地图", "/services": "平台与品牌", "/projects": "项目跟踪"}
MAPS = ("/", "/coverage")
