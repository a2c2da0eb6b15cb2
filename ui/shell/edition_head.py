"""What the head of a page says of the sealed edition that is shown, and of what it does not hold."""

from html import escape

import streamlit as st

from metrics.catalogue import LINES
from metrics.months import month_text
from reports.editions import definitions
from reports.editions.edition import SHORT, Edition
from ui import cache, link, projector, shown
from ui.session import View

_PLACE, _SAID = "edition-place", "edition-said"
#: Of how many definitions at most the head tells.
_NAMED = 4


def badge(edition: Edition) -> str:
    """Write which edition is shown; a press tells what it is of, as HTML."""
    about = edition.about
    lines = "、".join(LINES[line] for line in about["lines"]) or "全部条线"
    told = [
        f"{about['meeting']}　{about['held_on']}",
        f"{about['place']}　{about['period']}　{lines}",
        f"{sealed_at(edition)} 封存，快照 {edition.snapshot_id}",
        f"SHA-256 {edition.sha256}",
    ]
    lines_told = "".join(f"<p>{escape(text)}</p>" for text in told)
    return (
        f'<details class="qt-edition qt-sealed"><summary title="{escape(edition.sha256)}">'
        f"<b>{escape(edition.name)}</b>"
        f'<span class="qt-published">　{edition.sha256[:SHORT]}　{sealed_at(edition)} 封存</span></summary>'
        f"<div>{lines_told}</div></details>"
    )


def sealed_at(edition: Edition) -> str:
    """Write when an edition was sealed."""
    return str(edition.about["sealed_at"])[:16].replace("T", " ")


def begin(view: View) -> None:
    """Keep a place below the head for what is known of the edition once the page is drawn."""
    edition = shown.edition()
    place = st.session_state[_PLACE] = st.empty() if edition else None
    before, said = st.session_state.get(_SAID, ("", []))
    if edition and place and said and before == edition.number:
        # What was said last keeps the room until the page is drawn.
        place.html(_notice(said))


def end(view: View) -> None:
    """Say what of the page is not what was sealed, and offer to leave the edition."""
    edition, place = shown.edition(), st.session_state.get(_PLACE)
    if edition is None or place is None:
        return
    said = told(edition, view)
    st.session_state[_SAID] = (edition.number, said[projector.is_on() :])
    if projector.is_on():
        # A projector shows what was sealed and its badge says so; only what was not is told there.
        said = said[1:]
        if said:
            with place:
                st.html(_notice(said))
        return
    with place.container(key="edition-head", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(_notice(said))
        st.button("看当前数据", key="leave-edition", type="tertiary", on_click=leave)


def _notice(said: list[str]) -> str:
    return f'<p class="qt-notice">{"<br>".join(map(escape, said))}</p>'


def leave() -> None:
    """Leave the edition for what is published; for a button."""
    link.change({shown.EDITION: ""})


def told(edition: Edition, view: View) -> list[str]:
    """What a viewer of an edition must know, in Chinese."""
    first = f"正在看{edition.name}：指标数值是封存时的；名单和地图取自封存时的快照。"
    said = [*left(edition, view), *_changed(edition)]
    if cache.has_computed():
        said.append("这一页有些数值不在会议版里，是用封存时的快照按现在的口径算的。")
    return [first, *said]


def left(edition: Edition, view: View) -> list[str]:
    """Which choices of a view leave the edition."""
    about, chosen = edition.about, view.selection
    moved = []
    if month_text(chosen.period) != about["period"]:
        moved.append(f"报告期（会议版是 {about['period']}）")
    if edition.region not in set(view.trail["code"]):
        moved.append(f"区划（会议版是{about['place']}）")
    if about["lines"] and set(chosen.lines) != set(about["lines"]):
        moved.append(f"条线（会议版是{'、'.join(LINES[line] for line in about['lines'])}）")
    return [f"所选{'、'.join(moved)}已离开会议版。"] if moved else []


def _changed(edition: Edition) -> list[str]:
    found = definitions.changed(edition.definitions)
    if not found:
        return []
    names = edition.definitions["metrics"]
    told = [
        (f"“{names.get(metric, {}).get('name', metric)}”" if metric else "") + what
        for metric, what in list(found.items())[:_NAMED]
    ]
    more = f"等 {len(found)} 项" if len(found) > _NAMED else ""
    return [f"封存以后口径有变：{'；'.join(told)}{more}。这里仍是封存时的数字。"]
