"""Behind every metric: which units are missing from it, and which rows make the counted ones count.

A metric's own SELECT (`metrics.catalogue`) gives the rows that add up to its value. These give the rest of
the truth: who counts but lacks what is asked, who cannot count, and the rows that a judgement rests on.
"""

from types import MappingProxyType

from metrics.backing import mechanism, membership, organisation, platform, projects, work
from metrics.backing.backing import Backing

#: Metric id → what stands behind it; one entry for each metric of the catalogue.
BACKING = MappingProxyType(
    organisation.BACKING
    | membership.BACKING
    | mechanism.BACKING
    | platform.BACKING
    | work.BACKING
    | projects.BACKING
)

__all__ = ["BACKING", "Backing"]
