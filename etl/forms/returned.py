"""A returned form, and how it is tried on a copy of the snapshot and taken back again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from etl.contract import Field
from etl.findings import KIND_LIMIT, Finding, Findings
from etl.forms.faults import Tried
from etl.forms.layout import HELPING
from etl.forms.record import FormRecord
from etl.forms.workbook import shown
from etl.reading import Sheet, shown_name

#: Key of a row as text → header → cell as text.
Rows = Mapping[str, Mapping[str, str]]


@dataclass
class Return:
    """A returned file.

    Attributes:
        path: the file.
        record: the form that it is the return of, None where it is none.
        findings: everything found.
        rows: table title → its rows, to be compared with another return.
    """

    path: Path
    record: FormRecord | None
    findings: Findings
    rows: Mapping[str, Rows] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        """Whether it may be published."""
        return self.record is not None and not self.findings.error_count

    def copied(self, path: Path) -> Return:
        """The same return in a file of the same bytes."""
        findings = Findings()
        for finding in self.findings.kept:
            findings.add(replace(finding, file=shown_name(path)))
            if findings.counts[findings.kept[-1].kind] == KIND_LIMIT:
                findings.more_rows(findings.kept[-1], self.findings.rows[finding.kind][KIND_LIMIT:])
        return Return(path, self.record, findings, self.rows)


@contextmanager
def tried_out(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Take back in the end whatever is done to the copy."""
    con.execute("BEGIN")
    try:
        yield
    finally:
        con.execute("ROLLBACK")


def is_own(finding: Finding) -> bool:
    """Whether a finding is about what every form has: columns that only help, tables with nothing to tell."""
    return finding.code == "no_rows" or (finding.code == "unknown_column" and finding.column in HELPING)


def without_own(findings: Findings) -> Findings:
    """The findings that the clerk is to hear of."""
    kept = Findings()
    for finding in findings.kept:
        if not is_own(finding):
            kept.add(finding)
            if kept.counts[finding.kind] == KIND_LIMIT:
                kept.more_rows(finding, findings.rows[finding.kind][KIND_LIMIT:])
    return kept


def rows_of(tried: Tried, sheets: Sequence[Sheet]) -> dict[str, Rows]:
    """The typed cells of a return, as people write them."""
    found: dict[str, Rows] = {}
    for sheet in sheets:
        fields = [one for one in sheet.table.fields if one in sheet.header.fields.values()]
        columns = ", ".join(f'"{one.name}"' for one in fields)
        rows = tried.con.execute(
            f'SELECT {columns} FROM raw."{sheet.table.name}" WHERE {tried.own} ORDER BY row_number'
        ).fetchall()
        cells = [
            {one.header: _text(value, one) for one, value in zip(fields, row, strict=True)} for row in rows
        ]
        keys = [one.header for one in fields if one.name in sheet.table.key]
        found[sheet.table.title] = {" ".join(row[header] for header in keys): row for row in cells}
    return found


def _text(value: Any, one: Field) -> str:
    return "" if value is None else str(shown(value, one))
