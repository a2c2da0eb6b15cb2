"""改革指标: how does each metric do? All of them, or the one that the link names: choose → fetch → show."""

from pages.metrics import listing, single
from ui import session
from ui.choosing import filters, table_links


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    if view.selection.metric:
        single.show(view)
    else:
        listing.show(view)
    table_links.watch(lambda metric: session.choose(metric=metric))


main()
