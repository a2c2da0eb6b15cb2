"""三级联动: is the structure whole? Organisations, places, leads and reform, staff: one part at a time."""

from pages.network import people, places, reform, structure
from ui.choosing import filters, page_parts
from ui.choosing.page_parts import Part

PARTS = {
    "structure": Part("组织架构", structure.show),
    "places": Part("下级对比", places.show),
    "leads": Part("牵头与改革", reform.show),
    "people": Part("班子与队伍", people.show),
}


def main() -> None:
    """Draw the page: the part that the link names."""
    page_parts.show(filters.choose(), PARTS)


main()
