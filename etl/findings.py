"""Findings: what is wrong with a batch, where, and how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]

KIND_LIMIT = 1000
"""Findings kept of one kind (code in one column of one sheet); the rest is counted."""


@dataclass(frozen=True)
class Finding:
    """One fault of a batch.

    Attributes:
        severity: 'error' stops the batch, 'warning' does not.
        file, sheet: as handed in; sheet is '' for a .csv file.
        row: as the user sees it (title, header and blank rows counted), None for a whole file.
        column: header as handed in, '' when the finding is about a row or a file.
        value: the cell as handed in; None for personal data and whole-file findings.
        code: stable id of the kind of fault.
        message: what was expected and how to mend it, in Chinese.
    """

    severity: Severity
    code: str
    message: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str | None = None

    @property
    def place(self) -> str:
        """File, sheet, row and column in one Chinese phrase."""
        row = f"第 {self.row} 行" if self.row is not None else ""
        column = f"“{self.column}”列" if self.column else ""
        return " ".join(part for part in (self.file, self.sheet, row, column) if part)

    def as_row(self) -> dict[str, str | int]:
        """The finding as a row of the report; `value` is left out where it must not be shown."""
        row: dict[str, str | int] = {
            "severity": self.severity,
            "file": self.file,
            "sheet": self.sheet,
            "row": "" if self.row is None else self.row,
            "column": self.column,
            "code": self.code,
            "message": self.message,
        }
        if self.value is not None:
            row["value"] = self.value
        return row


@dataclass
class Findings:
    """All findings of a run, capped per kind, with the true counts kept."""

    kept: list[Finding] = field(default_factory=list)
    counts: Counter[tuple[str, str, str, str, Severity]] = field(default_factory=Counter)

    def add(self, finding: Finding, times: int = 1) -> None:
        """Keep a finding unless its kind is full; `times` counts further ones like it."""
        kind = (finding.file, finding.sheet, finding.column, finding.code, finding.severity)
        if self.counts[kind] < KIND_LIMIT:
            self.kept.append(finding)
        self.counts[kind] += times

    def count_more(self, like: Finding, times: int) -> None:
        """Count `times` findings of the same kind as `like` that are not listed one by one."""
        self.counts[(like.file, like.sheet, like.column, like.code, like.severity)] += times

    def error(self, code: str, message: str, **place: str | int | None) -> None:
        """Add an error; `place` takes file, sheet, row, column and value."""
        self.add(Finding("error", code, message, **place))  # type: ignore[arg-type]

    def warning(self, code: str, message: str, **place: str | int | None) -> None:
        """Add a warning; `place` takes file, sheet, row, column and value."""
        self.add(Finding("warning", code, message, **place))  # type: ignore[arg-type]

    @property
    def error_count(self) -> int:
        """True number of errors, listed or not."""
        return self._total("error")

    @property
    def warning_count(self) -> int:
        """True number of warnings, listed or not."""
        return self._total("warning")

    def _total(self, severity: Severity) -> int:
        return sum(times for kind, times in self.counts.items() if kind[-1] == severity)

    def __iter__(self) -> Iterator[Finding]:
        """The kept findings in the order found, then a line for each kind that was cut."""
        yield from self.kept
        for (file, sheet, column, code, severity), times in self.counts.items():
            if times > KIND_LIMIT:
                message = f"同类问题共 {times} 处，这里只列出前 {KIND_LIMIT} 处"
                yield Finding(severity, code, message, file=file, sheet=sheet, column=column)
