"""缺口分析: what exactly is missing, and what closes it best? One part at a time."""

from pages.gaps import access, effect, listing, matrix, moved, siting, units
from ui.choosing import filters, page_parts
from ui.choosing.page_parts import Part

PARTS = {
    "matrix": Part("缺口分布", matrix.show),
    "list": Part("缺口清单", listing.show),
    "units": Part("应建单位", units.show),
    "moved": Part("缺口变化", moved.show),
    "access": Part("可达公平", access.show),
    "siting": Part("选址测算", siting.show),
    "effect": Part("方案成效", effect.show),
}


def main() -> None:
    """Draw the page: the part that the link names."""
    page_parts.show(filters.choose(), PARTS)


main()
