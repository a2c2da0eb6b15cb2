"""How long a viewer waits in a real browser, beside a bare Streamlit page: ``open`` and ``felt``.

``open`` is a page that the browser has never seen, from the address to a page that stands; ``felt`` is one more
month, first one that the server never made, then the same once more. Each round measures the floor and every
page in turn, so that what the machine does otherwise falls on all of them alike.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench.serving import bare, served
from bench.stable import Timed, Watch, kept, timed
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
    "数据中心": "data",
}
FLOOR = "bare page"
#: What is allowed, as a multiple of the floor.
OPEN, UNSEEN, SEEN = 1.3, 1.5, 1.2
#: Undisturbed runs that are wanted, and the most that are tried for them.
LEAST, MOST = (int(os.environ.get("QUNTUAN_BENCH_RUNS", "5")), int(os.environ.get("QUNTUAN_BENCH_MOST", "12")))
PERIOD = "2018-06"
WINDOW = {"width": 1366, "height": 768}
#: Choices of the month, on our pages and on the bare one.
_CHOICE = ".st-key-choice-period input, .st-key-month input"


def opening(scratch: Path) -> Iterator[Result]:
    """Open every page in a browser of its own cache, beside the bare page."""
    with _standing(scratch) as (browser, addresses):
        runs = rounds({name: _opener(browser, address) for name, address in addresses.items()})
        yield from beside_the_floor(runs, "cold open", OPEN)


def opener_once(browser: Browser, address: str) -> float:
    """Seconds from asking for an address to a page that stands, with nothing kept from before."""
    with closing(browser.new_context(viewport=WINDOW, locale="zh-CN")) as context:
        page = context.new_page()
        watch = Watch(page)
        page.goto(address, wait_until="commit")
        return watch.stands_since() / 1000


@contextmanager
def _standing(scratch: Path) -> Iterator[tuple[Browser, dict[str, str]]]:
    """Serve the bare page and the app; gives a browser and the address of each page by its name."""
    with bare() as floor, served(scratch) as own, sync_playwright() as player:
        with closing(chromium.launch(player)) as browser:
            pages = {name: f"{own}/{path}?period={PERIOD}" for name, path in PAGES.items()}
            yield browser, {FLOOR: f"{floor}/?period={PERIOD}"} | pages


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
        if all(len(kept(told, LEAST)[0]) >= LEAST and "never" not in kept(told, LEAST)[1] for told in runs.values()):
            break
    return runs


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
