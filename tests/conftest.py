"""What all tests share: the demonstration warehouse, built once a run."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


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
