"""Findings: what is wrong with a batch, where, and how to mend it."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from etl.personal import personal_kind

Severity = Literal["error", "warning"]

#: Findings kept of one kind (code in one column of one sheet); the rest is counted.
KIND_LIMIT = 1000

#: Characters of a value that are shown; the longest text that the contract accepts has 2,000.
VALUE_LIMIT = 3000

#: Rows of a kind that are told where it is told once.
FIRST_ROWS = 5

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


KindKey = tuple[str, str, str, str, Severity]

#: Kinds that are one although each of them has a name of its own.
_NAMED_ALIKE = {"unknown_sheet": "sheet", "unknown_column": "column", "unknown_file": "file"}


@dataclass
class Kind:
    """Findings of one kind and with one remedy, told once.

    Attributes:
        first: the first of them, with its value and the remedy.
        count: how many there are.
        rows: their rows in the order found.
        names: the sheets, columns or files that they are about, where each has one of its own.
    """

    first: Finding
    count: int = 0
    rows: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Count one more of the kind."""
        self.count += 1
        if finding.row is not None:
            self.rows.append(finding.row)
        if finding.code in _NAMED_ALIKE:
            self.names.append(getattr(finding, _NAMED_ALIKE[finding.code]))

    @property
    def listed(self) -> str:
        """Its first rows, or the first names of what it is about."""
        return _listed(self.names if len(self.names) > 1 else list(map(str, self.rows)))

    def as_row(self) -> dict[str, str | int]:
        """The kind as a row of a report: its first finding, how many there are, and their first rows."""
        rows = self.rows[0] if len(self.rows) == 1 else self.listed
        return {**self.first.as_row(), "count": self.count, "rows": rows}

    @property
    def place(self) -> str:
        """File, sheet, the first rows and column in one Chinese phrase."""
        if self.count == 1:
            return self.first.place
        if len(self.names) > 1:
            alike = _without_name(self.first)
            return " ".join(part for part in (alike.place, self.listed) if part)
        place = replace(self.first, row=None, column="").place
        column = f"“{self.first.column}”列" if self.first.column else ""
        rows = f"第 {self.listed} 行" if self.rows else ""
        return " ".join(part for part in (place, rows, column) if part)


def _without_name(finding: Finding) -> Finding:
    """What the findings of a kind have in common where each has a name of its own."""
    attribute = _NAMED_ALIKE.get(finding.code)
    if attribute == "sheet":
        return replace(finding, row=None, sheet="")
    if attribute == "file":
        return replace(finding, row=None, file="")
    return replace(finding, row=None, column="") if attribute else finding


def _listed(words: list[str]) -> str:
    more = "……" if len(words) > FIRST_ROWS else ""
    return "、".join(words[:FIRST_ROWS]) + more


@dataclass
class Findings:
    """All findings of a run, capped per kind, with the true counts and all rows kept."""

    kept: list[Finding] = field(default_factory=list)
    counts: Counter[KindKey] = field(default_factory=Counter)
    rows: dict[KindKey, array[int]] = field(default_factory=partial(defaultdict, partial(array, "q")))

    def add(self, finding: Finding) -> None:
        """Keep a finding unless its kind is full."""
        shown = _shown(finding)
        if self.counts[shown.kind] < KIND_LIMIT:
            self.kept.append(shown)
        self.counts[shown.kind] += 1
        if shown.row is not None:
            self.rows[shown.kind].append(shown.row)

    def more_rows(self, like: Finding, rows: Sequence[int]) -> None:
        """Note rows with a finding of the same kind as `like` that are not listed one by one."""
        if rows:
            key = _shown(like).kind
            self.counts[key] += len(rows)
            self.rows[key].extend(rows)

    def kinds(self) -> list[Kind]:
        """Every kind once, in the order found."""
        found: dict[Finding, Kind] = {}
        firsts: dict[KindKey, Kind] = {}
        for finding in self.kept:
            alike = replace(_without_name(finding), row=None, value=None)
            kind = found.setdefault(alike, Kind(finding))
            firsts.setdefault(finding.kind, kind)
            kind.add(finding)
        for key, kind in firsts.items():
            # What is not listed one by one has no words of its own.
            listed = min(self.counts[key], KIND_LIMIT)
            kind.count += self.counts[key] - listed
            kind.rows.extend(self.rows[key][listed:] if key in self.rows else ())
        return list(found.values())

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
    words = {name: HIDDEN if personal_kind(word) else _cut(word) for name, word in words.items()}
    value = finding.value
    if value is not None:
        value = None if personal_kind(value) else _cut(value)
    return replace(finding, value=value, **words)


def _cut(text: str) -> str:
    return text if len(text) <= VALUE_LIMIT else f"{text[:VALUE_LIMIT]}…"
