"""覆盖地图 over time, month beside month, and on the tiles of a configured provider."""

import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from metrics.values.values import values
from metrics.warehouse import Snapshot
from tests.pages.conftest import Opening
from tests.pages.coverage.test_coverage import JUNE, deck, open_map, panel_titles
from ui import maps, numbers
from ui.coverage import timeline
from ui.maps import basemap


@pytest.fixture
def opened(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    """Open the page on the demonstration county."""
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(demo_warehouse))
    return open_map


def test_the_slider_moves_the_month_and_the_play_goes_on_by_itself(
    opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(period="2018-04")
    app.select_slider(key="timeline-month").set_value(date(2018, 5, 1)).run()
    assert app.query_params["period"] == "2018-05"
    app.button(key="timeline-back").click().run()
    assert app.query_params["period"] == "2018-04"
    app.button(key="timeline-play").click().run()
    assert app.button(key="timeline-play").label == "暂停"
    assert app.query_params["period"] == "2018-04", "the run that starts the play does not move"
    monkeypatch.setattr(timeline, "SECONDS_A_MONTH", -1000.0)
    app.run()
    assert app.query_params["period"] == "2018-06", "month by month to the last one"
    assert app.button(key="timeline-play").label == "播放"


def test_two_months_stand_side_by_side_with_what_moved(opened: Opening, snapshot: Snapshot) -> None:
    app = opened(period="2018-06", compare="2017-06")
    decks = [json.loads(chart.proto.json) for chart in app.get("deck_gl_json_chart")]
    assert len(decks) == 2
    assert decks[0]["layers"] != decks[1]["layers"]
    titles = panel_titles(app)
    assert [name[:7] for name in titles if name.startswith("201") and "　" in name] == [
        "2017年6月",
        "2018年6月",
    ]
    shares = values(
        snapshot, [date(2017, 6, 1), JUNE], ["effective_coverage"], lines=[""], levels=["township"]
    ).pivot(index="region_code", columns="period", values="value")
    change = (shares.iloc[:, 1] - shares.iloc[:, 0]).dropna()
    told = next(name for name in titles if "处上升" in name)
    assert f"{(change > 0).sum()} 处上升、{(change < 0).sum()} 处下降" in told
    assert numbers.change(change.max(), "%") in told


def test_with_a_key_the_tiles_lie_below_and_shine_through(
    opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(basemap.VARIABLE, "some key")
    told = deck(opened(period="2018-06"))
    style = json.loads(unquote(told["mapStyle"].removeprefix("data:application/json,")))
    assert [one["type"] for one in style["layers"]] == ["raster", "raster"]
    tiles = [address for source in style["sources"].values() for address in source["tiles"]]
    assert all(re.fullmatch(r"https://t\d\.tianditu\.gov\.cn/.*\{z\}.*&tk=some%20key", one) for one in tiles)
    assert next(one for one in told["layers"] if one["id"] == maps.SHAPES)["opacity"] < 1
