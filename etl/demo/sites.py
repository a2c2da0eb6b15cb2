"""Places that several themes share: where the 四点半学校 are, and which communities hold a pilot."""

from etl.demo.places import County, Place

REPORTED_COMMUNITIES = ("文塔社区", "安城社区")


def communities(county: County) -> list[Place]:
    """Communities of the county seat, those named in the report first."""
    return sorted(
        county.seat.communities, key=lambda place: (place.short not in REPORTED_COMMUNITIES, place.code)
    )


def school_sites(county: County) -> list[tuple[str, Place]]:
    """Name and place of the four after-school sites: the park, two communities, the culture house."""
    first, second = communities(county)[:2]
    return [
        (county.park.short, county.park),
        (first.short, first),
        (second.short, second),
        ("文化馆", county.seat),
    ]
