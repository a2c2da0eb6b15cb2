"""Who hands in waits for their turn, can stop it, and is not waited for once gone."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ui.shell import turns
from ui.shell.etl_process import Run


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Path]:
    """A file for which what was started here waits."""
    path = tmp_path / "gate"
    yield path
    path.touch()


def started(gate: Path, visitor: str = "", is_there: Callable[[], bool] = lambda: True) -> Run:
    """A hand-in that is read until the gate is there."""
    script = f"echo begun; while [ ! -e {gate} ]; do sleep 0.02; done"
    return Run(["sh", "-c", script], turn=turns.queue(visitor, is_there))


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_few_are_read_at_a_time_and_the_others_are_told_where_they_stand(gate: Path) -> None:
    count = turns.MOST_AT_ONCE + 2
    runs = [started(gate) for _ in range(count)]
    until(lambda: sum(run.lines == ["begun"] for run in runs) == turns.MOST_AT_ONCE)
    assert [run.told for run in runs[-2:]] == [
        "前面还有 1 份，轮到后自动开始",
        "前面还有 2 份，轮到后自动开始",
    ]
    runs[-2].stop()
    until(lambda: runs[-2].exit_code is not None)
    assert runs[-2].lines == []
    until(lambda: runs[-1].told.startswith("前面还有 1 份"))
    gate.touch()
    until(lambda: all(run.exit_code is not None for run in runs))
    assert [run.exit_code for run in runs if run is not runs[-2]] == [0] * (count - 1)


def test_a_visitor_hands_in_one_at_a_time_and_a_long_queue_is_closed(gate: Path) -> None:
    first = started(gate, "anna")
    assert turns.refusal("anna") == turns.BUSY_SELF
    assert turns.refusal("berta") == ""
    others = [started(gate) for _ in range(turns.MOST_AT_ONCE - 1 + turns.LONGEST_QUEUE)]
    assert turns.refusal("berta") == turns.BUSY_ALL
    gate.touch()
    until(lambda: all(run.exit_code is not None for run in (first, *others)))
    assert turns.refusal("anna") == ""


def test_what_is_read_for_a_visitor_who_has_gone_is_stopped(gate: Path) -> None:
    there = [True]
    run = started(gate, "anna", lambda: there[0])
    until(lambda: run.lines == ["begun"])
    there[0] = False
    until(lambda: run.exit_code is not None)
    assert run.is_stopped
    assert "已停止" in run.trouble
    assert turns.refusal("anna") == ""


def test_all_that_a_command_has_started_is_stopped_with_it(gate: Path, tmp_path: Path) -> None:
    beat = tmp_path / "beat"
    inner = f"trap '' TERM; while [ ! -e {gate} ]; do date +%N > {beat}; sleep 0.05; done"
    run = Run(["sh", "-c", f'sh -c "{inner}" & echo begun; wait'], turn=turns.queue("", lambda: True))
    until(beat.exists)
    run.stop()
    until(lambda: run.exit_code is not None)
    last = beat.read_text(encoding="utf-8")
    time.sleep(0.3)
    assert beat.read_text(encoding="utf-8") == last
