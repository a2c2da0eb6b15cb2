"""What all tests share: the demonstration warehouse, plain and with hostile texts, each built once a run."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from tests import hostile

PROJECT = Path(__file__).resolve().parents[1]

# The same examples in every run, and no verdict by the clock of a machine that does other work too.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")

# Tests of pages compute their values; those that stand ready have tests of their own.
os.environ["QUNTUAN_PREPARE"] = "0"


class BrowserTogether(LoadScopeScheduling):
    """Hands out tests one by one, but all browser tests to one worker: they share a server and a browser."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BrowserTogether:
    """Take the place of ``--dist loadgroup``, which has no effect under this version of pytest."""
    return BrowserTogether(config, log)


@pytest.fixture(scope="session")
def demo_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demonstration warehouse through the command line, once for all parallel workers.

    The folder is read-only by agreement: whoever publishes to a warehouse builds one of their own.
    """
    return once(tmp_path_factory, "demo-warehouse", _build)


@pytest.fixture(scope="session")
def hostile_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the county of :mod:`tests.hostile` in the same way."""
    source = tmp_path_factory.mktemp("hostile")
    return once(
        tmp_path_factory,
        "hostile-warehouse",
        lambda warehouse: _build(warehouse, "--source", str(hostile.write(source))),
    )


def once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], None]) -> Path:
    """Build a folder once for all parallel workers.

    Args:
        factory: where the run has its temporary folders.
        name: of the folder.
        build: fills it; it does not exist before.
    """
    shared = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    done = shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            build(shared / name)
            done.touch()
    return shared / name


def _build(warehouse: Path, *options: str) -> None:
    command = [sys.executable, "-m", "etl", "build", "--warehouse", str(warehouse), *options]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"the build failed:\n{done.stdout}\n{done.stderr}"
