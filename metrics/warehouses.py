"""Several warehouses side by side: the app's own, and those of counties that were begun beside it.

data/warehouse/            the app's own, `QUNTUAN_WAREHOUSE` names another
data/warehouse-360827/     that of one county, by the six digits of its code
"""

from __future__ import annotations

import glob
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from metrics.warehouse import current_file, open_current
from metrics.warehouse_error import WarehouseError

#: The digits of a county's code that name its warehouse.
DIGITS = 6
_COUNTY = re.compile("[0-9]{6}")

_TOP = """
SELECT code, name FROM marts.dim_regions WHERE parent_code IS NULL ORDER BY code LIMIT 1
"""
_COUNTIES = "SELECT DISTINCT left(code, 6) FROM marts.dim_regions WHERE level = 'county'"
_ORIGINS = "SELECT DISTINCT origin FROM meta.batches ORDER BY origin != '演示', origin"


@dataclass(frozen=True)
class Told:
    """One of several warehouses.

    Attributes:
        county: the six digits that the link names it by; '' for the app's own.
        code: region code of what stands at the top of its data, 12 digits.
        name: of that region.
        origins: where its numbers come from, 演示 first.
        counties: the counties in it, six digits each.
        trouble: why it cannot be opened, in words; '' where it can.
    """

    county: str
    code: str
    name: str
    origins: tuple[str, ...]
    counties: frozenset[str]
    trouble: str = ""

    def holds(self, county: str) -> bool:
        """Whether a county, by its six digits, is among what stands in it."""
        return county in self.counties or self.code.startswith(county)


def is_county(word: str) -> bool:
    """Whether a word may name the warehouse of a county."""
    return bool(_COUNTY.fullmatch(word))


def beside(home: Path, county: str) -> Path:
    """The folder of a county's warehouse beside the app's own.

    Args:
        home: the app's own.
        county: the six digits of its code; '' for the app's own.

    Raises:
        ValueError: these are no six digits.
    """
    if not county:
        return home
    if not is_county(county):
        raise ValueError(f"no county: {county!r}")
    whole = home.absolute()
    return whole.with_name(f"{whole.name}-{county}")


def is_published(folder: Path) -> bool:
    """Whether a warehouse folder points to a published snapshot."""
    return (folder / "current.json").is_file()


def is_unpublished(folder: Path) -> bool:
    """Whether nothing was ever published in a warehouse folder; drafts may wait there."""
    kept = (path for part in ("snapshots", "batches") for path in (folder / part).glob("[!.]*"))
    return not is_published(folder) and not any(kept)


def told(home: Path) -> list[Told]:
    """Tell what warehouses there are, the app's own first; those that cannot be opened say why."""
    name = home.absolute().name
    counties = (
        path.name.removeprefix(f"{name}-") for path in home.absolute().parent.glob(f"{glob.escape(name)}-*")
    )
    found = (_told(home, county) for county in ("", *sorted(filter(is_county, counties))))
    return [one for one in found if one]


def _told(home: Path, county: str) -> Told | None:
    folder = beside(home, county)
    try:
        return _read(folder, current_file(folder).name, county) if is_published(folder) else None
    except WarehouseError as error:
        return Told(county, "", county or "本机数据", (), frozenset([county] if county else ()), str(error))


@lru_cache(maxsize=256)
def _read(folder: Path, _published: str, county: str) -> Told:
    """What one warehouse holds, read again once another snapshot is published."""
    snapshot = open_current(folder)
    ((code, name), *_) = snapshot.rows(_TOP) or [("", "没有区划")]
    origins = tuple(origin for (origin,) in snapshot.rows(_ORIGINS))
    return Told(county, code, name, origins, frozenset(one for (one,) in snapshot.rows(_COUNTIES)))
