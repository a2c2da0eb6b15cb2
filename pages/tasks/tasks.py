"""改革任务: is the 1+7 plan being done? All tasks of a place, or the one that the link names."""

from pages.tasks import contents, listing, single
from ui.choosing import filters


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    found = contents.gather_tasks(view)
    if view.selection.task in set(found["task_id"]):
        single.show(found, view)
    else:
        listing.show(found, view)


main()
