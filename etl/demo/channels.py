"""Online channels: followers grow, the county platform comes with the reform, requests get answered."""

from dataclasses import dataclass
from datetime import date

from etl.demo.chance import Random, around, happens
from etl.demo.clock import LAST_MONTH, MONTHS, elapsed
from etl.demo.lines import LINES
from etl.demo.places import County
from etl.demo.rows import Row

#: Followers of the county's WeChat account of a line at the end.
FOLLOWERS = {
    "union": 9_500,
    "youth": 8_200,
    "women": 7_400,
    "science": 2_600,
    "overseas": 900,
    "disabled": 2_100,
    "commerce": 1_700,
}

PLATFORM_FROM = date(2017, 9, 1)
TOWNSHIP_LINES = ("youth", "women")
MISSED_SHARE = 0.03


@dataclass(frozen=True)
class Channel:
    """One account: whose, where, since when, and how many follow it at the end."""

    region_code: str
    line: str
    platform: str
    since: date
    followers: int


def channel_rows(county: County) -> list[Row]:
    """Rows of `channels` for the county's accounts and those of its lively townships."""
    rng = county.stream("channels")
    return [row for channel in _channels(rng, county) for row in _months(rng, channel)]


def _channels(rng: Random, county: County) -> list[Channel]:
    found = []
    for line in LINES:
        size, code = FOLLOWERS[line], county.code
        found.append(Channel(code, line, "微信", MONTHS[0], size))
        found.append(Channel(code, line, "网上平台", PLATFORM_FROM, round(0.35 * size)))
    for line in ("union", "youth", "women"):
        found.append(Channel(county.code, line, "微博", MONTHS[0], round(0.3 * FOLLOWERS[line])))
    found.append(Channel(county.code, "union", "手机报", MONTHS[0], 12_000))
    found.append(Channel(county.code, "youth", "客户端", PLATFORM_FROM, 3_800))
    for township in county.ordinary:
        for line in TOWNSHIP_LINES:
            if happens(rng, township.vigour - 0.45):
                followers = around(rng, 0.025 * township.population, 0.4, least=40)
                found.append(
                    Channel(township.code, line, "微信", MONTHS[int(rng.integers(0, 14))], followers)
                )
    return found


def _months(rng: Random, channel: Channel) -> list[Row]:
    rows = []
    for month in MONTHS:
        if month < channel.since or (month != LAST_MONTH and happens(rng, MISSED_SHARE)):
            continue
        followers = round(channel.followers * _grown(channel, month))
        rows.append(_row(rng, channel, month, followers))
    return rows


def _grown(channel: Channel, month: date) -> float:
    """Share of the final followers: half at the start of the account, all at the end."""
    start = elapsed(channel.since)
    return 1 - 0.5 * (1 - elapsed(month)) / max(1 - start, 0.05)


def _row(rng: Random, channel: Channel, month: date, followers: int) -> Row:
    posts = around(rng, 14, 0.4, least=1)
    row: Row = {
        "region_code": channel.region_code,
        "line": channel.line,
        "platform": channel.platform,
        "period": month,
        "followers": followers,
        "posts": posts,
        "reads": around(rng, posts * followers * 0.12, 0.3),
    }
    if channel.platform in ("网上平台", "客户端"):
        requests = around(rng, 18 + followers / 120, 0.4, least=1)
        share = min(float(rng.normal(0.82 + 0.12 * elapsed(month), 0.06)), 1.0)
        row |= {
            "requests": requests,
            "closed_requests": round(requests * share),
            "median_days": round(float(rng.uniform(2, 9)) - 2 * elapsed(month), 1),
        }
    return row
