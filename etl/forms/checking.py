"""Returned forms are checked each on its own: tried on a copy of the snapshot and taken back again."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb

from etl import snapshot
from etl.cleaning import quoted
from etl.findings import Finding, Findings
from etl.forms.distribute import current_snapshot
from etl.forms.faults import PUBLISHED, Tried, report_form_faults
from etl.forms.recognise import BY_THE_ORDINARY_WAY, UNKNOWN, Recognised, recognise
from etl.forms.returned import Return, rows_of, tried_out, without_own
from etl.forms.together import sound_returns
from etl.load import Batch, next_source
from etl.progress import Progress
from etl.reading import read_batch, shown_name
from etl.supervision import TOO_MUCH, die_with_parent, words
from etl.validate import load_batch
from etl.warehouse import Warehouse

#: Returns that are tried in one go, and up to which a second process would not help.
TOGETHER = 14

_MOST_PROCESSES = 4


def check_returns(
    warehouse: Warehouse, paths: Sequence[Path], received_on: dt.date, expected: Sequence[str] = ()
) -> list[Return]:
    """Check returned files; nothing of the warehouse changes, so it takes no lock.

    Args:
        warehouse: where the forms were distributed.
        paths: the files, of any name.
        received_on: the day; later ones are the future.
        expected: ids of the only collections whose returns are wanted, none for any.

    Returns:
        One for each file, in the same order.

    Raises:
        WarehouseError: nothing is published, or the snapshot is damaged.
    """
    current_snapshot(warehouse)
    contents = {path: hashlib.sha256(path.read_bytes()).digest() for path in paths}
    first = {content: path for path, content in reversed(contents.items())}
    found: dict[Path, Return] = {}
    try:
        with Progress(len(first)) as progress:
            task = (warehouse.folder, received_on, tuple(expected))
            for one in _checked(task, list(reversed(first.values()))):
                progress.step(f"核对 {shown_name(one.path)}")
                found[one.path] = one
    finally:
        warehouse.sweep_deserted()
    return [found[first[content]].copied(path) for path, content in contents.items()]


Task = tuple[Path, dt.date, tuple[str, ...]]


def _checked(task: Task, paths: Sequence[Path]) -> Iterator[Return]:
    chunks = [paths[start : start + TOGETHER] for start in range(0, len(paths), TOGETHER)]
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES, len(chunks))
    if processes <= 1:
        with _copy(task[0]) as con:
            for chunk in chunks:
                yield from check_together(con, task, chunk)
        return
    # A process that was forked would share the database's threads with its parent.
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin, initargs=(task,)) as pool:
        for checked in pool.map(_check_in_process, chunks):
            yield from checked


#: What a process of its own holds open from one return to the next.
_process: dict[str, Any] = {}


def _begin(task: Task) -> None:
    die_with_parent()
    _process["task"], _process["copy"] = task, _copy(task[0])
    _process["con"] = _process["copy"].__enter__()


def _check_in_process(paths: Sequence[Path]) -> list[Return]:
    return check_together(_process["con"], _process["task"], paths)


@contextmanager
def _copy(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the published snapshot to try returns on."""
    warehouse = Warehouse(folder)
    base = current_snapshot(warehouse)
    with warehouse.workplace() as place, snapshot.create(place / "returns.duckdb", base) as con:
        # The many small statements of a form gain nothing from threads that wait for one another.
        con.execute("SET threads = 1")
        con.execute(f"ATTACH {quoted(str(base))} AS {PUBLISHED} (READ_ONLY)")
        yield con


def check_together(con: duckdb.DuckDBPyConnection, task: Task, paths: Sequence[Path]) -> list[Return]:
    """Check some returns, first all in one go, then each by itself that this leaves any doubt of.

    Most returns are right, and most of the time of a small table goes into understanding the statements.
    """
    folder, _, expected = task
    try:
        forms = {path: recognise(con, Warehouse(folder), path, expected) for path in paths}
        known = {path: form.record for path, form in forms.items() if form.record}
        right = sound_returns(con, task[1], known)
    except TOO_MUCH:
        forms, right = {}, {}
    return [right.get(path) or _check(con, task, path, forms.get(path)) for path in paths]


def _check(con: duckdb.DuckDBPyConnection, task: Task, path: Path, form: Recognised | None) -> Return:
    """Check one return by itself; one that takes too much memory holds up no other."""
    try:
        found = form or recognise(con, Warehouse(task[0]), path, task[2])
        return _checked_alone(con, task, path, found)
    except TOO_MUCH:
        findings = Findings()
        findings.error("over_budget", words("memory"), file=shown_name(path))
        return Return(path, None, findings)


def _checked_alone(con: duckdb.DuckDBPyConnection, task: Task, path: Path, form: Recognised) -> Return:
    findings = Findings()
    with tried_out(con):
        if form.record is None:
            return Return(path, None, _why_not(con, path, form.fault, bool(form.sheets)))
        first = next_source(con)
        sheets = read_batch(con, path, findings)
        load_batch(con, sheets, Batch("return", "上报", task[1], first), findings)
        tried = Tried(con, form.record, f"source_id >= {first}", findings, shown_name(path))
        report_form_faults(tried, sheets, form.sheets)
        return Return(path, form.record, without_own(findings), rows_of(tried, sheets))


def _why_not(
    con: duckdb.DuckDBPyConnection, path: Path, fault: Finding | None, is_readable: bool
) -> Findings:
    """Why a file is no return: it cannot even be opened, or it is no form of ours."""
    findings = Findings()
    if not is_readable:
        read_batch(con, path, findings)
    nameless = next((found for found in findings.kept if found.code == "empty_batch"), None)
    if fault is None or (findings.error_count and nameless is None):
        return findings
    told = Findings()
    told.add(fault if nameless is None else replace(fault, message=_nameless(nameless)))
    return told


def _nameless(found: Finding) -> str:
    """Say which sheets a file has instead of those of a form."""
    sheets = found.message.partition("，")[2].partition("；")[0] or "没有填报的表"
    return f"{UNKNOWN}：{sheets}；表名不要改，{BY_THE_ORDINARY_WAY}"
