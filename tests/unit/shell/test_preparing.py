"""The app begins to make values ready once for each snapshot, and not where that is forbidden."""

import sys
from pathlib import Path

import pytest

from metrics.warehouse import open_current
from ui.shell import preparing


@pytest.mark.parametrize(("told", "begun"), [("", 1), ("1", 1), ("0", 0), (" 0 ", 0)])
def test_it_is_begun_once(
    told: str, begun: int, demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(preparing, "ChildProcess", commands.append)
    monkeypatch.setattr(preparing, "_begun", set())
    monkeypatch.setenv(preparing.VARIABLE, told)
    snapshot = open_current(demo_warehouse)
    assert preparing.beside(snapshot) is preparing.beside(snapshot) is snapshot
    folder = str(demo_warehouse)
    assert commands == [[sys.executable, "-m", "metrics", "prepare", "--idle", "--warehouse", folder]] * begun
