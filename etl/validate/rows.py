"""Faults that show within one row or between rows of one table: blanks, keys, bounds, rules."""

from __future__ import annotations

import re

from etl.cleaning import blank
from etl.contract import Field, Rule, Table
from etl.findings import Finding
from etl.load.upsert import Batch, key_value, taken_keys
from etl.validate.reporting import Reporter


def warn_unlabelled(reporter: Reporter) -> None:
    """Warn of columns that hold something but have no header, so nobody knows what it means."""
    sheet = reporter.typed.sheet
    for position, label in enumerate(sheet.header.labels):
        filled = f"SELECT 1 FROM {sheet.relation} WHERE NOT {blank(f'c{position}')} LIMIT 1"
        if not label and reporter.con.execute(filled).fetchone():
            message = f"第 {position + 1} 列没有表头，里面的内容已略过"
            reporter.findings.warning("unlabelled_column", message, **sheet.place, row=sheet.header.row)


def report_blanks(reporter: Reporter) -> None:
    """Required cells left blank; of a withdrawn row only the key is needed."""
    typed = reporter.typed
    for field in typed.stated:
        if not field.required:
            continue
        needed = "true" if field.name in typed.table.key else f"NOT {typed.withdrawn}"
        rows = (
            f'SELECT row_number FROM {typed.view} WHERE "{field.name}" IS NULL '
            f"AND bad & {typed.mask({field.name})} = 0 AND {needed}"
        )
        reporter.report(
            rows, Finding("error", "required", f"“{field.header}”必填，不能留空", column=field.name)
        )


def report_missing_key_columns(reporter: Reporter) -> bool:
    """Whether a required key column is absent; each is a finding."""
    table = reporter.typed.table
    missing = [table.field(name) for name in table.key if not reporter.typed.states(table.field(name))]
    missing = [field for field in missing if field.required]
    for field in missing:
        _report_missing(reporter, field, f"缺少必填列“{field.header}”")
    return bool(missing)


def _report_missing(reporter: Reporter, field: Field, message: str) -> None:
    sheet = reporter.typed.sheet
    reporter.findings.error(
        "missing_column", message, **sheet.place, row=sheet.header.row, column=field.header
    )


def report_doubled_keys(reporter: Reporter) -> None:
    """Every further row with the key of an earlier row of the batch."""
    typed = reporter.typed
    key = ", ".join(key_value(reporter.con, typed, field) for field in typed.key)
    complete = " AND ".join(f'"{field.name}" IS NOT NULL' for field in typed.key if field.required) or "true"
    keyed = f"FROM {typed.view} AS n WHERE {complete}"
    # Hashes are counted faster than keys; where two keys share one, the groups below tell.
    if reporter.con.execute(f"SELECT count(*) = count(DISTINCT hash({key})) {keyed}").fetchone() == (True,):
        return
    groups = f"{keyed} GROUP BY {key} HAVING count(*) > 1"
    rows = f"SELECT unnest(list(row_number ORDER BY row_number)[2:]) AS row_number {groups}"
    message = f"前面已有{'、'.join(field.header for field in typed.key)}相同的行，请只留一行"
    reporter.report(rows, Finding("error", "duplicate_key", message, column=typed.table.key[0]))


def report_keys_of_other_sheets(reporter: Reporter, batch: Batch) -> None:
    """Every row with the key of a row that another sheet of the batch has brought."""
    typed = reporter.typed
    key = "、".join(field.header for field in typed.key)
    taken = taken_keys(reporter.con, typed, batch)
    label = typed.sheet.label(typed.table.key[0])
    message = f"“{{}}”第 {{}} 行已有{key}相同的行，请只留一行"
    reporter.tell(
        label,
        (
            (row, Finding("error", "duplicate_key", message.format(sheet or file, other)))
            for row, file, sheet, other in taken
        ),
    )


def report_missing_columns(reporter: Reporter) -> None:
    """Required columns that the sheet lacks although it brings new rows."""
    typed = reporter.typed
    for field in typed.table.fields:
        if not field.required or typed.states(field) or field.name in typed.table.key:
            continue
        # A row whose key could not be read may be a known one.
        named = "".join(f' AND "{key.name}" IS NOT NULL' for key in typed.key if key.required)
        ours = f'SELECT count(*) FROM raw."{typed.table.name}" WHERE source_id BETWEEN ? AND ?'
        broken = f'{ours} AND "{field.name}" IS NULL{named}'
        new_rows = (reporter.con.execute(broken, list(typed.sources)).fetchone() or (0,))[0]
        if new_rows:
            message = f"缺少必填列“{field.header}”，有 {new_rows} 行新增记录需要它"
            _report_missing(reporter, field, message)


def report_broken_rules(reporter: Reporter, batch: Batch) -> None:
    """Bounds of numbers and the table's own rules, over the merged rows of the batch."""
    for rule in _broken_anywhere(reporter, batch):
        rows = f"SELECT r.row_number {_of_batch(reporter)} AND ({rule.broken}) {_readable(reporter, rule)}"
        like = Finding(rule.severity, rule.code, rule.expected, column=_stated(reporter, rule))
        reporter.report(rows, like, batch)


def _stated(reporter: Reporter, rule: Rule) -> str:
    """The field to point at: the rule's, or where the sheet has no such column, the one that broke it.

    What is missing stays named: its column is to be added.
    """
    if rule.code.endswith("_missing"):
        return rule.column
    stated = [field.name for field in reporter.typed.stated]
    involved = [name.removesuffix("_given") for name in re.findall(r"\br\.(\w+)", rule.broken)]
    return next((name for name in (rule.column, *involved) if name in stated), rule.column)


def _broken_anywhere(reporter: Reporter, batch: Batch) -> list[Rule]:
    """The rules that some row breaks, found in one scan."""
    table = reporter.typed.table
    rules = [*bounds(table), *_counties(table), *table.rules]
    if not rules:
        return []
    tests = ", ".join(f"bool_or({rule.broken})" for rule in rules)
    sql = f"SELECT {tests} {_of_batch(reporter)}"
    found = reporter.con.execute(sql, reporter.parameters(batch, sql)).fetchone()
    return [rule for rule, broken in zip(rules, found or (), strict=True) if broken]


def _of_batch(reporter: Reporter) -> str:
    return f'FROM raw."{reporter.typed.table.name}" AS r WHERE r.source_id BETWEEN $first_own AND $last_own'


def _readable(reporter: Reporter, rule: Rule) -> str:
    """SQL that leaves out rows in which a cell of the rule could not be read: that is told already."""
    names = {name.removesuffix("_given") for name in re.findall(r"\br\.(\w+)", rule.broken)}
    mask = reporter.typed.mask(names)
    if not reporter.typed.bad & mask:
        return ""
    return f" AND r.row_number NOT IN (SELECT row_number FROM {reporter.typed.view} WHERE bad & {mask} <> 0)"


def bounds(table: Table) -> list[Rule]:
    """The rules that the bounds of a table's numbers amount to."""
    rules = []
    for field in table.fields:
        broken = _out_of_bounds(field, "_given" if table.has_point and field.name in ("lon", "lat") else "")
        if broken:
            rules.append(
                Rule(
                    "out_of_range",
                    field.name,
                    " OR ".join(broken),
                    f"“{field.header}”应{_bounds_text(field)}",
                )
            )
    return rules


def _counties(table: Table) -> list[Rule]:
    """The rule that a blank region means the county, which is only clear where there is one."""
    message = "仓库里没有县或不止一个县，“{}”不能留空"
    return [
        Rule("county_unclear", field.name, f"r.{field.name} IS NULL", message.format(field.header))
        for field in table.fields
        if field.county_default
    ]


def _out_of_bounds(field: Field, suffix: str) -> list[str]:
    broken = [f"r.{field.name}{suffix} <= 0"] if field.above_zero else []
    if field.minimum is not None:
        broken.append(f"r.{field.name}{suffix} < {field.minimum}")
    if field.maximum is not None:
        broken.append(f"r.{field.name}{suffix} > {field.maximum}")
    return broken


def _bounds_text(field: Field) -> str:
    if field.above_zero:
        return "大于 0"
    if field.maximum is None:
        return f"不小于 {field.minimum:g}"
    return f"在 {field.minimum:g} 到 {field.maximum:g} 之间"
