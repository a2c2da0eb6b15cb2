"""联席会议: what must this meeting decide? One part at a time, or the issue that the link names."""

from pages.meeting import (
    agenda,
    board,
    contents,
    decisions,
    editions,
    effects,
    listing,
    opening,
    since,
    single,
)
from ui.choosing import filters, page_parts
from ui.choosing import words as choosing_words
from ui.choosing.page_parts import Part
from ui.drawing import panels
from ui.meeting import words
from ui.session import View
from ui.shell import messages


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    found = contents.gather_ledger(view)
    if view.selection.issue in set(found["issue_id"]):
        single.show(found, view)
        return
    if view.selection.issue:
        asked = words.not_here(view.selection.issue, view.place, choosing_words.lines(view.selection))
        messages.notice(asked)
    parts = PARTS if len(found) else PARTS | _without_issues()
    page_parts.show(view, parts)


def _without_issues() -> dict[str, Part]:
    """The parts that rest on issues, where there are none."""
    return {name: PARTS[name]._replace(show=_nothing) for name in ("ledger", "list", "effect")}


def _nothing(view: View) -> None:
    told = words.nothing(view.place, view.selection.lines)
    panels.title(told)
    messages.empty(told, words.NOTHING_WAY_ON)
    opening.everywhere(view)


PARTS = {
    "ledger": Part("问题台账", board.show),
    "list": Part("销号台账", listing.show),
    "effect": Part("办结成效", effects.show),
    "agenda": Part("议程", agenda.show),
    "decisions": Part("议定事项", decisions.show),
    "since": Part("上次会议以来", since.show),
    "editions": Part("会议版", editions.show),
}

main()
