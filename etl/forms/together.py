"""Several returns tried in one go: those that leave no doubt are right, the others are looked at singly."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import duckdb

from etl.findings import KIND_LIMIT, Findings
from etl.forms.faults import Tried, report_form_faults
from etl.forms.record import FormRecord
from etl.forms.returned import Return, is_own, rows_of, tried_out, without_own
from etl.load import Batch, next_source
from etl.reading import Sheet, read_batch, shown_name
from etl.validate import load_batch

#: Rows of the nth return are numbered from (n + 1) × SPAN on; a spreadsheet has fewer.
SPAN = 10_000_000

#: Tables and headers of a return: what those that are tried together have in common.
Layout = tuple[tuple[str, tuple[str, ...]], ...]


def sound_returns(
    con: duckdb.DuckDBPyConnection, received_on: dt.date, forms: Mapping[Path, FormRecord]
) -> dict[Path, Return]:
    """The returns in which nothing at all was found, neither error nor warning.

    Args:
        con: the copy of the snapshot.
        received_on: the day; later ones are the future.
        forms: file → the form that it is the return of.
    """
    with tried_out(con):
        groups: dict[Layout, dict[Path, list[Sheet]]] = defaultdict(dict)
        for number, path in enumerate(forms):
            findings = Findings()
            sheets = [_kept(con, sheet, number) for sheet in read_batch(con, path, findings)]
            if sheets and all(is_own(finding) for finding in findings.kept):
                groups[_layout(sheets)][path] = sheets
        right: dict[Path, Return] = {}
        for members in groups.values():
            right |= _of_group(con, received_on, members, forms)
        return right


def _kept(con: duckdb.DuckDBPyConnection, sheet: Sheet, number: int) -> Sheet:
    """The sheet over a table of its own with the rows of this return renumbered."""
    name = f"together_{number}_{sheet.table.name}"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS "
        f"SELECT row_number + {(number + 1) * SPAN} AS row_number, * EXCLUDE (row_number) "
        f"FROM {sheet.numbered_relation}"
    )
    sheet.open_files.close()
    return sheet.on(name)


def _layout(sheets: list[Sheet]) -> Layout:
    return tuple((sheet.table.name, sheet.header.labels) for sheet in sheets)


def _of_group(
    con: duckdb.DuckDBPyConnection,
    received_on: dt.date,
    members: Mapping[Path, list[Sheet]],
    forms: Mapping[Path, FormRecord],
) -> dict[Path, Return]:
    findings, first = Findings(), next_source(con)
    load_batch(con, _united(list(members.values())), Batch("returns", "上报", received_on, first), findings)
    doubtful = _doubtful(findings)
    right = {}
    for path, sheets in members.items():
        number = list(forms).index(path)
        if doubtful is None or number in doubtful:
            continue
        own = f"source_id >= {first} AND row_number // {SPAN} = {number + 1}"
        tried = Tried(con, forms[path], own, Findings(), shown_name(path))
        report_form_faults(tried, sheets, [sheet.sheet for sheet in sheets])
        if not tried.findings.counts:
            right[path] = Return(path, forms[path], tried.findings, rows_of(tried, sheets))
    return right


def _united(members: list[list[Sheet]]) -> list[Sheet]:
    """One sheet a table with the rows of all members."""
    united = []
    for sheets in zip(*members, strict=True):
        relation = " UNION ALL ".join(f"FROM {sheet.relation}" for sheet in sheets)
        united.append(sheets[0].on(f"({relation})"))
    return united


def _doubtful(findings: Findings) -> set[int] | None:
    """Numbers of the returns that a finding is about; None where any of them may be meant."""
    told = without_own(findings)
    if any(count > KIND_LIMIT for count in told.counts.values()):
        return None
    rows = [finding.row or 0 for finding in told.kept]
    if any(row < SPAN for row in rows) or any(finding.code == "personal_data" for finding in told.kept):
        return None
    return {row // SPAN - 1 for row in rows}
