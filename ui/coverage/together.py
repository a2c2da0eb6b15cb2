"""Data with several regions at the top, such as the provinces of the country: the map can show all of them.

Everything else on a page stays with the one region that is chosen.
"""

from dataclasses import dataclass

from metrics import places
from metrics.catalogue import LEVELS
from ui import link, session
from ui.cache import fetch
from ui.choosing import link_choices
from ui.session import View


@dataclass(frozen=True)
class Together:
    """All regions at the top of the data: their number and their level."""

    count: int
    level: str

    @property
    def name(self) -> str:
        """How they are called together: 全部 31 个省."""
        return f"全部 {self.count:,} 个{LEVELS[self.level]}"


def together(view: View) -> Together | None:
    """Give the regions at the top of the data; None where there is only one."""
    tops = fetch(view.snapshot, places.top_regions, period=view.selection.period)
    return Together(len(tops), str(tops["level"].iloc[0])) if len(tops) > 1 else None


def widened(view: View) -> Together | None:
    """Give the regions that the map shows together; None where it shows the chosen region."""
    wide = link_choices.said(session.SCOPE, "范围", {session.ALL: True}.get, False)
    return together(view) if wide else None


def widen() -> None:
    """Show all regions at the top of the data on the map, from the next run on."""
    link.change({session.SCOPE: session.ALL})
