"""上次会议以来: what changed between two editions, or an edition and now, as sentences to read out."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from pages.meeting import cause, contents
from reports.editions.comparing import KINDS, Sentence
from reports.editions.edition import EditionError
from ui.choosing import link_choices
from ui.drawing import panels
from ui.meeting import edition_words as words
from ui.session import View
from ui.shell import messages

_FROM, _TO = "from", "to"
#: Of how many sentences of a kind each has its way to the cause; the others are read only.
_LINKED = 8


def show(view: View) -> None:
    """Draw the part."""
    sealed = contents.gather_editions()
    known = words.choices(sealed)
    if not known:
        panels.title("还没有会议版可以对比")
        messages.empty("先封存一个会议版", "在“会议版”里选一次会议，点“封存”；下次开会就能说出变了什么")
        return
    before = link_choices.asked(_FROM, known)
    after = link_choices.asked(_TO, {words.NOW: "现在"} | known)
    try:
        found = contents.gather_since(sealed, before, after)
    except EditionError as error:
        found = []
        messages.notice(str(error))
    panels.title(words.since(found, before, after))
    _choose(known)
    for kind in KINDS:
        own = [one for one in found if one.kind == kind]
        if own:
            _kind(kind, own, view)


def _choose(known: dict[str, str]) -> None:
    with st.container(key="since-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        link_choices.selected(_FROM, "从", known, next(iter(known)), width=380)
        link_choices.selected(_TO, "到", {words.NOW: "现在"} | known, words.NOW, width=380)


def _kind(kind: str, found: Sequence[Sentence], view: View) -> None:
    data = partial(words.sentences, found)
    with panels.panel(
        words.kind(kind, len(found)), key=f"since-{KINDS.index(kind)}", data=data, file_name=kind
    ):
        for at, one in enumerate(found[:_LINKED]):
            with st.container(
                key=f"sentence-{KINDS.index(kind)}-{at}", horizontal=True, vertical_alignment="center"
            ):
                panels.line(one.text)
                cause.way(one.way, f"{KINDS.index(kind)}-{at}", view)
        panels.items([one.text for one in found[_LINKED:]])
