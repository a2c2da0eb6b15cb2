"""Small pictures say what their figures say, as text, and stand where plotly would put them."""

import re
from xml.etree import ElementTree

import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.unit.drawing.test_plots import DRAWN
from ui.drawing import plots, small_pictures
from ui.drawing.light_bar import light_bar
from ui.drawing.svg_axes import axis
from ui.theme import DARK, LIGHT, Palette

SMALL = ("funnel", "lines", "trend", "lights")
HOSTILE = '<img src=x onerror=alert(1)> & "安福" <b'


def words(svg: str) -> list[str]:
    tree = ElementTree.fromstring(svg)  # noqa: S314 - our own
    return ["".join(one.itertext()) for one in tree.iter() if one.tag.rpartition("}")[2] == "text"]


def said(figure: go.Figure) -> set[str]:
    marks = [text for trace in figure.data for text in (trace["text"] or ())]
    notes = [note["text"] for note in figure.layout["annotations"] or ()]
    return {re.sub("</?b>", "", line) for text in (*marks, *notes) for line in text.split("<br>") if line}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", SMALL)
def test_every_text_of_the_figure_stands_in_the_picture(name: str, colours: Palette) -> None:
    figure = DRAWN[name](colours)
    drawn = set(words(small_pictures.as_file(figure.to_dict())))
    assert said(figure) <= drawn
    assert "nan" not in " ".join(drawn)
    page = small_pictures.on_page(figure.to_dict(), "图")
    assert set(words(page)) == drawn


def bars(names: list[str], shares: list[float | None], text: str = "%{y} %{x:.1%}") -> go.Figure:
    trace = {"type": "bar", "orientation": "h", "x": shares, "y": names, "marker": {"color": LIGHT.green}}
    trace["hovertemplate"] = f"{text}<extra></extra>"
    return plots.figure_of([trace], LIGHT, 100, xaxis={"range": [0, 1]}, yaxis={"autorange": "reversed"})


def test_bars_are_as_long_as_their_shares_from_the_top_down() -> None:
    svg = small_pictures.as_file(bars(["县", "乡", "村"], [0.25, None, 1.0]).to_dict())
    rects = [one.attrib for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("rect")]  # noqa: S314
    assert [rect["width"] for rect in rects] == ["25.00%", "100.00%"]
    assert float(rects[0]["y"]) < float(rects[1]["y"])
    assert "<title>县 25.0%</title>" in svg


def test_stacked_parts_follow_each_other() -> None:
    counts = pd.DataFrame({"light": ["red", "green"], "count": [30, 10]})
    svg = small_pictures.as_file(light_bar(counts, LIGHT).to_dict())
    rects = [one.attrib for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("rect")]  # noqa: S314
    assert [(rect["x"], rect["width"]) for rect in rects] == [("0.00%", "75.00%"), ("75.00%", "25.00%")]


@pytest.mark.parametrize("text", [HOSTILE, "R&D", "&lt;已转义&gt;"])
def test_text_stays_text(text: str) -> None:
    told = bars([text], [0.5], text).to_dict()
    told["layout"]["annotations"] = [{"x": 0, "y": text, "text": text, "font": {"size": 12, "color": "#000"}}]
    page = small_pictures.on_page(told, text)
    assert "<img" not in page
    assert len(words(small_pictures.as_file(told))) == len(words(page)) > 0


def test_numbers_grow_upwards_and_ticks_are_round() -> None:
    trace = {"type": "scatter", "mode": "lines", "x": ["1月", "2月"], "y": [0.62, 0.87]}
    found = axis(
        plots.figure_of([trace], LIGHT, 100, yaxis={"tickformat": ".0%", "nticks": 5}).to_dict(), "y"
    )
    assert found.share(0.87) < found.share(0.62)
    assert [text for _, text in found.ticks] == ["70%", "80%"]


@pytest.mark.parametrize(
    "trace", [{"type": "heatmap", "x": ["a"], "y": ["b"]}, {"type": "bar", "x": ["a"], "y": [1]}]
)
def test_what_is_not_known_is_not_left_out_in_silence(trace: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no small picture"):
        small_pictures.as_file(plots.figure_of([trace], LIGHT, 100).to_dict())
