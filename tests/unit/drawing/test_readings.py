"""What cards and the catalogue say of a metric's light, and of the lack of one."""

import re
from dataclasses import replace

from metrics.catalogue import BY_ID
from ui import theme
from ui.drawing import readings
from ui.drawing.readings import Reading
from ui.metrics import words

LIT = Reading(BY_ID["members"], 95, 95, None, 100, "green", None, None, (), 0.95)
SILENT = Reading(BY_ID["members_yoy"], None, 0, 0, 0.1, None, None, None, ())
AIMLESS = Reading(BY_ID["activities"], 3, 3, None, None, None, None, None, ())


def badge(shown: Reading) -> str:
    return re.sub("<[^>]+>", "", readings.light_badge(shown, theme.LIGHT))


def test_a_metric_without_light_says_what_it_lacks() -> None:
    assert badge(LIT) == "● 绿·达标"
    assert badge(SILENT) == "无数值", "its target stands beside it"
    assert badge(AIMLESS) == "无目标"
    assert badge(replace(AIMLESS, value=None)) == "无目标"


def test_the_catalogue_counts_targets_not_lights() -> None:
    said = words.catalogue({one.metric.id: one for one in (LIT, SILENT, AIMLESS)}, "金县")
    assert said == "金县 3 项指标中 2 项有目标：绿灯 1 项、黄灯 0 项、红灯 0 项、没有数值 1 项"
    assert "没有目标" in words.catalogue({"activities": AIMLESS}, "金县")
    assert "1 项有目标" in words.catalogue({"members_yoy": SILENT}, "金县")
