"""From broken rows to findings: the first of each kind with their cells, all of them counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
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

    def report(self, rows: str, like: Finding, parameters: Mapping[str, object] | None = None) -> None:
        """Add a finding for every row number that the query `rows` yields.

        Args:
            rows: SELECT of `row_number`.
            like: the finding to repeat; its `column` is a field name of the contract.
            parameters: values for the query.
        """
        numbers, total = self._numbered(rows, parameters)
        if not numbers:
            return
        cells = self._cells(like.column, numbers)
        label = self.typed.sheet.label(like.column) if like.column else ""
        self.tell(label, ((number, replace(like, value=cells.get(number))) for number in numbers))
        self.findings.count_more(self._placed(like, label, None), total - len(numbers))

    def tell(self, label: str, told: Iterable[tuple[int, Finding]]) -> None:
        """Add findings about cells of one column.

        Args:
            label: the column's header as handed in.
            told: row numbers with findings that lack their place.
        """
        counts: Counter[str] = Counter()
        last: dict[str, Finding] = {}
        for number, finding in told:
            counts[finding.code] += 1
            if counts[finding.code] <= KIND_LIMIT:
                last[finding.code] = self._placed(finding, label, number)
                self.findings.add(last[finding.code])
        for code, finding in last.items():
            self.findings.count_more(finding, max(0, counts[code] - KIND_LIMIT))

    def _placed(self, finding: Finding, label: str, row: int | None) -> Finding:
        sheet = self.typed.sheet
        return replace(finding, file=sheet.file, sheet=sheet.sheet, row=row, column=label)

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
