"""Behind activities, outputs, channels, money and hands: rows that do not state what is asked."""

from metrics.backing.backing import NOT_COUNTED, Backing, both, unstated

_ACTIVITIES, _CHANNELS = "year_activities", "year_channels"


def _without(field: str, name: str) -> str:
    return unstated(_ACTIVITIES, f"没有填{name}", "activities", f"{field} IS NULL")


OLD_CHANNELS = f"""
    SELECT
        clock.period, coalesce(any_value(moved.home_code), channel.region_code) AS region_code, channel.line,
        '近 12 个月没有月报，最近一期 ' || strftime(max(channel.period), '%Y-%m') AS reason,
        '{NOT_COUNTED}' AS role, 'channels' AS source_table,
        arg_max(channel.rowid, channel.period) AS source_row
    FROM raw.channels AS channel
    INNER JOIN clock ON channel.period <= clock.period
    LEFT JOIN moved_regions AS moved
        ON moved.region_code = channel.region_code AND moved.as_of = clock.as_of
    GROUP BY clock.period, clock.month_12, channel.region_code, channel.line, channel.platform
    HAVING max(channel.period) <= clock.month_12"""

BACKING = {
    "activities": Backing(),
    "beneficiaries": Backing(_without("beneficiaries", "服务人次")),
    "beneficiaries_per_1000": Backing(
        both(
            _without("beneficiaries", "服务人次"),
            f"""
    SELECT
        period, region_code, '没有填人口' AS reason, '{NOT_COUNTED}' AS role,
        'regions' AS source_table, source_row
    FROM valid_regions
    WHERE level = 'village' AND population IS NULL""",
        )
    ),
    "joint_ratio": Backing(),
    "satisfaction": Backing(_without("satisfaction", "满意度")),
    "output_amount": Backing(unstated("year_outputs", "没有填金额", "outputs", "amount_yuan IS NULL")),
    "followers": Backing(
        both(
            OLD_CHANNELS,
            unstated("latest_channels", "没有填关注数", "channels", "followers IS NULL"),
        )
    ),
    "online_closure": Backing(
        unstated(_CHANNELS, "受理、办结没有填全", "channels", "requests IS NULL OR closed_requests IS NULL")
    ),
    "online_ratio": Backing(),
    "volunteer_turns": Backing(_without("volunteers", "志愿者人次")),
}
