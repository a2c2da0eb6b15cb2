"""改革任务: is the 1+7 plan being done? All tasks of a place, or the one that the link names."""

from metrics.tasks import tasks
from pages.tasks import listing, single
from ui.cache import fetch
from ui.choosing import filters


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    chosen = view.selection
    here = view.in_scope
    found = fetch(view.snapshot, tasks.tasks, **here)
    if chosen.task in set(found["task_id"]):
        single.show(found, view)
    else:
        listing.show(found, view)


main()
