"""Where to put stations: the four classical questions of location, and the plan that a county asks for.

``maximal_covering`` (MCLP), ``set_covering`` (LSCP), ``p_median`` and ``p_center`` are what others import.
"""

from metrics.siting.questions import (
    FloorsError,
    Limits,
    Progress,
    Shortfall,
    Siting,
    SitingError,
    maximal_covering,
    p_center,
    p_median,
    set_covering,
)

__all__ = [
    "FloorsError",
    "Limits",
    "Progress",
    "Shortfall",
    "Siting",
    "SitingError",
    "maximal_covering",
    "p_center",
    "p_median",
    "set_covering",
]
