"""What leaves the meeting: papers of the edition that is open, else of the newest."""

from collections.abc import Sequence

from reports.editions.listing import Listed
from ui import projector, shown
from ui.drawing import panels
from ui.meeting import edition_words as words
from ui.shell import papers


@projector.left_out
def papers_of(sealed: Sequence[Listed]) -> None:
    """Offer the papers; nothing where no edition can be read."""
    opened = shown.edition()
    whole = [one.number for one in sealed if not one.trouble]
    number = opened.number if opened else next(iter(whole), "")
    if number:
        with panels.panel(words.papers(number), key="papers"):
            papers.offer(number)
            panels.note(words.PAPERS_KEY)
