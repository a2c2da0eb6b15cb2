"""From broken rows to findings: the first of each kind with their cells, all of them counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import duckdb

from etl.findings import KIND_LIMIT, Finding, Findings
from etl.load.typed_sheet import TypedSheet


@dataclass(frozen=True)
class Reporter:
    """Turns row numbers of one sheet into findings.

    Attributes:
        con: the connection that holds the typed sheet.
        typed: the sheet.
        findings: takes the findings.
    """

    con: duckdb.DuckDBPyConnection
    typed: TypedSheet
    findings: Findings

    def report(
        self,
        rows: str,
        like: Finding,
        explain: Callable[[str], Finding] | None = None,
        parameters: Mapping[str, object] | None = None,
    ) -> None:
        """Add a finding for every row number that the query `rows` yields.

        Args:
            rows: SELECT of `row_number`.
            like: the finding to repeat; its `column` is a field name of the contract.
            explain: makes the finding of a cell where it depends on the cell.
            parameters: values for the query.
        """
        numbers, total = self._numbered(rows, parameters)
        if not numbers:
            return
        cells = self._cells(like.column, numbers)
        label = self.typed.sheet.label(like.column) if like.column else ""
        made = []
        for number in numbers:
            cell = cells.get(number)
            finding = explain(cell or "") if explain else replace(like, value=cell)
            sheet = self.typed.sheet
            made.append(replace(finding, file=sheet.file, sheet=sheet.sheet, row=number, column=label))
            self.findings.add(made[-1])
        self.findings.count_more(made[-1], total - len(numbers))

    def _numbered(self, rows: str, parameters: Mapping[str, object] | None) -> tuple[list[int], int]:
        found = self.con.execute(
            f"SELECT row_number, count(*) OVER () FROM ({rows}) ORDER BY row_number LIMIT {KIND_LIMIT}",
            parameters,
        ).fetchall()
        return [number for number, _ in found], found[0][1] if found else 0

    def _cells(self, column: str, numbers: list[int]) -> dict[int, str | None]:
        for position, field in self.typed.sheet.header.fields.items():
            if field.name == column:
                return self.typed.cells(self.con, f"c{position}", numbers)
        return {}
