"""The metric catalogue: every number that the product shows is one of these entries.

Importing it needs neither a database nor pandas, so the build can check targets against it.
"""

from types import MappingProxyType

from metrics.catalogue import (
    data,
    digital,
    mechanism,
    membership,
    organisation,
    platform,
    projects,
    service,
    society,
)
from metrics.catalogue.metric import Metric

#: All metrics in the order in which they are shown.
METRICS: tuple[Metric, ...] = (
    *organisation.METRICS,
    *membership.METRICS,
    *mechanism.METRICS,
    *platform.METRICS,
    *service.METRICS,
    *digital.METRICS,
    *projects.METRICS,
    *society.METRICS,
    *data.METRICS,
)

BY_ID = MappingProxyType({metric.id: metric for metric in METRICS})

#: Dimensions of the reform index in catalogue order.
DIMENSIONS: tuple[str, ...] = tuple(dict.fromkeys(metric.dimension for metric in METRICS))

#: Dimensions that are shown beside the index but do not count in it.
UNWEIGHTED_DIMENSIONS = frozenset({"数据"})

#: The seven lines in their fixed order, with their Chinese names.
LINES = MappingProxyType(
    {
        "union": "工会",
        "youth": "共青团",
        "women": "妇联",
        "science": "科协",
        "overseas": "侨联",
        "disabled": "残联",
        "commerce": "工商联",
    }
)

#: Levels of regions from the top down, with their Chinese names.
LEVELS = MappingProxyType(
    {"province": "省", "city": "市", "county": "县", "township": "乡镇", "village": "村"}
)

__all__ = ["BY_ID", "DIMENSIONS", "LEVELS", "LINES", "METRICS", "UNWEIGHTED_DIMENSIONS", "Metric"]
