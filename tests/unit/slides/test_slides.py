"""Slides and decks: one message each that fits, numbers as the command line gives them, files that open."""

import csv
import errno
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from metrics.catalogue import BY_ID, LINES
from metrics.warehouse import open_current
from reports.__main__ import DIFFERENT, DONE, UNREADABLE, USAGE, main
from reports.editions import sealing
from reports.looks import numbers
from reports.slides import by_line, mapped, source, texts
from reports.slides.model import MOST_ROWS, Area, Chart, Map, Show, Table
from reports.slides.show import show
from ui.slides import drawn

PROJECT = Path(__file__).resolve().parents[3]
EDITION = "安福2018-06-01"


@pytest.fixture(scope="module")
def warehouse(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of its own, with one edition."""
    folder = tmp_path_factory.mktemp("slides") / "warehouse"
    shutil.copytree(demo_warehouse, folder)
    assert sealing.seal(open_current(folder), "meet-10").number == EDITION
    return folder


@pytest.fixture(scope="module")
def deck(warehouse: Path) -> Path:
    """The deck of the edition."""
    path = warehouse.parent / "deck.pptx"
    assert written(warehouse, path) == DONE
    return path


@pytest.fixture(scope="module")
def values(warehouse: Path) -> dict[tuple[str, str, str], dict[str, str]]:
    """What `python -m metrics values` tells of the edition's month, by metric, line and region."""
    command = [
        sys.executable,
        "-m",
        "metrics",
        "values",
        "--warehouse",
        str(warehouse),
        "--period",
        "2018-06",
    ]
    told = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return {
        (row["metric_id"], row["line"], row["region_code"]): row for row in csv.DictReader(io.StringIO(told))
    }


@pytest.fixture(scope="module")
def shown(warehouse: Path) -> Show:
    return show(source.sealed(open_current(warehouse), EDITION))


def written(warehouse: Path, path: Path, *options: str) -> int:
    asked = options or ("--edition", EDITION)
    return main(["deck", "--warehouse", str(warehouse), "--out", str(path), *asked])


def charts(path: Path) -> Iterator[tuple[str, list[str], dict[str, list[float]]]]:
    """Title, categories and values by series of every chart in a deck."""
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                plot = shape.chart.plots[0]
                yield (
                    slide.shapes.title.text,
                    list(map(str, plot.categories)),
                    {one.name: list(one.values) for one in plot.series},
                )


def tables(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_table:
                rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
                yield slide.shapes.title.text, rows


def test_every_slide_has_one_message_that_fits(shown: Show) -> None:
    assert 20 <= len(shown.slides) <= 24
    assert len({slide.key for slide in shown.slides}) == len(shown.slides)
    for slide in shown.slides:
        assert texts.width(slide.title) <= texts.TITLE_EM
        assert slide.notes
        if isinstance(slide.body, Table):
            assert 0 < len(slide.body.rows) <= MOST_ROWS
            for row in slide.body.rows:
                for cell, column in zip(row, slide.body.columns, strict=True):
                    assert texts.width(cell.text) <= slide.body.lines * column.em


def test_numbers_of_a_deck_are_those_of_the_command_line(
    deck: Path, values: dict[tuple[str, str, str], dict[str, str]]
) -> None:
    own = "360829000000"
    drawn_lines = next(found for title, *found in charts(deck) if list(found[0]) == list(LINES.values()))
    for name, metric in (("组织覆盖率", "org_coverage"), ("有效覆盖率", "effective_coverage")):
        assert drawn_lines[1][name] == [float(values[metric, line, own]["value"]) for line in LINES]
    trend = next(found for title, *found in charts(deck) if BY_ID["effective_coverage"].name in found[1])
    assert trend[1][BY_ID["effective_coverage"].name][-1] == float(
        values["effective_coverage", "", own]["value"]
    )
    names = {BY_ID[metric].name: metric for metric in BY_ID}
    told = 0
    for title, rows in tables(deck):
        line = next((line for line, name in LINES.items() if title.startswith(f"{name}：")), "")
        if rows[0][:4] == ["指标", "灯", "现值", "目标"]:
            for name, _, value, target, _ in rows[1:]:
                row, unit = values[names[name], line, own], BY_ID[names[name]].unit
                assert value == numbers.value(float(row["value"]), unit)
                assert target in (numbers.NOTHING, numbers.value(float(row["target"] or "nan"), unit))
                told += 1
    assert told > len(LINES) * len(by_line.METRICS) * 0.9


def test_the_same_edition_gives_the_same_bytes(warehouse: Path, deck: Path, tmp_path: Path) -> None:
    assert written(warehouse, tmp_path / "again.pptx") == DONE
    assert (tmp_path / "again.pptx").read_bytes() == deck.read_bytes()


def test_slides_bear_number_hash_and_notes_in_named_fonts(warehouse: Path, deck: Path, shown: Show) -> None:
    hashed = source.sealed(open_current(warehouse), EDITION).edition.sha256[:12]
    made = Presentation(str(deck)).slides
    assert [slide.shapes.title.text for slide in made] == [slide.title for slide in shown.slides]
    for slide in made:
        text = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert EDITION in text and hashed in text
        assert EDITION in slide.notes_slide.notes_text_frame.text
        charted = [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
        for holder in (slide._element, slide.notes_slide._element):
            for run in holder.iter("{*}rPr"):
                assert run.find("{*}latin") is not None and run.find("{*}ea") is not None
        for chart in charted:
            assert chart.find("{*}txPr//{*}ea") is not None


def test_a_map_is_one_group_of_labelled_freeforms(deck: Path, shown: Show) -> None:
    drawn_map = next(slide.body for slide in shown.slides if isinstance(slide.body, Map))
    slide = next(one for one in Presentation(str(deck)).slides if any(s.name == "地图" for s in one.shapes))
    group = next(shape for shape in slide.shapes if shape.name == "地图")
    forms = [shape for shape in group.shapes if shape._element.spPr.find("{*}custGeom") is not None]
    assert len(forms) == len(drawn_map.areas) == 21
    below = next(shape for shape in slide.shapes if shape.name == "审图号和来源")
    assert "示意" in below.text_frame.text and "审图号" in below.text_frame.text


def test_libreoffice_opens_every_slide(deck: Path, tmp_path: Path, shown: Show) -> None:
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: run make test"
    command = [
        program,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", tmp_path, deck],
        check=True,
        capture_output=True,
        timeout=170,
    )
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", (tmp_path / "deck.pdf").read_bytes())
    assert len(pages) == len(shown.slides)


def test_what_was_not_sealed_says_so_on_every_slide(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "month.pptx"
    township = "360829100000"
    assert written(warehouse, path, "--period", "2018-05", "--region", township) == DONE
    for slide in Presentation(str(path)).slides:
        assert any("未封存" in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_a_template_gives_its_layouts_and_not_its_slides(warehouse: Path, tmp_path: Path) -> None:
    template = Presentation()
    template.slides.add_slide(template.slide_layouts[0]).shapes.title.text = "旧的一页"
    template.save(str(tmp_path / "template.pptx"))
    path = tmp_path / "own.pptx"
    options = ("--edition", EDITION, "--template", str(tmp_path / "template.pptx"))
    assert written(warehouse, path, *options) == DONE
    made = Presentation(str(path))
    assert made.slide_width == template.slide_width
    assert {slide.slide_layout.name for slide in made.slides} == {"Title Slide", "Title Only"}
    assert all(slide.shapes.title.text != "旧的一页" for slide in made.slides)
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= made.slide_height


def test_what_cannot_be_written_is_told_and_leaves_nothing(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = Presentation()
    for layout in bare.slide_layouts:
        for holder in list(layout.placeholders):
            holder._element.getparent().remove(holder._element)
    bare.save(str(tmp_path / "bare.pptx"))
    (tmp_path / "torn.pptx").write_bytes(b"PK\x03\x04")
    out = tmp_path / "out" / "deck.pptx"
    sealed = ("--edition", EDITION)
    for path, options, code, told in (
        (out, sealed, USAGE, "没有文件夹"),
        (tmp_path / "deck.ppt", sealed, USAGE, ".pptx"),
        (tmp_path / "a.pptx", ("--edition", "安福2018-06-99"), USAGE, "没有会议版"),
        (tmp_path / "a.pptx", (*sealed, "--region", "360829"), USAGE, "--region"),
        (tmp_path / "a.pptx", ("--period", "1999-01"), USAGE, "没有数据"),
        (tmp_path / "a.pptx", (*sealed, "--template", str(tmp_path / "none.pptx")), USAGE, "没有模板文件"),
        (tmp_path / "a.pptx", (*sealed, "--template", str(tmp_path / "torn.pptx")), USAGE, "另存为 .pptx"),
        (tmp_path / "a.pptx", (*sealed, "--template", str(tmp_path / "bare.pptx")), USAGE, "标题占位符"),
    ):
        assert written(warehouse, path, *options) == code, told
        assert told in capsys.readouterr().err
    assert written(tmp_path / "nowhere", tmp_path / "a.pptx") == UNREADABLE
    before = sorted(tmp_path.iterdir())

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert written(warehouse, tmp_path / "a.pptx") == DIFFERENT
    assert "磁盘空间" in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_hostile_names_are_text_on_slides(hostile_warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "hostile.pptx"
    assert written(hostile_warehouse, path, "--period", "2018-06") == DONE
    assert any("<" in slide.shapes.title.text for slide in Presentation(str(path)).slides)
    slides = show(source.unsealed(open_current(hostile_warehouse), None))
    markup = "".join(slide["html"] + slide["notes"] for slide in drawn.slides(slides))
    tags = set(re.findall(r"<\s*([a-z0-9]+)", markup))
    ours = {"section", "h1", "p", "div", "footer", "b", "span", "table", "colgroup", "col", "tr", "th", "td"}
    assert tags <= ours | {"svg", "text", "rect", "polyline", "path"}


@given(st.text(max_size=300), st.floats(2, 60))
def test_any_text_is_shortened_to_its_place(text: str, em: float) -> None:
    told = texts.fitting(text, em)
    assert texts.width(told) <= em
    assert "\n" not in told and told == texts.plain(told)


@pytest.mark.parametrize("count", [1, 7, 30, 300])
def test_labels_of_a_map_lie_in_it_or_in_its_list(count: int) -> None:
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    rings = [[[x + at, y] for x, y in corners] for at in range(count)]
    areas = tuple(
        Area(f"乡镇{at}", "61%", [[ring]], (at + 0.5, 0.5), 0.5, "", "") for at, ring in enumerate(rings)
    )
    found = mapped.laid(Map(areas, (), ""), 54, 28)
    for one in found.places:
        assert 0 <= one.label_at[0] <= 54 and 0 <= one.label_at[1] <= 28
        assert one.size >= mapped.LEAST
    numbered = sum(len(one.label) == 1 for one in found.places)
    assert (numbered == 0) == (not found.listed)
    assert (count == 300) <= (numbered == 300)


def test_a_place_without_places_below_and_lines_without_data_have_their_answers(warehouse: Path) -> None:
    village = source.unsealed(open_current(warehouse), None, "360829100005")
    slides = {slide.key: slide for slide in show(village).slides}
    assert "map" not in slides and "cover" in slides
    charted = [slide.body for slide in slides.values() if isinstance(slide.body, Chart)]
    assert all(any(value is not None for one in chart.series for value in one.values) for chart in charted)
