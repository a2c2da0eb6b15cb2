"""Small random counties as contract rows, crowded with edge cases.

Dates cluster on month ends and window edges, fields are often blank, regions merge in chains or are not yet
valid, so that a few dozen rows of each table meet most of the definitions' corners.
"""

from __future__ import annotations

from tests.models.random_county.people import People
from tests.models.random_county.places import Places
from tests.models.random_county.plans import Plans
from tests.models.random_county.work import Work


class County(Places, People, Work, Plans):
    """One random county: `tables` maps contract table names to rows."""

    def __init__(self, seed: int, size: int = 1) -> None:
        """Generate from a seed; `size` multiplies the rows of each table."""
        super().__init__(seed, size)
        self.regions()
        self.codes = [row["code"] for row in self.tables["regions"]]
        self.organizations()
        self.work()
        self.plans()
        self.meetings()
        # Drawn last, so that what is drawn before stays as it was.
        self.workplaces()
