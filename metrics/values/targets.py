"""Targets: which one applies, how far it is attained, and the light that follows."""

from __future__ import annotations

GREEN = 0.95
AMBER = 0.80

_MATCHES = (
    ("here_line", "valued.region_code", "valued.line"),
    ("here", "valued.region_code", "''"),
    ("everywhere_line", "''", "valued.line"),
    ("everywhere", "''", "''"),
)

#: Joins from relation `valued` to the four kinds of target; all lines together is line ''.
TARGET_JOINS = "\n".join(
    f"LEFT JOIN staging.targets AS {name} ON {name}.metric_id = valued.metric_id"
    f" AND {name}.year = year(valued.period) AND {name}.region_code = {region} AND {name}.line = {line}"
    for name, region, line in _MATCHES
)

#: The most specific target: region and line, region, line, general.
TARGET_VALUE = f"coalesce({', '.join(f'{name}.target' for name, *_ in _MATCHES)})"

_DIVIDED = """
    CASE
        WHEN value IS NULL OR target IS NULL THEN NULL
        WHEN direction = 'down' AND value <= target THEN 1
        WHEN direction = 'down' THEN greatest(least(target / value, 1), 0)
        ELSE greatest(least(value / nullif(target, 0), 1), 0)
    END"""

_LIMITS = "\n".join(f"WHEN abs({_DIVIDED} - {limit}) < 1e-12 THEN {limit}" for limit in (1, GREEN, AMBER))

# 0.57 against 0.6 is 0.95, and 0.56 against 0.7 is 0.8, but not in binary fractions. What differs from a
# limit by no more than such an error is the limit itself: the number printed and its light say the same.
#: Attainment 0-1 of `value` against `target` for `direction`; null without either.
ATTAINMENT = f"CAST(CASE {_LIMITS} ELSE {_DIVIDED} END AS DOUBLE)"

#: Light of an `attainment`: 'green', 'amber', 'red' or null.
LIGHT = f"""
    CASE
        WHEN attainment >= {GREEN} THEN 'green'
        WHEN attainment >= {AMBER} THEN 'amber'
        WHEN attainment IS NOT NULL THEN 'red'
    END"""
