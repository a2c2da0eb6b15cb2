"""Making an edition: what is chosen where nothing was said, its number, its contents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from metrics import places
from metrics.catalogue import LINES
from metrics.data.origins import origins
from metrics.meeting.brief import known_meeting, way_to
from metrics.months import first_day, month_text
from metrics.warehouse import Snapshot, folder_of
from reports.editions import shelf
from reports.editions.contents import Chosen, gather
from reports.editions.edition import ABOUT, Edition, EditionError, as_json

#: What is left out at the end of a place's name in a number.
_KINDS = re.compile(r"(?<=\w\w)(自治县|自治州|林区|特区|县|区|市|州|盟|旗|省|乡|镇|街道)$")


def seal(
    snapshot: Snapshot,
    meeting_id: str,
    period: date | None = None,
    region: str | None = None,
    lines: tuple[str, ...] = (),
    weights: Mapping[str, float] | None = None,
) -> Edition:
    """Seal an edition of a meeting and keep it.

    Args:
        snapshot: the published snapshot, which the edition pins.
        meeting_id: the meeting, as the data has it.
        period: the month; None takes that of the meeting, or the newest before it that has data.
        region: region code; None takes the top of the data.
        lines: chosen lines; none means all.
        weights: weights of the index; None weighs all alike.

    Raises:
        EditionError: the meeting, month, region or a line is unknown, or it cannot be kept.
    """
    meeting = known_meeting(snapshot, meeting_id)
    if meeting is None:
        raise EditionError("数据里没有这次会议；请先上报联席会议，或核对会议编号", usage=True)
    chosen = choose(snapshot, period or _month_of(snapshot, meeting[1]), region, lines, weights)
    way = way_to(snapshot, chosen.region, chosen.period)
    about = _about(snapshot, way[-1][1]) | {
        "meeting_id": meeting_id,
        "meeting": meeting[0],
        "held_on": meeting[1].isoformat(),
    }
    parts = gather(snapshot, chosen, about)

    def finish(number: str) -> Edition:
        return Edition({**parts, ABOUT: as_json({**Edition(parts).about, "number": number})})

    return shelf.put(folder_of(snapshot), f"{short_name(way)}{month_text(chosen.period)}", finish)


def now(
    snapshot: Snapshot, region: str | None = None, period: date | None = None, *, whole: bool = True
) -> Edition:
    """What an edition would hold now, without being sealed: of the newest month where none is told.

    Args:
        snapshot: the published snapshot.
        region: region code; None takes the top of the data.
        period: the month.
        whole: whether the values of what lies below the region, and the index, are wanted; to compare, they
            are not.
    """
    chosen = choose(snapshot, period or places.periods(snapshot)[-1], region)
    way = way_to(snapshot, chosen.region, chosen.period)
    about = _about(snapshot, way[-1][1]) | {"meeting_id": "", "meeting": "", "held_on": ""}
    return Edition(gather(snapshot, chosen, about, whole=whole))


def choose(
    snapshot: Snapshot,
    period: date,
    region: str | None,
    lines: tuple[str, ...] = (),
    weights: Mapping[str, float] | None = None,
) -> Chosen:
    """What an edition is of, once it is known that the data holds it.

    Raises:
        EditionError: it does not.
    """
    months = places.periods(snapshot)
    if first_day(period) not in months:
        raise EditionError(f"{month_text(period)} 没有数据，不能封存；请换一个报告期", usage=True)
    code = region or places.top(snapshot, period)
    if not way_to(snapshot, code, period):
        raise EditionError(f"{month_text(period)} 没有这个区划，不能封存；请核对区划代码", usage=True)
    unknown = [line for line in lines if line not in LINES]
    if unknown:
        raise EditionError(f"没有这个条线；可用的有 {'、'.join(LINES)}", usage=True)
    return Chosen(first_day(period), code, tuple(line for line in LINES if line in lines), weights)


def short_name(way: list[tuple[str, str, str]]) -> str:
    """What the number of an edition begins with: the short name of the county, 安福.

    Args:
        way: code, name and level of the regions from the top of the data to that of the edition. Above the
            counties, that of the region itself counts.
    """
    _, name, _ = next((each for each in way if each[2] == "county"), way[-1])
    plain = _KINDS.sub("", re.sub(r"[\W\d_]", "", name))[:20]
    return plain or "区划"


def _month_of(snapshot: Snapshot, held_on: date) -> date:
    months = places.periods(snapshot)
    return max((month for month in months if month <= first_day(held_on)), default=months[-1])


def _about(snapshot: Snapshot, place: str) -> dict[str, Any]:
    try:
        with snapshot.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise EditionError(f"快照 {snapshot.id} 的文件读不出来，没有封存；请再试一次") from error
    return {
        "number": "",
        "sealed_at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "snapshot": snapshot.id,
        "snapshot_sha256": digest,
        "place": place,
        "origins": origins(snapshot),
    }


def snapshot_state(folder: Path, edition: Edition) -> str:
    """What became of the snapshot that an edition pins, in Chinese; '' where it is as it was."""
    path = folder / "snapshots" / f"{edition.snapshot_id}.duckdb"
    sealed = "封存的数字仍可查看，明细、名单和地图打不开；请从备份恢复"
    try:
        with path.open("rb") as stream:
            same = hashlib.file_digest(stream, "sha256").hexdigest() == edition.about["snapshot_sha256"]
    except OSError:
        return f"所用的快照 {edition.snapshot_id} 不在了：{sealed}"
    return "" if same else f"所用的快照 {edition.snapshot_id} 与封存时不一致：{sealed}"
