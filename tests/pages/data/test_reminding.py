"""催报: who is late is listed, and the text to remind them is written."""

from datetime import date
from pathlib import Path

import pytest

from tests.pages.conftest import Opening, open_app, words
from tests.pages.data.collecting import PAGE, shown


def test_who_is_late_is_listed_and_reminded(waiting: Path) -> None:
    app = open_app(PAGE, part="collecting", step="reminders", collection="2018-02")
    assert "2018年2月报表（2018-03-10 截止）：3 个单位，逾期 3 个" in words(app)
    units = shown(app, "还缺")
    days = (date.today() - date(2018, 3, 10)).days
    assert list(units["逾期天数"]) == [days] * 3
    assert dict(zip(units["单位"], units["还缺"], strict=True))["平都镇"] == "活动、会员"
    told = app.code[0].value
    assert f"平都镇：活动、会员（逾期 {days} 天）" in told
    app.selectbox(key="link-collection").set_value("all").run()
    assert app.query_params["collection"] == "all"
    assert "“2018年3月报表”" in app.code[0].value
    narrow = open_app(PAGE, part="collecting", step="reminders", collection="2018-03", region="360829101000")
    assert "这里没有被要求填报的单位" in words(narrow)
    asked = open_app(PAGE, part="collecting", step="reminders", collection="2017-01")
    assert "这里没有，已改为2018年3月报表" in "".join(warning.value for warning in asked.warning)


@pytest.mark.parametrize("step", ["distribute", "returns", "reminders"])
def test_a_county_without_any_collection_is_told_what_to_do(bare: Opening, step: str) -> None:
    app = bare(PAGE, part="collecting", step=step)
    assert not app.exception
    if step == "reminders":
        assert "在“① 下发”里选月份、表、单位和截止日期" in words(app)
