"""Targets against the metric catalogue: known metric, a value that its unit and direction allow."""

from __future__ import annotations

from etl.cleaning import clean_symbols, quoted
from etl.contract import TABLES
from etl.findings import Finding
from etl.load.upsert import Batch
from etl.validate.reporting import Reporter
from metrics.catalogue import METRICS, Metric


def report_targets(reporter: Reporter, batch: Batch) -> None:
    """Findings for targets that name no metric or that no value of the metric could meet."""
    _report(
        reporter,
        batch,
        f"r.metric_id NOT IN {_ids(METRICS)}",
        "unknown_metric",
        "指标编号不在指标目录里",
        "metric_id",
    )
    bounded = [metric for metric in METRICS if metric.percent and not metric.may_exceed_one]
    message = "百分比指标的目标应在 0 到 1 之间，或带 % 号，如 0.95 或 95%"
    _report(
        reporter, batch, f"r.target > 1 AND r.metric_id IN {_ids(bounded)}", "target_scale", message, "target"
    )
    upward = [metric for metric in METRICS if metric.direction == "up"]
    _report(
        reporter,
        batch,
        f"r.target <= 0 AND r.metric_id IN {_ids(upward)}",
        "out_of_range",
        "越高越好的指标，目标应大于 0",
        "target",
    )
    _report(
        reporter,
        batch,
        f"r.target < 0 AND r.metric_id NOT IN {_ids(upward)}",
        "out_of_range",
        "目标不能小于 0",
        "target",
    )


def report_percent_signs(reporter: Reporter) -> None:
    """Findings for a percent sign on a metric that is no share; only the cell as handed in shows it."""
    counted = [metric for metric in METRICS if not metric.percent]
    positions = {field.name: position for position, field in reporter.typed.sheet.header.fields.items()}
    if "target" not in positions or "metric_id" not in positions:
        return
    sheet, cell = reporter.typed.sheet, f"g.c{positions['target']}"
    rows = (
        f"SELECT g.row_number FROM {sheet.numbered_relation} AS g "
        f"JOIN {reporter.typed.view} AS t USING (row_number) "
        f"WHERE contains({clean_symbols(cell)}, '%') "
        f"AND t.metric_id IN {_ids(counted)}"
    )
    header = TABLES["targets"].field("target").header
    reporter.report(
        rows,
        Finding("error", "percent_not_allowed", f"“{header}”不能带 %，这个指标不是百分比", column="target"),
    )


def _ids(metrics: tuple[Metric, ...] | list[Metric]) -> str:
    return "(" + ", ".join(quoted(metric.id) for metric in metrics) + ")"


def _report(reporter: Reporter, batch: Batch, broken: str, code: str, message: str, column: str) -> None:
    own = "r.source_id BETWEEN $first_own AND $last_own"
    rows = f"SELECT r.row_number FROM raw.targets AS r WHERE {own} AND {broken}"
    reporter.report(rows, Finding("error", code, message, column=column), batch)
