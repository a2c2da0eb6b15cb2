"""Which county: found by name, pinyin or code, or step by step from its province. The link keeps it."""

from collections.abc import Mapping

import streamlit as st

from metrics.data.divisions import CITY, PROVINCE, County
from pages.data.starting import contents
from ui import link
from ui.choosing import link_choices
from ui.data import starting, starting_words
from ui.drawing import panels
from ui.drawing.as_written import in_markdown
from ui.shell import messages

_MOST = 20


def choose() -> County | None:
    """Draw the steps and the search; give the county that the link names, if any."""
    known = contents.gather_divisions()
    code = known.settled(link_choices.said(starting.COUNTY, "县", known.read, ""))
    _search()
    _step("省（自治区、直辖市）", known.provinces, code[:PROVINCE], "")
    if code[:PROVINCE]:
        _step("市（州、盟）", known.cities_of(code[:PROVINCE]), code[:CITY], code[:PROVINCE])
    if len(code) >= CITY:
        _step("县（市、区、旗）", known.counties_of(code[:CITY]), code, code[:CITY])
    return known.counties.get(code)


def clear() -> None:
    """Take the choice back; for a button."""
    link.change({starting.COUNTY: "", starting.FIND: ""})


def _step(label: str, names: Mapping[str, str], chosen: str, above: str) -> None:
    """One step on the way down; a step taken back leads to the one above."""
    key = f"county-step-{above or 'top'}"
    # Written in every run, as the link has it.
    st.session_state[key] = chosen if chosen in names else None
    st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=_stepped,
        args=(key, above),
        placeholder="请选择",
        filter_mode="contains",
    )


def _stepped(key: str, above: str) -> None:
    link.change({starting.COUNTY: st.session_state[key] or above, starting.FIND: ""})


def _search() -> None:
    asked = link_choices.text(
        starting.FIND, starting_words.FIND, "", 30, placeholder=starting_words.EXAMPLES, type="search"
    )
    if not asked.strip():
        return
    found = contents.gather_found(asked, _MOST)
    if not found:
        messages.empty(starting_words.NOTHING_FOUND, starting_words.NOTHING_HINT)
        return
    panels.note(starting_words.found(len(found), _MOST))
    with st.container(key="county-found", height=300 if len(found) > 6 else "content", border=False):
        for one in found:
            label = in_markdown(starting_words.of(one))
            st.button(label, key=f"county-{one.code}", on_click=_take, args=(one.code,), width="stretch")


def _take(code: str) -> None:
    link.change({starting.COUNTY: code, starting.FIND: ""})
