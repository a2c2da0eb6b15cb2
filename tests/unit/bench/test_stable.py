"""The measuring rule: when a page stands, what counts as disturbed, and where time was spent."""

import os
import subprocess
import sys

import pytest

from bench import profile
from bench.stable import (
    FOREIGN_ALLOWED,
    QUIET_MS,
    STALLED_MS,
    Effort,
    Look,
    Timed,
    effort,
    foreign_load,
    kept,
)


@pytest.mark.parametrize(
    ("now", "busy", "asked", "stands"),
    [
        (1000 + QUIET_MS, False, 0, True),
        (1000 + QUIET_MS - 1, False, 0, False),
        (5000, True, 0, False),
        (5000, False, 1, False),
        (1000 + STALLED_MS, False, 1, True),
    ],
)
def test_a_page_stands_once_nothing_goes_on(now: float, busy: bool, asked: int, stands: bool) -> None:
    assert Look(now, changed=1000, busy=busy, asked=asked).stands() is stands


def test_foreign_load_is_what_our_own_processes_did_not_do() -> None:
    before = Effort(moment=10, everybody=100, own={1: 5.0, 2: 7.0})
    after = Effort(moment=20, everybody=118, own={1: 9.0, 3: 4.0})
    assert foreign_load(before, after) == pytest.approx((18 - 4 - 4) / 10)
    assert foreign_load(before, Effort(moment=20, everybody=100, own={1: 9.0})) == 0


def test_what_a_child_does_counts_as_ours() -> None:
    before = effort()
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"]) as child:
        found = effort().own
        child.kill()
    assert {os.getpid(), child.pid} <= set(found)
    assert child.pid not in before.own


def test_disturbed_runs_are_thrown_away_and_counted() -> None:
    runs = [Timed(1.0, 0.0), Timed(9.0, FOREIGN_ALLOWED * 2), Timed(2.0, FOREIGN_ALLOWED)]
    assert kept(runs, 2) == ([1.0, 2.0], "1 of 3 runs disturbed")


def test_a_machine_that_is_never_quiet_is_told() -> None:
    seconds, note = kept([Timed(5.0, 1.5), Timed(1.0, 0.9), Timed(2.0, 1.1)], 2)
    assert seconds == [1.0, 2.0]
    assert note == "never quiet, 3 of 3 runs disturbed; others took up to 1.1"


def work(name: str, begun: int, lasted: int, url: str = "") -> dict[str, object]:
    told = {"args": {"data": {"url": url}}, "pid": 1, "tid": 1, "ph": "X"}
    return {"name": name, "ts": begun, "dur": lasted, **told}


def test_time_counts_once_where_it_was_spent() -> None:
    plot = "http://127.0.0.1:1/static/js/Plot.js"
    thread = {"name": "thread_name", "pid": 1, "tid": 1, "ts": 0, "args": {"name": "CrRendererMain"}}
    events = [
        thread,
        work("FunctionCall", 0, 10_000, plot),
        work("Layout", 2_000, 3_000),
        work("unknown", 0, 50_000),
        work("v8.compile", 20_000, 7_000, plot),
    ]
    lines = [line.split() for line in profile.told(events)]
    assert ["7", "run"] in lines
    assert ["3", "layout"] in lines
    assert ["7", "compile"] in lines
    assert ["14", "Plot.js"] in lines
