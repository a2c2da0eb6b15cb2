"""With one line chosen 总览 speaks of that line: its focus, its own past, its units, its public."""

import re

import pytest

from metrics.catalogue import LINES
from metrics.focus.declared import focuses
from tests.pages.conftest import Opening, words

JUNE = {"period": "2018-06"}


@pytest.mark.parametrize("line", LINES)
def test_each_line_finds_its_own_focus(opened: Opening, line: str) -> None:
    app = opened(**JUNE, lines=line)
    assert not app.exception
    said = words(app)
    assert focuses()[line].text in said
    assert re.search(rf'qt-title">{LINES[line]}承担任务 \d+ 项', said)
    others = {focus.text for name, focus in focuses().items() if name != line}
    assert not [text for text in others if text in said]


def test_the_figures_of_the_source_stand_in_the_focus(opened: Opening) -> None:
    union = words(opened(**JUNE, lines="union"))
    assert re.search(r"园区企业工会</td><td[^>]*>126 个", union)
    assert re.search(r"劳模创新工作室</td><td[^>]*>2 个", union)
    assert re.search(r"授信商户</td><td[^>]*>332 户", words(opened(**JUNE, lines="commerce")))


def test_the_public_is_told_with_the_places_that_cannot_be_right(opened: Opening) -> None:
    said = words(opened(**JUNE, lines="union", part="public"))
    assert re.search(r'qt-title">安福县职工 8\.77万人，会员 4\.93万人，占 56\.2%；1 处存疑<', said)
    assert "浒坑镇存疑" in said


def test_several_lines_show_the_whole(opened: Opening) -> None:
    assert "改革重点" not in words(opened(**JUNE, lines="union,youth"))


def test_surveys_lead_to_results_and_can_be_followed_back(opened: Opening) -> None:

    said = words(opened("pages/tasks/tasks.py", **JUNE, part="surveys"))
    assert re.search(r'qt-title">安福县调研 65 次，51 次转成任务或问题，14 次还没有下文<', said)
    assert "3 个还没有调研过" in said
    back = opened("pages/tasks/tasks.py", **JUNE, part="surveys", moves="活动场次")
    assert set(back.dataframe[0].value["指标"]) == {"活动场次"}


def test_units_without_an_organisation_stand_beside_the_cells(opened: Opening) -> None:
    app = opened("pages/gaps/gaps.py", **JUNE, part="units")
    assert not app.exception
    settings = set(app.dataframe[0].value["类别"])
    assert {"本级组织", "企业", "农村专业合作社"} <= settings
    assert "应建单位 591 个，已建 355 个，未建 236 个" in words(app)


def test_lines_are_told_against_themselves_and_not_ranked(opened: Opening) -> None:
    said = words(opened("pages/network/network.py", **JUNE, part="lines"))
    order = [said.index(f">{name}</td>") for name in LINES.values()]
    assert order == sorted(order)
