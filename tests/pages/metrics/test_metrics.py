"""改革指标 shows all metrics, opens one, and keeps weights and ranking in the link."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from metrics.catalogue import METRICS
from tests.pages.conftest import Opening, words

PAGE = "pages/metrics/metrics.py"
PARTS = ("course", "movement", "places")
COUNTY, TOWNSHIP, VILLAGE = "360829000000", "360829102000", "360829102200"


def title(app: AppTest) -> str:
    return re.search(r'qt-title">([^<]+)<', words(app))[1]


def test_the_catalogue_lists_every_metric_as_a_link_that_keeps_the_selection(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", region=TOWNSHIP)
    links = re.findall(r'data-open="(\w+)" href="/metrics\?([^"]+)"', words(app))
    assert [name for name, _ in links] == [
        metric.id
        for metric in sorted(METRICS, key=lambda one: [m.dimension for m in METRICS].index(one.dimension))
    ]
    assert all(f"region={TOWNSHIP}" in query and f"metric={name}" in query for name, query in links)
    assert re.search(r"52 项指标中 \d+ 项有目标：绿灯 \d+ 项、黄灯 \d+ 项、红灯 \d+ 项", title(app))
    assert not app.exception


def test_the_index_says_its_number_and_weights_change_it(opened: Opening) -> None:
    plain = words(opened(PAGE, period="2018-06", part="index"))
    weighed = opened(PAGE, period="2018-06", part="index", weights="0,0,0,0,0,1,0")
    index = re.compile(r"改革指数 ([\d.]+)")
    projects = re.search(r"项目化最低，([\d.]+)", plain)[1]
    assert index.search(words(weighed))[1] == projects != index.search(plain)[1]


def test_ranking_is_shown_on_request_only(opened: Opening) -> None:
    assert "分不出先后" not in words(opened(PAGE, period="2018-06", part="index"))
    ranked = words(opened(PAGE, period="2018-06", part="index", rank="1"))
    assert "第 1 位分不出先后" in ranked
    assert "随机权重" in ranked


@pytest.mark.parametrize("metric", ["effective_coverage", "issue_overdue"])
def test_one_metric_says_value_target_pace_and_places(opened: Opening, metric: str) -> None:
    pages = [opened(PAGE, period="2018-06", metric=metric, part=part) for part in PARTS]
    assert not any(app.exception for app in pages)
    for app in pages:
        assert re.search(r"[\d.]+.*，目标 [\d.]+.*（(达标|接近|落后)）", title(app))
    course, _, places = map(words, pages)
    assert re.search(r"按今年的速度，?.*年底", course)
    assert "洲湖镇" in places
    assert [len(app.get("plotly_chart")) for app in pages] == [2, 1, 2]


def test_places_that_cannot_be_told_apart_say_so(opened: Opening) -> None:
    said = words(opened(PAGE, period="2018-06", metric="effective_coverage", part="places"))
    assert re.search(r"20 个地方中 \d+ 个与整体不能区分，明显偏低的是.*洋溪镇", said)
    assert "Spiegelhalter 2005" in said


def test_missing_reports_say_whether_they_could_turn_the_light(opened: Opening) -> None:
    said = words(opened(PAGE, period="2018-06", metric="effective_coverage"))
    assert re.search(r"缺报 \d+ 个单位，实际在 [\d.]+% 至 [\d.]+% 之间，补报以后可能是绿、黄灯", said)


@pytest.mark.parametrize(
    "query",
    [
        {"metric": "public_reach"},
        {"metric": "issue_response_days", "against": "month_change"},
        {"metric": "activities", "region": VILLAGE},
        {"metric": "membership_rate", "lines": "union,women"},
        {"metric": "members", "period": "2016-07"},
        {"region": VILLAGE},
    ],
    ids=lambda query: "-".join(query.values()),
)
def test_what_has_no_data_still_tells_its_story(opened: Opening, query: dict[str, str]) -> None:
    for part in (*PARTS, "index"):
        app = opened(PAGE, **{"period": "2018-06", "part": part} | query)
        assert title(app)
        assert not app.exception
        assert "暂时打不开" not in words(app)


def test_a_metric_that_is_none_is_said_in_words(opened: Opening) -> None:
    said = words(opened(PAGE, period="2018-06", metric="nonsense"))
    assert "nonsense" in said
    assert "全部 52 项指标" in said
