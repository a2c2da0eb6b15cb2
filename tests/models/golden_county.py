"""The golden county, built through the whole pipeline from the files that a county would hand in."""

from __future__ import annotations

import csv
import math
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

from metrics.warehouse import Snapshot, open_current

PROJECT = Path(__file__).resolve().parents[2]
GOLDEN = PROJECT / "tests" / "golden"


def build(folder: Path) -> Snapshot:
    """Hand the golden county in and open what was published."""
    command = [sys.executable, "-m", "etl", "build", "--warehouse", str(folder), "--origin", "上报"]
    done = subprocess.run(
        [*command, "--source", str(GOLDEN / "county")],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return open_current(folder)


def expected(name: str) -> list[dict[str, str]]:
    """Rows of a golden table."""
    with (GOLDEN / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def number(written: str) -> float | None:
    """A golden number: a decimal or a fraction; None where there is none."""
    top, _, bottom = written.partition("/")
    return float(Fraction(top) / Fraction(bottom or 1)) if written else None


def same(found: object, wanted: float | None, tolerance: float = 1e-12) -> bool:
    """Whether two numbers agree within a relative tolerance, or are both absent."""
    if found is None or wanted is None:
        return found is wanted
    return isinstance(found, int | float) and math.isclose(found, wanted, rel_tol=tolerance, abs_tol=1e-12)
