"""平台与品牌: what reaches people? Stations, brands, activities, channels, outputs: one part at a time."""

from pages.services import activities, listing, places, reported, results
from ui.choosing import filters, page_parts
from ui.choosing.page_parts import Part

PARTS = {
    "stations": Part("阵地与窗口", places.show),
    "listing": Part("阵地清单", listing.show),
    "activities": Part("品牌与活动", activities.show),
    "results": Part("网上与产出", results.show),
    "facts": Part("报道数字核对", reported.show),
}


def main() -> None:
    """Draw the page: the part that the link names."""
    page_parts.show(filters.choose(), PARTS)


main()
