"""Findings: what is wrong with a batch, where, and how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from etl.personal import personal_kind

Severity = Literal["error", "warning"]

#: Findings kept of one kind (code in one column of one sheet); the rest is counted.
KIND_LIMIT = 1000

#: Characters of a value that are shown; the longest text that the contract accepts has 2,000.
VALUE_LIMIT = 3000

HIDDEN = "（含个人信息，已隐去）"


@dataclass(frozen=True)
class Finding:
    """One fault of a batch.

    Attributes:
        severity: 'error' stops the batch, 'warning' does not.
        file, sheet: as handed in; sheet is '' for a .csv file.
        row: as the user sees it (title, header and blank rows counted), None for a whole file.
        column: header as handed in, '' when the finding is about a row or a file.
        value: the cell as handed in; None where there is none and for personal data.
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
    def kind(self) -> tuple[str, str, str, str, Severity]:
        """What findings of one kind have in common: code in one column of one sheet."""
        return self.file, self.sheet, self.column, self.code, self.severity

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
        if self.code != "personal_data":
            row["value"] = self.value or ""
        return row


@dataclass
class Findings:
    """All findings of a run, capped per kind, with the true counts kept."""

    kept: list[Finding] = field(default_factory=list)
    counts: Counter[tuple[str, str, str, str, Severity]] = field(default_factory=Counter)

    def add(self, finding: Finding, times: int = 1) -> None:
        """Keep a finding unless its kind is full; `times` counts further ones like it."""
        if self.counts[finding.kind] < KIND_LIMIT:
            self.kept.append(_shown(finding))
        self.counts[finding.kind] += times

    def count_more(self, like: Finding, times: int) -> None:
        """Count `times` findings of the same kind as `like` that are not listed one by one."""
        self.counts[like.kind] += times

    def error(self, code: str, message: str, **place: str | int | None) -> None:
        """Add an error; `place` takes file, sheet, row, column and value."""
        self.add(Finding("error", code, message, **place))  # type: ignore[arg-type]

    def warning(self, code: str, message: str, **place: str | int | None) -> None:
        """Add a warning; `place` takes file, sheet, row, column and value."""
        self.add(Finding("warning", code, message, **place))  # type: ignore[arg-type]

    def tells(self, code: str, file: str, sheet: str) -> bool:
        """Whether a sheet has a finding of a code."""
        return any(kind[:2] == (file, sheet) and kind[3] == code for kind in self.counts)

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
                yield _shown(Finding(severity, code, message, file=file, sheet=sheet, column=column))


def _shown(finding: Finding) -> Finding:
    """The finding as it may be shown: no personal number in any part, no endless value.

    Whatever rule found it, this is the one way into a report, so nothing slips past it.
    """
    words = {name: getattr(finding, name) for name in ("file", "sheet", "column", "message")}
    words = {name: HIDDEN if personal_kind(word) else word for name, word in words.items()}
    value = finding.value
    if value is not None and personal_kind(value):
        value = None
    if value is not None and len(value) > VALUE_LIMIT:
        value = f"{value[:VALUE_LIMIT]}…"
    return replace(finding, value=value, **words)
