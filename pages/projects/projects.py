"""项目跟踪: will projects land? All of a place, or the one that the link names: choose → fetch → show."""

from metrics.projects import by_light_and_end, projects
from pages.projects import listing, single
from ui import filters
from ui.cache import fetch


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    chosen = view.selection
    found = by_light_and_end(
        fetch(view.snapshot, projects, period=chosen.period, region=chosen.region, lines=chosen.lines)
    )
    if chosen.project in set(found["project_id"]):
        single.show(found, view)
    else:
        listing.show(found, view)


main()
