"""Loading a batch with every check on it; what is wrong becomes findings, all of them in one run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

import duckdb

from etl.contract import TABLES
from etl.findings import Findings
from etl.load import Batch, TypedSheet, convert_points, missing_keys, type_sheet, upsert
from etl.reading import Sheet
from etl.validate.cells import report_bad_cells, report_personal_cells
from etl.validate.corrected import report_outdated, report_unclear
from etl.validate.hierarchy import report_organizations, report_regions
from etl.validate.passed import warn_passed_rows
from etl.validate.references import (
    report_unknown_references,
    report_withdrawn_in_use,
    warn_unknown_withdrawals,
)
from etl.validate.regionless import drop_boundaries_without_region
from etl.validate.reporting import Reporter
from etl.validate.rows import (
    report_blanks,
    report_broken_rules,
    report_doubled_keys,
    report_keys_of_other_sheets,
    report_missing_columns,
    report_missing_key_columns,
    warn_unlabelled,
)
from etl.validate.sequence import warn_running_numbers
from etl.validate.targets import report_percent_signs, report_targets

if TYPE_CHECKING:
    from etl.boundaries.layer import Layer

_OWN_CHECKS = {
    "regions": report_regions,
    "organizations": report_organizations,
    "targets": report_targets,
    "milestones": warn_running_numbers,
}


def load_batch(
    con: duckdb.DuckDBPyConnection,
    sheets: list[Sheet],
    batch: Batch,
    findings: Findings,
    keep: Callable[[Sequence[TypedSheet]], None] = lambda _: None,
    layers: Sequence[Layer] = (),
) -> None:
    """Merge the sheets of a batch into `raw` and check the result.

    The warehouse file is only fit to publish where `findings` holds no error afterwards.

    Args:
        con: connection to the warehouse file that is being built.
        sheets: those of one table one after the other.
        batch: id, origin and day of receipt.
        findings: takes every fault.
        keep: called with all typed sheets where none of them has an error.
        layers: boundaries of the batch.
    """
    report_unclear(sheets, batch, findings)
    order = list(TABLES)
    typed_sheets: list[TypedSheet] = []
    with ExitStack() as opened:
        for sheet in sorted(sheets, key=lambda sheet: order.index(sheet.table.name)):
            opened.enter_context(sheet.open_files)
            typed = type_sheet(con, sheet)
            is_later = any(merged.table is sheet.table for merged in typed_sheets)
            if typed is not None and _merge(Reporter(con, typed, findings), batch, is_later_sheet=is_later):
                typed_sheets.append(typed)
        for typed in typed_sheets:
            _check(Reporter(con, typed, findings), batch)
        drop_boundaries_without_region(con, findings)
        if layers:
            from etl.boundaries.merging import load_boundaries  # with what reads them

            load_boundaries(con, layers, batch, findings)
        if not findings.error_count:
            keep(typed_sheets)


def _merge(reporter: Reporter, batch: Batch, *, is_later_sheet: bool) -> bool:
    """Report what the sheet alone shows and merge it; False where it has no key to merge by."""
    typed = reporter.typed
    _warn_if_without_rows(reporter)
    warn_passed_rows(reporter)
    warn_unlabelled(reporter)
    report_bad_cells(reporter)
    report_personal_cells(reporter)
    report_blanks(reporter)
    if report_missing_key_columns(reporter):
        return False
    report_doubled_keys(reporter)
    if is_later_sheet:
        report_keys_of_other_sheets(reporter, batch)
    if typed.table.name == "targets":
        report_percent_signs(reporter)
    report_outdated(reporter, batch)
    unknown = _unknown_withdrawals(reporter)
    if typed.suspect and reporter.findings.tells("personal_data", **typed.sheet.place):
        typed.redact(reporter.con)
    upsert(reporter.con, typed, batch)
    warn_unknown_withdrawals(reporter, unknown)
    if typed.table.has_point:
        convert_points(reporter.con, typed.table, batch.first_source)
    typed.release(reporter.con)
    return True


def _warn_if_without_rows(reporter: Reporter) -> None:
    typed: TypedSheet = reporter.typed
    is_empty = reporter.con.execute(f"SELECT 1 FROM {typed.view} LIMIT 1").fetchone() is None
    if is_empty and not reporter.findings.tells("ragged_row", **typed.sheet.place):
        reporter.findings.warning("no_rows", "这张表只有表头，没有数据", **typed.sheet.place)


def _unknown_withdrawals(reporter: Reporter) -> list[int]:
    if reporter.typed.withdrawn == "false":
        return []
    return [row[0] for row in reporter.con.execute(missing_keys(reporter.con, reporter.typed)).fetchall()]


def _check(reporter: Reporter, batch: Batch) -> None:
    """Report what shows only when all tables of the batch have been merged."""
    report_missing_columns(reporter)
    report_broken_rules(reporter, batch)
    report_unknown_references(reporter, batch)
    report_withdrawn_in_use(reporter)
    own_check = _OWN_CHECKS.get(reporter.typed.table.name)
    if own_check:
        own_check(reporter, batch)
