"""The metrics that a leader is told first, on 总览 and on slides."""

#: Ids in the order in which they are shown.
KEY_METRICS = (
    "org_coverage",
    "effective_coverage",
    "members",
    "shell_ratio",
    "station_access",
    "beneficiaries",
    "project_green",
    "budget_execution",
)
