"""Reading a workbook: which format it is by its first bytes, its sheets one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl.findings import Findings
from etl.personal import personal_kind
from etl.reading.archive import BROKEN, MissingPartError, Package, open_archive
from etl.reading.beside import Beside
from etl.reading.cells import as_text
from etl.reading.corrections import Correction, stated_corrections
from etl.reading.file_name import shown_name
from etl.reading.grid import Grid, TooLargeError, UncertainError
from etl.reading.names import table_named
from etl.reading.sheet import Sheet
from etl.reading.worksheet import pass_over, read_worksheet
from etl.reading.xls import OLE, LockedError, read_xls
from etl.reading.xlsx import UnreadableSheet, read_xlsx
from etl.reading.xml_part import BrokenPartError

#: Files that are workbooks; which of the two formats one has is told by its first bytes.
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et")

INSTRUCTIONS_SHEET = "填写说明"

_UNREADABLE = (*BROKEN, BrokenPartError, MissingPartError, UncertainError, ValueError, KeyError)


def read_workbook(
    con: duckdb.DuckDBPyConnection, path: Path, findings: Findings, corrections: list[Correction]
) -> Iterator[Sheet]:
    """Yield every sheet of a workbook that names a table of the contract.

    Args:
        con: connection on which temporary tables are made.
        path: the file.
        findings: takes what is wrong; a file that cannot be opened yields nothing.
        corrections: takes what the workbook says that it corrects.
    """
    beside, is_read = Beside(path), False
    for grid in _grids(path, findings):
        if isinstance(grid, Grid):
            beside.pass_by(grid)
            is_read = True
        sheet = _sheet(con, shown_name(path), grid, findings, corrections)
        if sheet is not None:
            yield sheet
    if is_read:
        beside.report(findings)


def workbook_grids(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the name and all cells as text of every sheet that names a table; nothing where it is unsound."""
    for grid in _grids(path, Findings()):
        if isinstance(grid, Grid) and table_named(grid.name):
            rows = grid.rows
            yield grid.name, [[as_text(cell) for cell in rows.get(place, ())] for place in range(grid.height)]


def _grids(path: Path, findings: Findings) -> Iterator[Grid | UnreadableSheet]:
    """Every sheet with merged cells filled; what cannot be opened or read is reported."""
    file = shown_name(path)
    try:
        for grid in _opened(path, findings):
            yield _merged(grid) if isinstance(grid, Grid) else grid
    except LockedError:
        findings.error("unreadable_file", "文件有密码，请去掉密码再交", file=file)
    except TooLargeError as error:
        findings.error("oversized_file", str(error), file=file)
    except _UNREADABLE:
        findings.error(
            "unreadable_file",
            "文件打不开：有密码或已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx 再交",
            file=file,
        )


def _merged(grid: Grid) -> Grid | UnreadableSheet:
    try:
        return grid.merged()
    except UncertainError:
        return UnreadableSheet(grid.name)


def _opened(path: Path, findings: Findings) -> Iterator[Grid | UnreadableSheet]:
    with path.open("rb") as file:
        beginning = file.read(len(OLE))
    if beginning == OLE:
        yield from read_xls(path)
    elif not beginning.startswith(b"PK"):
        message = "这不是 Excel 或 WPS 的工作簿（可能是改了名的网页或文本），请另存为 .xlsx 再交"
        findings.error("unreadable_file", message, file=shown_name(path))
    else:
        archive = open_archive(path, findings)
        if archive is not None:
            with archive:
                yield from read_xlsx(Package(archive))


def _sheet(
    con: duckdb.DuckDBPyConnection,
    file: str,
    grid: Grid | UnreadableSheet,
    findings: Findings,
    corrections: list[Correction],
) -> Sheet | None:
    place = {"file": file, "sheet": grid.name}
    if personal_kind(grid.name):
        findings.error("personal_data", "表名里有个人信息，请改名", file=file)
    table = table_named(grid.name)
    if isinstance(grid, UnreadableSheet):
        findings.error("unreadable_sheet", "这张表读不出来，请复制到新工作簿再交", **place)
    elif table is None or not grid.is_table:
        stated = stated_corrections(grid, file)
        corrections.extend(stated or ())
        if stated is None and grid.name != INSTRUCTIONS_SHEET:
            findings.warning("unknown_sheet", "标准里没有这张表，已略过", **place)
        pass_over(grid, findings, place)
    elif not grid.rows:
        findings.error("empty_file", "这张表是空的，请按模板填写表头和内容", **place)
    else:
        return read_worksheet(con, table, place, grid, findings)
    return None
