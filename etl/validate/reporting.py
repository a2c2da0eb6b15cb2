"""From broken rows to findings: the first of each kind with their cells, all of them counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import duckdb

from etl.findings import KIND_LIMIT, Finding, Findings
from etl.load.region_names import named
from etl.load.typed_sheet import TypedSheet
from etl.load.upsert import Batch


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

    def parameters(self, batch: Batch, sql: str) -> dict[str, object]:
        """Values of the parameters that a query names.

        `$first_own` to `$last_own` are the sources of this sheet's rows, `$first_source` and later ones those
        of the batch, `$received_on` is the day it was received.
        """
        first_own, last_own = self.typed.sources
        known = {"first_own": first_own, "last_own": last_own, "first_source": batch.first_source}
        values: dict[str, object] = {**known, "received_on": batch.received_on}
        return {name: value for name, value in values.items() if f"${name}" in sql}

    def report(
        self,
        rows: str,
        like: Finding,
        batch: Batch | None = None,
        parameters: Mapping[str, object] | None = None,
    ) -> None:
        """Add a finding for every row number that the query `rows` yields.

        Args:
            rows: SELECT of `row_number`.
            like: the finding to repeat; its `column` is a field name of the contract.
            batch: the batch, where the query names its parameters.
            parameters: further values for the query.
        """
        given = self.parameters(batch, rows) if batch else {}
        numbers = self._numbered(rows, {**given, **(parameters or {})})
        shown = numbers[:KIND_LIMIT]
        if not shown:
            return
        cells = self._cells(like.column, shown)
        label = self.typed.sheet.label(like.column) if like.column else ""
        self.tell(label, ((number, replace(like, value=cells.get(number))) for number in shown))
        self.findings.more_rows(self._placed(like, label, None), numbers[KIND_LIMIT:])

    def tell(self, label: str, told: Iterable[tuple[int, Finding]]) -> None:
        """Add findings about cells of one column.

        Args:
            label: the column's header as handed in.
            told: row numbers with findings that lack their place.
        """
        counts: Counter[str] = Counter()
        others: dict[str, tuple[Finding, list[int]]] = {}
        for number, finding in told:
            counts[finding.code] += 1
            if counts[finding.code] <= KIND_LIMIT:
                self.findings.add(self._placed(finding, label, number))
            else:
                others.setdefault(finding.code, (finding, []))[1].append(number)
        for finding, rows in others.values():
            self.findings.more_rows(self._placed(finding, label, None), rows)

    def _placed(self, finding: Finding, label: str, row: int | None) -> Finding:
        sheet = self.typed.sheet
        return replace(finding, file=sheet.file, sheet=sheet.sheet, row=row, column=label)

    def _numbered(self, rows: str, parameters: Mapping[str, object]) -> list[int]:
        found = self.con.execute(f"SELECT row_number FROM ({rows}) ORDER BY row_number", parameters)
        return [number for (number,) in found.fetchall()]

    def _cells(self, column: str, numbers: list[int]) -> dict[int, str | None]:
        for position, field in self.typed.sheet.header.fields.items():
            if field.name == column:
                cells = self.typed.cells(self.con, f"c{position}", numbers)
                return cells | named(self.con, cells) if field.region else cells
        return {}
