"""Running numbers: those of milestones begin again with every project."""

from __future__ import annotations

from etl.findings import Finding
from etl.load.upsert import Batch
from etl.validate.reporting import Reporter

_GOES_ON = """
SELECT row_number FROM (
    SELECT row_number, seq, project_id,
        lag(seq) OVER (ORDER BY row_number) AS seq_before,
        lag(project_id) OVER (ORDER BY row_number) AS before
    FROM raw.milestones WHERE source_id BETWEEN $first_own AND $last_own
)
WHERE project_id <> before AND seq > 1 AND seq = seq_before + 1
"""


def warn_running_numbers(reporter: Reporter, batch: Batch) -> None:
    """Warn where the number goes on from one project to the next: it may name others than before."""
    message = (
        "序号从上一个项目接着编下来；序号是项目内的编号，请每个项目从 1 编起，"
        "否则与以前交过的里程碑对不上，同一个里程碑会变成两个"
    )
    like = Finding("warning", "running_number", message, column="seq")
    reporter.report(_GOES_ON, like, batch)
