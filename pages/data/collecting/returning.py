"""收回: returned workbooks together → each recognised and checked → what is right is published."""

from datetime import date

import streamlit as st

from pages.data import preview
from pages.data.collecting import contents, returned
from ui.choosing import link_choices
from ui.data import collecting_words as words
from ui.data import drop_box, hand_in, received, returns_in
from ui.data import words as hand_in_words
from ui.data.returns_in import Pile
from ui.drawing import panels
from ui.session import View
from ui.shell import etl_process, messages

COLLECTION = "collection"
_BOX = "returns"


def previews() -> bool:
    """Tell whether what would change is looked at, before it is published."""
    pile = returns_in.current()
    return bool(pile and pile.draft and pile.draft is hand_in.current() and pile.draft.stage == "ready")


def show(view: View) -> None:
    """Draw the step: the box for files, what came of them, and what publishing would change."""
    pile = returns_in.current()
    if pile:
        returns_in.settle(pile)
    _title(pile)
    if pile:
        etl_process.follow(pile.run)
    if pile and pile.draft:
        etl_process.follow(pile.draft.run)
    if pile and pile.draft and previews():
        preview.show(pile.draft, view)
        return
    if pile and pile.stage == "failed":
        messages.empty("没有核对完，当前快照不变", pile.trouble)
    if pile and pile.stage == "checked":
        returned.show(pile, date.today())
    _form(view)


def _title(pile: Pile | None) -> None:
    """Where the pile stands; while it is being published, or once it is, where its draft stands."""
    draft = pile.draft if pile else None
    if draft and draft is hand_in.current():
        panels.title(hand_in_words.hand_in(draft), hand_in_words.hand_in_lead(draft))
    else:
        panels.title(words.pile(pile), words.pile_lead(pile))


def _form(view: View) -> None:
    """Take files of any name, and say which collection they are expected for."""
    with st.container(border=True, key="panel-returns-form"):
        known = contents.gather_collections(view)
        offered = words.collection_names(known)
        collection = link_choices.selected(
            COLLECTION, "收哪个任务的表", offered, next(iter(offered)), width=460
        )
        asked = "交回的填报表（.xlsx、.xlsm、.xls、.et），可以几百份一起"
        files = drop_box.show(_BOX, asked, returns_in.SUFFIXES, received.too_large)
        if st.button("开始核对", type="primary", key="returns-check", disabled=not files):
            returns_in.begin(files, words.collections_chosen(known, collection))
            drop_box.empty(_BOX)
            st.rerun()
        panels.note(*words.RETURN_NOTES, *hand_in_words.mixing(view.origins))
