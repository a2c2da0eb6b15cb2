"""What the presentation shows, fetched once."""

from ui import shown
from ui.cache import fetch
from ui.session import View
from ui.slides import stage


def gather(view: View) -> list[dict[str, str]]:
    """Fetch the slides of the edition that the link names, else of the month, place and lines chosen."""
    edition = shown.edition()
    if edition:
        nothing = {"period": None, "region": "", "lines": ()}
        return list(fetch(view.snapshot, stage.slides, number=edition.number, **nothing))
    return list(fetch(view.snapshot, stage.slides, number="", **view.in_scope))
