"""How long a viewer waits in a real browser, beside a bare Streamlit page: ``open`` and ``felt``.

``open`` is a page that the browser has never seen, from the address to a page that stands; ``felt`` is
another month, first one that the server never made, then one that it did. Each round measures the floor and
every page in turn, so that what the machine does otherwise falls on all of them alike.
"""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from bench.serving import bare, demo_warehouse, served
from bench.stable import Timed, Watch, calm, kept, timed
from bench.timing import Result
from tests.browser import chromium

PAGES = {
    "总览": "",
    "覆盖地图": "coverage",
    "缺口分析": "gaps",
    "改革指标": "metrics",
    "三级联动": "network",
    "平台与品牌": "services",
    "项目跟踪": "projects",
    "改革任务": "tasks",
    "联席会议": "meeting",
    "数据中心": "data",
}
FLOOR = "bare page"
#: What is allowed, as a multiple of the floor.
OPEN, UNSEEN, SEEN = 1.3, 1.5, 1.2
#: Undisturbed runs that are wanted, and the most that are tried for them.
LEAST, MOST = (
    int(os.environ.get("QUNTUAN_BENCH_RUNS", "5")),
    int(os.environ.get("QUNTUAN_BENCH_MOST", "12")),
)
PERIOD = "2018-06"
WINDOW = {"width": 1366, "height": 768}
#: Months that no page was opened with, one for each page so that none prepares another's.
OTHER_MONTHS = tuple(f"2017-{month:02d}" for month in range(1, 13))
#: The page whose contents no month is chosen for.
WITHOUT_MONTHS = f"/data?period={PERIOD}"
#: Choices of the month, on our pages and on the bare one.
CHOICE = ".st-key-choice-period input, [class*=st-key-month] input"


def opening(scratch: Path) -> Iterator[Result]:
    """Open every page in a browser of its own cache, beside the bare page."""
    with _standing(demo_warehouse(scratch)) as (browser, addresses):
        runs = rounds({name: _opener(browser, address) for name, address in addresses.items()})
        yield from beside_the_floor(runs, "cold open", OPEN)


def opener_once(browser: Browser, address: str) -> float:
    """Seconds from asking for an address to a page that stands, with nothing kept from before."""
    with closing(browser.new_context(viewport=WINDOW, locale="zh-CN")) as context:
        page = context.new_page()
        watch = Watch(page)
        page.goto(address, wait_until="commit")
        return watch.stands_since() / 1000


def felt(scratch: Path) -> Iterator[Result]:
    """Change the month on every page and on the bare page, each round on servers without a past."""
    warehouse = demo_warehouse(scratch)
    unseen: dict[str, list[Timed]] = defaultdict(list)
    seen: dict[str, list[Timed]] = defaultdict(list)
    for _ in range(MOST):
        with _standing(warehouse) as (browser, addresses):
            for (name, address), month in zip(addresses.items(), OTHER_MONTHS, strict=False):
                if address.endswith(WITHOUT_MONTHS):
                    continue
                with closing(browser.new_context(viewport=WINDOW, locale="zh-CN")) as context:
                    window = Window(context.new_page(), address)
                    unseen[name].append(timed(partial(window.change, month)))
                    seen[name].append(timed(partial(window.change, PERIOD)))
        if _enough(unseen) and _enough(seen):
            break
    yield from beside_the_floor(unseen, "a month not seen before", UNSEEN)
    yield from beside_the_floor(seen, "a month seen before", SEEN)


class Window:
    """A window on a page, whose month is chosen as a viewer does."""

    def __init__(self, page: Page, address: str) -> None:
        """Open the page and wait until it stands."""
        self._page, self._watch = page, Watch(page)
        page.goto(address, wait_until="commit")
        self._watch.stands_since()

    def change(self, month: str) -> float:
        """Choose a month; seconds from the click to a page that stands."""
        year, number = month.split("-")
        self._page.locator(CHOICE).first.click()
        words = re.compile(f"^({month}|{year}年{int(number)}月)$")
        option = self._page.get_by_role("option").filter(has_text=words).first
        option.wait_for()
        option.evaluate(
            "one => one.addEventListener('mousedown', () => { window.chosen = performance.now(); })"
        )
        option.click()
        chosen = float(self._page.evaluate("window.chosen"))
        return (self._watch.stands_since(chosen) - chosen) / 1000


@contextmanager
def _standing(warehouse: Path) -> Iterator[tuple[Browser, dict[str, str]]]:
    """Serve the bare page and the app; gives a browser and the address of each page by its name."""
    with (
        bare() as floor,
        served(warehouse) as own,
        sync_playwright() as player,
        closing(chromium.launch(player)) as browser,
    ):
        pages = {name: f"{own.address}/{path}?period={PERIOD}" for name, path in PAGES.items()}
        yield browser, {FLOOR: f"{floor.address}/?period={PERIOD}"} | pages


def _opener(browser: Browser, address: str) -> Callable[[], float]:
    return lambda: opener_once(browser, address)


def rounds(actions: Mapping[str, Callable[[], float]]) -> dict[str, list[Timed]]:
    """Run all actions in turn until each has enough undisturbed runs, or was tried often enough."""
    for action in actions.values():
        action()
    runs: dict[str, list[Timed]] = {name: [] for name in actions}
    for _ in range(MOST):
        for name, action in actions.items():
            runs[name].append(timed(action))
        if _enough(runs):
            break
    return runs


def _enough(runs: Mapping[str, list[Timed]]) -> bool:
    return all(len(calm(told)) >= LEAST for told in runs.values())


def beside_the_floor(runs: Mapping[str, list[Timed]], what: str, allowed: float) -> Iterator[Result]:
    """Tell what each page took beside the floor of the same run."""
    seconds, note = kept(runs[FLOOR], LEAST)
    floor = median(seconds)
    yield Result(f"{what}: {FLOOR}", seconds, floor, note)
    for name, told in runs.items():
        if name != FLOOR:
            seconds, note = kept(told, LEAST)
            times = f"{median(seconds) / floor:.2f} × the floor, {allowed} allowed; {note}"
            yield Result(f"{what}: {name}", seconds, allowed * floor, times)
