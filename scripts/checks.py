"""The checks that need no data: style, format, types, import directions, generated docs.

`make lint` runs them here one after the other; the test suite runs each as a test of its own.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]

CHECKS: dict[str, Sequence[str]] = {
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "types-of-screens": ["-m", "mypy", "--config-file", "screens.mypy.toml"],
    "imports": [
        "-c",
        "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())",
    ],
    "docs": ["-m", "scripts.generate_docs", "--check"],
}


def run(name: str) -> subprocess.CompletedProcess[str]:
    """Run one of the checks and return how it ended and what it said."""
    command = [sys.executable, *CHECKS[name]]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


def main(names: Sequence[str]) -> int:
    """Run the named checks, or all; 1 when any of them has something to say."""
    failed = 0
    for name in names or CHECKS:
        done = run(name)
        print(f"{name}: {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
        if done.returncode:
            failed = 1
            print(done.stdout + done.stderr, flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
