"""Builds in processes of their own that die, run out of disk or wait at a chosen moment."""

import fcntl
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import etl.build
import etl.warehouse
from etl.__main__ import main
from etl.progress import Progress
from etl.retention import VARIABLE
from etl.warehouse import Warehouse

# Forked from a server that has imported everything and started no thread: a fifth of a second each.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.etl.killing"])

#: What a build does on its way, as the function that does it.
STEPS: dict[str, tuple[Any, str]] = {
    "progress": (Progress, "step"),
    "copy": (shutil, "copyfile"),
    "rename": (Path, "replace"),
    "sync": (etl.warehouse, "sync"),
    "publish": (Warehouse, "publish"),
    "pointer": (Warehouse, "point_to"),
}

#: What is done to remove old snapshots and their batches.
REMOVALS: dict[str, tuple[Any, str]] = {
    "snapshot": (Path, "unlink"),
    "name": (Path, "rename"),
    "batch": (shutil, "rmtree"),
    "file": (os, "unlink"),
    "folder": (os, "rmdir"),
}


def start(output: Path, arguments: list[str], prepare: Callable[..., None], *given: Any) -> ForkServerProcess:
    """Start `python -m etl` in a process of its own.

    Args:
        output: file that takes what it prints.
        arguments: of the command.
        prepare: called in that process before the command runs.
        *given: what `prepare` is called with.
    """
    process = FORKS.Process(target=_run, args=(output, arguments, prepare, given), daemon=True)
    # The new process would run the main module again, which a page that was tested before may have replaced.
    with patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
        process.start()
    return process


def _run(output: Path, arguments: list[str], prepare: Callable[..., None], given: tuple[Any, ...]) -> None:
    stream = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(stream, 1)
    os.dup2(stream, 2)
    prepare(*given)
    sys.exit(main(arguments))


def nothing() -> None:
    """Prepare for an ordinary run."""


def die_at(step: str, at: int) -> None:
    """Kill the own process at the nth call of a step, as a power cut does that asks nobody."""
    owner, name = (STEPS | REMOVALS)[step]
    original = getattr(owner, name)
    calls = iter(range(1, at))

    def counted(*given: Any, **named: Any) -> Any:
        if next(calls, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*given, **named)

    setattr(owner, name, counted)


def die_while_tidying(step: str, at: int) -> None:
    """Kill the own process at the nth call of a step after publishing, when one snapshot is to stay."""
    os.environ[VARIABLE] = "1"
    tidy = etl.build.tidy

    def deadly(warehouse: Warehouse) -> None:
        die_at(step, at)
        tidy(warehouse)

    etl.build.tidy = deadly


def fill_disk(limit_bytes: int) -> None:
    """Let no file grow beyond a limit, which fails like a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))


def wait_for_lock(seconds: float) -> None:
    """Set how long this build waits for another one."""
    etl.warehouse.WAIT_SECONDS = seconds


def pause_at_first_step(gate: Path) -> None:
    """Stop at the first step, while holding the lock, until the file appears."""
    original = Progress.step

    def paused(progress: Progress, text: str) -> None:
        while not gate.exists():
            time.sleep(0.02)
        original(progress, text)

    Progress.step = paused  # type: ignore[method-assign]


def wait_until_held(warehouse: Path) -> None:
    """Wait until another process holds the build lock."""
    with (warehouse / "lock").open("w") as handle:
        for _ in range(500):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            fcntl.flock(handle, fcntl.LOCK_UN)
            time.sleep(0.02)
    raise AssertionError("nobody holds the lock")
