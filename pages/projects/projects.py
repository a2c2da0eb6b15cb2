"""项目跟踪: will projects land? All of a place, or the one that the link names: choose → fetch → show."""

from metrics.projects import projects
from pages.projects import listing, single
from ui.cache import fetch
from ui.choosing import filters


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    chosen = view.selection
    here = view.in_scope
    found = fetch(view.snapshot, projects.schedule, **here)
    if chosen.project in set(found["project_id"]):
        single.show(found, view)
    else:
        listing.show(found, view)


main()
