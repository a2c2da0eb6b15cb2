"""数据中心: can the numbers be trusted? One part at a time: choose → fetch → show."""

from metrics import quality
from metrics.data import completeness as completeness_of
from pages.data import completeness, dictionary, doubts, handing_in, snapshots
from ui.cache import fetch
from ui.choosing import filters, link_choices
from ui.data import words
from ui.session import View

PARTS = {
    "hand-in": ("交数据", handing_in.show),
    "snapshots": ("快照", snapshots.show),
    "completeness": ("完整与及时", completeness.show),
    "doubts": ("疑点", doubts.show),
    "dictionary": ("字典与模板", dictionary.show),
}


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    findings = _findings(view)
    words = {name: f"{title} {findings.get(name, '')}".strip() for name, (title, _) in PARTS.items()}
    PARTS[link_choices.one_of("part", "栏目", words, wrap=True)][1](view)


def _findings(view: View) -> dict[str, str]:
    """What stands beside the names of parts, so that trust can be judged before anything is opened."""
    chosen = view.selection
    here = view.in_scope
    counted = fetch(view.snapshot, completeness_of.matrix, report="memberships", **here)
    suspects = fetch(view.snapshot, quality.suspects, **here)
    return {"completeness": words.rate(counted, chosen.period), "doubts": f"{len(suspects):,} 处"}


main()
