"""Pages on paper: nothing is cut, nothing that steers is there, every sheet says what it is of."""

import re
from pathlib import Path

from tests.browser.visit import Visit

#: What of a page reaches beyond the sheet, or is a control that paper cannot use.
_WRONG = """
() => {
  const shown = (one) => { const box = one.getBoundingClientRect(); return box.width > 0 && box.height > 0 };
  const width = document.documentElement.clientWidth + 1;
  const parts = '[data-testid=stPlotlyChart], .qt-table, [class*=st-key-card-]';
  const beyond = [...document.querySelectorAll(parts)].filter(shown)
    .filter((one) => one.getBoundingClientRect().right > width).map((one) => one.className);
  const steering = [...document.querySelectorAll('[data-testid=stDownloadButton], [data-testid=stButton]')]
    .filter(shown).map((one) => one.innerText);
  return { beyond, steering };
}
"""


def test_a_page_prints_whole_on_a4(visit: Visit, tmp_path: Path) -> None:
    visit.open("/")
    page = visit.page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1047, "height": 700})
    assert page.evaluate(_WRONG) == {"beyond": [], "steering": []}
    page.emulate_media(media="null")
    page.set_viewport_size({"width": 1366, "height": 768})
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    (tmp_path / "page.pdf").write_bytes(printed)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", printed)
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(842, 595)}
    assert len(boxes) > 1, "the page goes on below the window"
