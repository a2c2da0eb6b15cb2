"""What a paper is made of: a sealed edition, or what would be sealed now, which says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from metrics import places
from metrics.months import first_day
from metrics.warehouse import open_current, open_kept
from metrics.warehouse_error import WarehouseError
from reports.documents.meeting import previous_of
from reports.editions import conference, sealing, shelf
from reports.editions.edition import Edition, EditionError
from reports.editions.reading import sealed_at


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


def decided_later(folder: Path, edition: Edition) -> tuple[dict[str, str] | None, str]:
    """Decisions of an edition's meeting that were written down after it was sealed.

    Returns:
        A part with them and where they come from, in Chinese; None and '' where there are none.
    """
    try:
        snapshot = open_current(folder)
    except WarehouseError:
        return None, ""
    meeting = str(edition.about["meeting_id"])
    parts = conference.parts(snapshot, edition.period, edition.region, meeting)
    found = Edition({**edition.parts, **parts}).records(conference.DECISIONS)
    if not any(row["meeting_id"] == meeting for row in found):
        return None, ""
    return {conference.DECISIONS: parts[conference.DECISIONS]}, (
        f"议定事项在封存以后录入，取自快照 {snapshot.id}。"
    )


def before_of(folder: Path, edition: Edition) -> Edition | None:
    """What the last meeting saw: its edition, or what the snapshot says of that month.

    An edition that was sealed later than this one does not count: it would change what was told already.

    Returns:
        None where there was no meeting before, or nothing of its month can be had.
    """
    last = previous_of(edition)
    if last is None:
        return None
    of_last = [
        each
        for each in shelf.readable(folder)
        if each.about["meeting_id"] == last["meeting_id"]
        and each.region == edition.region
        and sealed_at(each) <= sealed_at(edition)
    ]
    if of_last:
        return max(of_last, key=lambda each: (sealed_at(each), each.number))
    return _as_it_was(folder, edition, date.fromisoformat(last["held_on"]))


def _as_it_was(folder: Path, edition: Edition, held_on: date) -> Edition | None:
    try:
        current = open_current(folder)
        snapshot = open_kept(current, edition.snapshot_id)
        months = [month for month in places.periods(snapshot) if month <= first_day(held_on)]
        return sealing.now(snapshot, edition.region, months[-1]) if months else None
    except (WarehouseError, EditionError):
        return None
