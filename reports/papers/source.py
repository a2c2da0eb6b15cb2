"""What a paper is made of: a sealed edition, or what would be sealed now, which says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from metrics.warehouse import open_current
from reports.editions import sealing, shelf
from reports.editions.edition import Edition, EditionError


def edition_of(
    folder: Path, number: str | None, period: date | None = None, region: str | None = None
) -> Edition:
    """The edition that a paper is asked of.

    Args:
        folder: the warehouse.
        number: a sealed edition; None takes what the published snapshot says, unsealed.
        period: the month, where no edition is named.
        region: region code; None takes the top of the data. Of a sealed edition it must be its own.

    Raises:
        EditionError: there is none, it is damaged, or it is of another region.
        WarehouseError: the warehouse cannot be read.
    """
    if number is None:
        return sealing.now(open_current(folder), region, period)
    edition = shelf.read(shelf.existing(folder), number)
    if region not in (None, edition.region):
        told = f"会议版 {number} 是{edition.about['place']}的，区划在封存时已定"
        raise EditionError(f"{told}；要别的区划请用 --period，或另封存一个会议版", usage=True)
    return edition
