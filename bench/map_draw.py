"""How long a viewer waits for a large coverage map, and for its answer to a click, in a real browser.

The browser has opened the app before, the server has not yet read the map's data: every run has a server of
its own. A picture of the map is taken every tenth of a second, which waits until the map is drawn; its first
frame is the first picture that holds nearly all that the last one does, at the moment when it is taken.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.app_server import free_port, serve, wait_for
from bench.map_files import country_batch, province_batch
from bench.timing import Result, run_python
from tests.browser import chromium

RUNS = 3
CLICK_SECONDS = 0.5
SETTLED = (
    "[data-testid=stApp][data-test-script-state=notRunning]"
    ":not(:has([data-stale=true], [data-testid=stSkeleton]))"
)
ANOTHER_PAGE = "tasks"
#: Counts the coloured pixels of the map as it is, and where one of them is.
SAMPLER = """
window.samples = [];
window.sample = () => {
  const map = document.querySelector("[data-testid=stDeckGlJsonChart] canvas");
  if (!map || !map.width) return [];
  const small = document.createElement("canvas");
  [small.width, small.height] = [map.width / 4, map.height / 4];
  const ink = small.getContext("2d", {willReadFrequently: true});
  ink.drawImage(map, 0, 0, small.width, small.height);
  const data = ink.getImageData(0, 0, small.width, small.height).data;
  const coloured = [];
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] > 200 && Math.abs(data[at] - data[at + 2]) > 30) coloured.push(at / 4);
  window.sampled = {coloured, wide: small.width, map};
  return coloured;
};
window.sampling = setInterval(() => {
  const found = window.sample().length;
  window.samples.push([performance.now(), found]);
}, 100);
"""
#: Where a coloured pixel of the map is in the window: of the middle one in reading order.
A_POINT = """() => {
  window.sample();
  const {coloured, wide, map} = window.sampled, frame = map.getBoundingClientRect();
  const at = coloured[Math.floor(coloured.length / 2)], scale = 4 * frame.width / map.width;
  return [frame.left + (at % wide + 0.5) * scale, frame.top + (Math.floor(at / wide) + 0.5) * scale];
}"""
#: Waits until the panel beside the map speaks of another place; milliseconds since the click, twenty
#: seconds where no answer comes.
ANSWER = """() => new Promise((done) => {
  const told = () => document.querySelector(".st-key-panel-place h2")?.textContent;
  const before = told();
  let start;
  document.addEventListener("pointerdown", () => { start = performance.now(); }, {capture: true, once: true});
  setTimeout(() => done(20000), 20000);
  const watch = setInterval(() => {
    if (start && told() && told() !== before) { clearInterval(watch); done(performance.now() - start); }
  }, 5);
})"""


@dataclass(frozen=True)
class Map:
    """A large map: what it is called, its address, and the seconds that its first frame may take."""

    name: str
    address: str
    seconds: float


PROVINCE = Map(
    "coverage map of a province's villages", "coverage?region=360000000000&level=village&period=2018-06", 3.0
)
COUNTRY = Map(
    "coverage map of the country's townships", "coverage?scope=all&level=township&period=2018-06", 5.0
)


def measure(scratch: Path) -> Iterator[Result]:
    """Draw both maps and click on each."""
    folder = scratch / "maps"
    with sync_playwright() as player:
        browser = chromium.launch(player)
        for drawn, batch in ((PROVINCE, province_batch(folder)), (COUNTRY, country_batch(folder))):
            warehouse = scratch / f"{batch.name}-warehouse"
            shutil.rmtree(warehouse, ignore_errors=True)
            run_python("-m", "etl", "build", "--source", str(batch), "--warehouse", str(warehouse))
            frames, clicks = frames_and_clicks(browser, drawn, warehouse)
            yield Result(f"{drawn.name}, first frame", frames, drawn.seconds)
            yield Result(f"{drawn.name}, answer to a click", clicks, CLICK_SECONDS)


def frames_and_clicks(browser: Browser, drawn: Map, warehouse: Path) -> tuple[list[float], list[float]]:
    """Seconds to the first frame and to the answer to a click, of several runs."""
    frames, clicks = zip(*(_run(browser, drawn, warehouse) for _ in range(RUNS)), strict=True)
    return list(frames), list(clicks)


def _run(browser: Browser, drawn: Map, warehouse: Path) -> tuple[float, float]:
    """Seconds to the first frame, and from a click to its answer, on a server of its own."""
    port = free_port()
    server = serve(warehouse, port)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        with closing(browser.new_context(viewport={"width": 1366, "height": 768})) as context:
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{port}/{ANOTHER_PAGE}")
            page.wait_for_selector(SETTLED, timeout=120_000)
            page.add_init_script(SAMPLER)
            page.goto(f"http://127.0.0.1:{port}/{drawn.address}")
            page.wait_for_selector(SETTLED, timeout=120_000)
            page.wait_for_timeout(2_000)
            return _first_frame(page), _click(page)
    finally:
        server.terminate()
        server.wait()


def _first_frame(page: Page) -> float:
    """Seconds from asking for the page to the first picture with nine tenths of what the last one has."""
    samples = page.evaluate("samples")
    page.evaluate("clearInterval(sampling)")
    final = samples[-1][1]
    if final < 100:
        raise RuntimeError(f"the map shows {final} coloured pixels, that is no map")
    return next(moment for moment, count in samples if count >= 0.9 * final) / 1000


def _click(page: Page) -> float:
    x, y = page.evaluate(A_POINT)
    # Not to be waited for yet: the answer comes after the click.
    page.evaluate(f"void (window.answer = ({ANSWER})())")
    page.mouse.move(x, y)
    page.wait_for_timeout(500)
    page.mouse.down()
    page.mouse.up()
    return float(page.evaluate("answer")) / 1000
