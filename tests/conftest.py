"""What all tests share: the demonstration warehouse, built once a run."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

PROJECT = Path(__file__).resolve().parents[1]

# The same examples in every run, and no verdict by the clock of a machine that does other work too.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")


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
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    warehouse = shared / "demo-warehouse"
    with (shared / "demo-warehouse.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (warehouse / "current.json").exists():
            _build(warehouse)
    return warehouse


def _build(warehouse: Path) -> None:
    command = [sys.executable, "-m", "etl", "build", "--warehouse", str(warehouse)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"the demonstration build failed:\n{done.stdout}\n{done.stderr}"
