"""三级联动: is the structure whole? Organisations, places, leads and reform, staff: one part at a time."""

from pages.network import lines, people, places, reform, structure
from ui.choosing import filters, page_parts
from ui.choosing.page_parts import Part

PARTS = {
    "structure": Part("组织架构", structure.show),
    "places": Part("下级对比", places.show),
    "leads": Part("牵头与改革", reform.show),
    "people": Part("班子与队伍", people.show),
    "lines": Part("条线自比", lines.against),
}
#: What stands first where one line is chosen.
ONE_LINE = {"line": Part("本条线", lines.one)}


def main() -> None:
    """Draw the page: the part that the link names."""
    view = filters.choose()
    page_parts.show(view, (ONE_LINE if len(view.selection.lines) == 1 else {}) | PARTS)


main()
