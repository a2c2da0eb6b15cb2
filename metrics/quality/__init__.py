"""Rules that numbers may break and still be accepted: contradictions, outliers, gaps, duplicates in disguise.

A rule is one file, `<id>.sql`: a head of comment lines `-- title:`, `-- kind:` (矛盾, 离群, 缺漏, 重复),
`-- table:` (whose rows it points at), `-- why:` and `-- mend:` in Chinese, then one SELECT over frames,
`staging` and `raw` that gives `source_row, region_code, line, subject, found` for each suspect row of the
month asked for. Outliers are judged robustly: distance from the median in units of 1.4826 × the median
absolute deviation, which is the standard deviation where the values are normal (Iglewicz and Hoaglin,
How to Detect and Handle Outliers, 1993).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from metrics.frames import COMMENT, with_clause
from metrics.scope import below, of_lines, place_and_lines
from metrics.warehouse import Snapshot

KINDS = ("矛盾", "离群", "缺漏", "重复")

_FOLDER = Path(__file__).parent
_HEAD = re.compile(r"^-- (title|kind|table|why|mend): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        id: its file's name.
        title: what is suspect.
        kind: one of `KINDS`.
        table: the table of the contract whose rows it points at.
        why: why that is suspect.
        mend: what to do about it.
        sql: the SELECT.
    """

    id: str
    title: str
    kind: str
    table: str
    why: str
    mend: str
    sql: str


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, by kind and id.

    Raises:
        KeyError: a file's head is incomplete.
    """
    found = [_read(path) for path in sorted(_FOLDER.glob("*.sql"))]
    return tuple(sorted(found, key=lambda rule: KINDS.index(rule.kind)))


def _read(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    head = dict(_HEAD.findall(text))
    return Rule(
        id=path.stem,
        title=head["title"],
        kind=head["kind"],
        table=head["table"],
        why=head["why"],
        mend=head["mend"],
        sql=COMMENT.sub("", text).strip(),
    )


def suspects(
    snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = (), only: Sequence[str] = ()
) -> pd.DataFrame:
    """Rows that break a rule in a month, within a region and some lines.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days; rules look back up to twelve months.
        region: region code; rows of everything below it count.
        lines: lines to keep, none means all; rows without a line are always kept.
        only: ids of rules to apply, none means all.

    Returns:
        ``rule, title, kind, source_table, subject, found, region_code, region_name, line, origin, batch_id,
        file, sheet, row_number``, in the order of the rules.
    """
    applied = [rule for rule in rules() if not only or rule.id in only]
    found = snapshot.query(_located(applied), **place_and_lines(period, region, lines))
    told = [applied[number] for number in found["rule_number"]]
    columns = {
        "rule": [rule.id for rule in told],
        "title": [rule.title for rule in told],
        "kind": [rule.kind for rule in told],
        "source_table": [rule.table for rule in told],
    }
    first = pd.DataFrame(columns, index=found.index, dtype="str")
    return pd.concat([first, found.drop(columns="rule_number")], axis=1)


def _located(applied: Sequence[Rule]) -> str:
    """The SELECTs of some rules with the place of each row, as a county would look for it.

    Rows of a merged region stand where they count: in its successor. One query for all of them: they share
    frames, and each is planned once.
    """
    suspects = ", ".join(f"suspect_{number} AS ({rule.sql})" for number, rule in enumerate(applied))
    rows = " UNION ALL ".join(
        f"""
        SELECT
            {number} AS rule_number, suspect.subject, suspect.found, suspect.region_code,
            CAST(suspect.line AS VARCHAR) AS line, source.origin, source.batch_id,
            source.file, source.sheet, source.row_number
        FROM suspect_{number} AS suspect
        INNER JOIN traced.{rule.table} AS source ON source.source_row = suspect.source_row"""
        for number, rule in enumerate(applied)
    )
    return f"""
    {with_clause(*(rule.sql for rule in applied), "clock", "moved_regions")},
    {suspects}
    SELECT
        suspect.rule_number, suspect.subject, suspect.found, region.code AS region_code,
        region.name AS region_name, suspect.line, suspect.origin, suspect.batch_id, suspect.file,
        suspect.sheet, suspect.row_number
    FROM ({rows}) AS suspect
    CROSS JOIN clock
    LEFT JOIN moved_regions AS moved
        ON moved.region_code = suspect.region_code AND moved.as_of = clock.as_of
    INNER JOIN marts.dim_regions AS region
        ON region.code = coalesce(moved.home_code, suspect.region_code)
    WHERE {below()} AND ({of_lines("suspect.line")} OR suspect.line IS NULL)
    ORDER BY suspect.rule_number, region.code, suspect.subject, suspect.row_number"""
