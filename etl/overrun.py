"""Commands within the budgets, and what they tell when a hand-in was too much for them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from etl.findings import Findings
from etl.reading import shown_name
from etl.report import print_findings, write_report
from etl.supervision import noted, settled, supervised
from etl.warehouse import Warehouse, WarehouseError

#: Exit codes: done, and the data has errors.
DONE, DATA_ERRORS = 0, 1


def within_budgets(options: argparse.Namespace, run: Callable[[], int]) -> int:
    """Run a command that reads what was handed in; what it is ended for is told as a finding, exit code 1."""
    with ExitStack() as opened:
        scratch = _scratch(opened, options.warehouse)
        return supervised(run, lambda words: _tell(options, words), scratch)


def _scratch(opened: ExitStack, folder: Path) -> Path | None:
    """A folder of the warehouse, None where the command itself has to say that there is none to work in."""
    if not (folder / "snapshots").is_dir():
        return None
    try:
        warehouse = Warehouse(folder)
        scratch = opened.enter_context(warehouse.workplace())
    except (WarehouseError, OSError):
        return None
    opened.callback(warehouse.sweep_deserted)
    return scratch


def _given(options: argparse.Namespace) -> str:
    """The one file or folder that was handed in; '' where there are several, or none."""
    given = getattr(options, "source", None) or getattr(options, "paths", [])
    return shown_name(given[0]) if len(given) == 1 else ""


def _tell(options: argparse.Namespace, words: str) -> int:
    """Tell and report that a file was too much; nothing was published."""
    held = settled()
    if held:
        print(held)
        print("核对结果没有写完，请少交一些再核对", file=sys.stderr)
        return DONE
    findings = Findings()
    findings.error("over_budget", words, file=noted() or _given(options))
    print_findings(findings)
    reports = getattr(options, "report", None) or []
    for report in reports if isinstance(reports, list) else []:
        write_report(findings, report)
    print("没有发布；当前快照不变", file=sys.stderr)
    return DATA_ERRORS
