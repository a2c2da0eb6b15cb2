"""Reading .csv: UTF-8, GB18030 or UTF-16; comma, tab or semicolon; titles above the header, blank rows.

A regular file is read by DuckDB straight into typed columns, one in another encoding from a copy in UTF-8.
Whatever DuckDB would read in silence otherwise than a person does (blank lines, mixed line ends)
or not at all (ragged rows) takes the exact road through the csv module, which knows every row's
number.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from etl.cleaning import quoted
from etl.contract import Table
from etl.findings import Findings
from etl.personal import may_be_personal, personal_kind
from etl.reading.dialect import Dialect, dialect_of, leading_rows, reader
from etl.reading.encoding import decode, in_utf8, is_utf16
from etl.reading.file_name import shown_name
from etl.reading.header import (
    Header,
    find_header,
    is_too_wide,
    match_header,
    report_title_units,
    report_titles,
)
from etl.reading.names import column_letters, table_named
from etl.reading.sheet import Sheet

_sequence = itertools.count()

_QUOTED = re.compile(b'(?:"[^"]*")+')

#: How much of a file is searched for its header row.
HEAD_BYTES = 2**20

#: What a thread takes of a file at a time; DuckDB's own 32 MB would leave most files to one thread.
SCANNED_BYTES = 2**23

#: Rows that are held as Python text at a time.
ROWS_AT_ONCE = 50_000

#: The numbers of some rows as the user sees them, and the cells of each column.
Rows = tuple[Sequence[int], Sequence[Sequence[str]]]

#: What DuckDB would take for a pattern of names, and read other files than the one that was handed in.
_GLOB = re.compile(r"[*?\[]")

_BLANK_LINE = re.compile(rb"\n[\r\n]")
_FILLED = re.compile(rb"\S")


def read_csv_file(
    con: duckdb.DuckDBPyConnection, path: Path, table: Table, findings: Findings, named: str | None = None
) -> Sheet | None:
    """Read one .csv file of a batch.

    Args:
        con: connection on which temporary tables may be made.
        path: the file.
        table: the contract table that the file name names.
        findings: takes what is wrong.
        named: what the file is called in findings and in the snapshot; None for its own name.

    Returns:
        The sheet, or None where there is nothing to read; the reason is then a finding.
    """
    file = named or shown_name(path)
    data = path.read_bytes()
    if not _FILLED.search(data.lstrip(b"\xef\xbb\xbf\xff\xfe")):
        findings.error("empty_file", "文件是空的，请按模板填写后再交", file=file)
        return None
    try:
        head = _head(data)
    except UnicodeDecodeError:
        _report_encoding(findings, file)
        return None
    dialect = dialect_of(table, head)
    located = _locate(table, head, dialect, findings, file)
    if located is None:
        return None
    header, lines = located
    scan = _scan(path, header, lines, dialect)
    sheet = Sheet(table, file, "", header, scan, numbered=False, given=path)

    def exact() -> Sheet | None:
        return _read_exactly(con, path, dialect, sheet, findings)

    def otherwise() -> Sheet | None:
        copy = in_utf8(path)
        if copy is None:
            return exact()
        sheet.open_files.enter_context(copy)
        scan = _scan(Path(f"/dev/fd/{copy.fileno()}"), header, lines, dialect)
        return replace(sheet, relation=scan, exact=exact)

    is_copied = is_utf16(data)
    if is_copied:
        try:
            data = decode(data).encode()
        except UnicodeDecodeError:
            return exact()
    # A line end within a title is skipped by DuckDB as a row of its own.
    is_scannable = lines == header.row + dialect.lines and _is_regular(data, header, lines, dialect)
    if header.width < 2 or not is_scannable:
        return exact()
    return otherwise() if is_copied else replace(sheet, exact=otherwise)


def csv_grid(path: Path, table: Table | None = None) -> list[list[str]]:
    """All cells of a .csv file as far as they can be read, title and blank rows too."""
    rows: list[list[str]] = []
    table = table or table_named(path.stem)
    with contextlib.suppress(UnicodeDecodeError, csv.Error):
        text = decode(path.read_bytes())
        rows.extend(reader(text, dialect_of(table, text[:HEAD_BYTES]) if table else Dialect(",")))
    return rows


def _report_encoding(findings: Findings, file: str) -> None:
    findings.error("encoding", "编码无法识别或有损坏的字符，请另存为 UTF-8 或 GB18030 的 CSV", file=file)


def _head(data: bytes) -> str:
    """The text of the first lines; whole lines, so that no character is cut."""
    if len(data) <= HEAD_BYTES:
        return decode(data)
    if is_utf16(data):
        return decode(data[:HEAD_BYTES], partly=True)
    return decode(data[: data.rfind(b"\n", 0, HEAD_BYTES) + 1 or HEAD_BYTES])


def _locate(
    table: Table, text: str, dialect: Dialect, findings: Findings, file: str
) -> tuple[Header, int] | None:
    """The header and the number of physical lines up to and including it."""
    leading = leading_rows(text, dialect)
    rows = [row for row, _ in leading]
    if is_too_wide(table, rows, findings, {"file": file}):
        return None
    found = find_header(table, rows)
    if found is None and "\x00" in text:
        _report_encoding(findings, file)
        return None
    if found is None:
        findings.error("header_missing", f"找不到“{table.title}”的表头行，请对照模板", file=file)
        return None
    index, labels = found
    place = {"file": file}
    report_titles(rows[:index], findings, place)
    header = match_header(table, index + 1, labels, findings, file, "")
    report_title_units(rows[:index], header, findings, place)
    return header, leading[index][1]


def _scan(path: Path, header: Header, lines: int, dialect: Dialect) -> str:
    columns = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(header.width))
    named = _GLOB.sub(r"[\g<0>]", str(path))
    return (
        f"read_csv({quoted(named)}, auto_detect = false, header = false, skip = {lines}, "
        f"buffer_size = {SCANNED_BYTES}, delim = {quoted(dialect.separator)}, "
        f"quote = '\"', escape = '\"', strict_mode = true, null_padding = false, columns = {{{columns}}})"
    )


def _is_regular(data: bytes, header: Header, lines: int, dialect: Dialect) -> bool:
    """Nothing that DuckDB would read otherwise than a person: blank lines, odd ends, a cell too many."""
    if b"\x00" in data or _BLANK_LINE.search(data):
        return False
    is_mixed = b"\r" in data and not data.count(b"\r") == data.count(b"\r\n") == data.count(b"\n")
    return not is_mixed and _has_exact_cells(data, header.width, lines, dialect.separator.encode())


def _has_exact_cells(data: bytes, width: int, lines: int, separator: bytes) -> bool:
    """Whether quotes enclose whole cells and no row ends in a blank cell too many, which DuckDB lets pass."""
    bare = data
    if b'"' in data:
        bare = _QUOTED.sub(b"\x01", data)
        half = rb"[^%b\n]\x01|\x01[^%b\r\n]" % (separator, separator)
        if b'"' in bare or re.search(half, bare.removeprefix(codecs.BOM_UTF8)):
            return False
    start = 0
    for _ in range(lines - 1):
        start = bare.find(b"\n", start) + 1
    rows = bare.count(b"\n", start) + (not bare.endswith(b"\n"))
    return bare.count(separator, start) == rows * (width - 1)


def _read_exactly(
    con: duckdb.DuckDBPyConnection, path: Path, dialect: Dialect, scanned: Sheet, findings: Findings
) -> Sheet | None:
    """Read row by row with the csv module, so that every row has its number and ragged ones are told."""
    try:
        text = decode(path.read_bytes())
    except UnicodeDecodeError:
        _report_encoding(findings, scanned.file)
        return None
    try:
        return materialise(con, scanned, _in_parts(_sound_rows(text, dialect, scanned, findings)))
    except _BrokenError as broken:
        message = "引号不成对，后面的内容无法读取"
        findings.error("broken_csv", message, row=broken.row, **scanned.place)
        return None


class _BrokenError(Exception):
    """The csv module cannot read on."""

    def __init__(self, row: int) -> None:
        self.row = row


def _sound_rows(
    text: str, dialect: Dialect, scanned: Sheet, findings: Findings
) -> Iterator[tuple[int, list[str]]]:
    """Rows below the header with their numbers; blank ones are left out, ragged ones told."""
    header = scanned.header
    rows = reader(text, dialect, strict=True)
    number = 0
    try:
        for number, row in enumerate(rows, start=1):
            if number <= header.row or not any(map(str.strip, row)):
                continue
            if len(row) == header.width:
                yield number, row
            else:
                report_ragged(row, header.width, findings, row_number=number, place=scanned.place)
    except csv.Error as error:
        raise _BrokenError(number + 1) from error


def report_ragged(
    row: Sequence[str], width: int, findings: Findings, *, row_number: int, place: Mapping[str, str]
) -> None:
    """Errors for a row that has not as many cells as the header, and for personal data in it."""
    expected = f"这一行有 {len(row)} 格，表头有 {width} 格，请补齐或删去多余的格"
    findings.error("ragged_row", expected, row=row_number, **place)
    for position, cell in enumerate(row):
        if may_be_personal(cell) and personal_kind(cell):
            column = column_letters(position)
            findings.error(
                "personal_data", "这一行有个人信息，请删去", row=row_number, column=column, **place
            )


def _in_parts(rows: Iterator[tuple[int, list[str]]]) -> Iterator[Rows]:
    while part := list(itertools.islice(rows, ROWS_AT_ONCE)):
        yield [number for number, _ in part], list(zip(*(row for _, row in part), strict=True))


def materialise(con: duckdb.DuckDBPyConnection, sheet: Sheet, parts: Iterable[Rows]) -> Sheet:
    """Put cells read in Python into a temporary table of its own and return the sheet on it.

    Args:
        con: connection on which the table is made.
        sheet: what is known of the sheet.
        parts: the rows, some at a time.
    """
    import pyarrow as pa  # a tenth of a second that a clean .csv can save

    cells = [f"c{position}" for position in range(sheet.header.width)]
    name = f"given_{sheet.table.name}_{next(_sequence)}"
    con.execute(f"CREATE TEMP TABLE {name} (row_number BIGINT, {' VARCHAR, '.join(cells)} VARCHAR)")
    for numbers, texts in parts:
        columns = [pa.array(numbers, pa.int64()), *(pa.array(column, pa.string()) for column in texts)]
        con.register("given_rows", pa.table(columns, names=["row_number", *cells]))
        con.execute(f"INSERT INTO {name} FROM given_rows")
        con.unregister("given_rows")
    return sheet.on(name)
