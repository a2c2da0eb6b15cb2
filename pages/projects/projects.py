"""项目跟踪: will projects land? All of a place, or the one that the link names: choose → fetch → show."""

from pages.projects import contents, listing, single
from ui.choosing import filters


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    found = contents.gather_projects(view)
    if view.selection.project in set(found["project_id"]):
        single.show(found, view)
    else:
        listing.show(found, view)


main()
