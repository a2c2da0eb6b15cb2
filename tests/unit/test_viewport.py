"""Sizes of type and widths of windows: one source, and what the browser is told agrees with it."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import viewport
from ui.drawing import plots
from ui.theme import ASSETS, LIGHT, Palette
from ui.viewport import Viewport

PROJECT = Path(__file__).resolve().parents[2]
SHEETS = sorted(ASSETS.glob("*.css"))
RULE = re.compile(r"@media \(min-width: (\d+)px\) \{ html \{ font-size: (\d+)px !important; \} \}")
SIDES = st.integers(100, 20000)


@given(SIDES, st.booleans())
def test_the_browser_sets_the_type_that_the_server_reckons_with(width: int, present: bool) -> None:
    sheet = viewport.type_sheet(present).splitlines()
    rules = [RULE.fullmatch(line) for line in sheet]
    # Of rules that hold at once the last one counts.
    set_px = [int(rule[2]) for rule in rules if int(rule[1]) <= width][-1]
    assert set_px == Viewport(width, 768, present).page_px


@given(SIDES)
def test_only_a_telephone_has_pictures_in_smaller_type(width: int) -> None:
    window = Viewport(width, 768)
    small = Palette(**vars(LIGHT) | {"text_px": window.type_px()})
    assert window.phone == plots.narrow(small) == (width <= viewport.PHONE_WIDTH)
    if window.phone:
        presented = replace(window, presented=True)
        assert presented.type_px() == window.type_px()
        assert presented.page_px == window.page_px


def test_type_never_shrinks_with_a_wider_window() -> None:
    for sizes in zip(*(vars(one).values() for one in viewport.TYPES), strict=True):
        assert list(sizes) == sorted(sizes)


def test_streamlit_starts_from_the_same_size() -> None:
    config = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["theme"]["baseFontSize"] == Viewport().page_px


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_style_sheets_name_windows_and_set_no_type_of_their_own(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    named = set(re.findall(r"@media ([^{]*?) *\{", text))
    named.discard("print")
    assert named <= set(viewport.WINDOWS), "a window has a name, and its width stands in ui/viewport.py"
    assert re.findall(r"\bhtml\b[^{]*\{[^}]*font-size|font-size: *[1-9]\d*px", text) == []
    assert "@media (--" not in viewport.style_sheet(sheet)


def test_every_named_window_is_used() -> None:
    written = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    assert [name for name in viewport.WINDOWS if name not in written] == []
