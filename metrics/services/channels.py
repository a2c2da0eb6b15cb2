"""Online channels: who follows, what is published, what was asked and settled, by line and platform."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.catalogue import LINES
from metrics.frames import with_clause
from metrics.scope import in_scope, place_and_lines
from metrics.warehouse import Snapshot

#: Platforms in the order in which they are listed.
PLATFORMS = ("微信", "微博", "手机报", "客户端", "网上平台")

_IN_SCOPE = f"""
INNER JOIN marts.dim_regions AS region ON region.code = channel.region_code
WHERE {in_scope("channel.line")}"""

CHANNELS = f"""
{with_clause("latest_channels", "year_channels")},
followed AS (
    SELECT channel.line, channel.platform, count(*) AS channels, sum(channel.followers) AS followers
    FROM latest_channels AS channel
    {_IN_SCOPE}
    GROUP BY channel.line, channel.platform
),
worked AS (
    SELECT
        channel.line, channel.platform,
        sum(report.posts) AS posts, sum(report.reads) AS reads,
        sum(channel.requests) FILTER (both_stated) AS requests,
        sum(channel.closed_requests) FILTER (both_stated) AS closed_requests
    FROM (
        SELECT *, requests IS NOT NULL AND closed_requests IS NOT NULL AS both_stated FROM year_channels
    ) AS channel
    INNER JOIN raw.channels AS report ON report.rowid = channel.source_row
    {_IN_SCOPE}
    GROUP BY channel.line, channel.platform
)
SELECT
    line, platform,
    coalesce(followed.channels, 0) AS channels, followed.followers,
    worked.posts, worked.reads, worked.requests, worked.closed_requests,
    worked.closed_requests / nullif(worked.requests, 0) AS closed_pct
FROM followed
FULL JOIN worked USING (line, platform)
ORDER BY list_position({list(LINES)}, line), list_position({list(PLATFORMS)}, platform)
"""


def channels(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """What the online channels of a region reach and settle, by line and platform.

    Args:
        snapshot: the published snapshot.
        period: the month.
        region: region code; channels of all below it count.
        lines: lines to list; none means all.

    Returns:
        ``line, name, platform, channels`` (accounts with a report in the last 12 months), ``followers``
        (their latest rows; the sum over platforms is the metric followers), ``posts, reads, requests,
        closed_requests`` (trailing 12 months; missing where no report states them; requests only of reports
        that state both) and ``closed_pct`` (0–1).
    """
    found = snapshot.query(CHANNELS, **place_and_lines(period, region, lines))
    return found.assign(name=found["line"].map(LINES))
