"""What 建立本县 shows, fetched once."""

from metrics import warehouses
from metrics.data import begun, divisions
from metrics.data.begun import Begun
from metrics.data.divisions import County, Divisions
from metrics.warehouse import Snapshot
from metrics.warehouses import Told
from ui import shown
from ui.cache import fetch


def gather_divisions() -> Divisions:
    """Give all provinces, cities and counties; they are read once a process."""
    return divisions.divisions()


def gather_found(asked: str, most: int) -> list[County]:
    """Find the counties that somebody may mean."""
    return divisions.found(asked, most)


def gather_begun(draft: Snapshot) -> Begun:
    """Fetch what a county would begin with."""
    return fetch(draft, begun.begun)


def established(county: County) -> Told | None:
    """Find the warehouse of a county's own data, if there is one."""
    own = (one for one in warehouses.told(shown.home()) if "演示" not in one.origins)
    return next((one for one in own if one.holds(county.code)), None)
