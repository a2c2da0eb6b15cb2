"""Choices of one page that live in its link: a parameter of the URL each, absent for the default.

What the link says and the page cannot use is passed over with a notice; what fitted before, and no longer
does beside another choice of the viewer, without one. The projector draws no choice, but those of its link
count. Streamlit's own ``bind="query-params"`` writes the words of the page into the link, which change with
the data, passes over what is unknown in silence, and leaves no step for the browser's way back.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from ui import link, numbers, projector, session
from ui.shell import messages

_ON, _OFF = "1", "0"
_LEFT_OUT = "这里没有，已略去"
_REMARK = re.compile("（.*?）")


def one_of(name: str, label: str, words: dict[str, str], **how: Any) -> str:
    """Choose one of some words; the first one where the link says nothing, or something unknown.

    Where there is but one word there is nothing to choose, and nothing is drawn.

    Args:
        name: of the parameter.
        label: for screen readers.
        words: what may be in the link, and how it is written on the page.
        **how: for ``st.segmented_control``.
    """
    default = next(iter(words))
    value = _one(name, label, words, default)
    if len(words) == 1:
        return str(value)
    how = {"label_visibility": "collapsed"} | how

    def draw(**kept: Any) -> Any:
        return st.segmented_control(
            label, list(words), required=True, format_func=words.__getitem__, **how, **kept
        )

    return str(_choice(name, value, default, draw))


def asked(name: str, words: Mapping[str, str]) -> str:
    """What the link chooses of some words, before the choice is drawn; else the first one."""
    word = st.query_params.get(name)
    return word if word is not None and word in words else next(iter(words))


def selected(name: str, label: str, words: dict[str, str], default: str, **how: Any) -> str:
    """Choose one of many words from a list; ``how`` goes to ``st.selectbox``."""

    def draw(**kept: Any) -> Any:
        return st.selectbox(label, list(words), format_func=words.__getitem__, **how, **kept)

    return str(_choice(name, _one(name, label, words, default), default, draw))


def several(name: str, label: str, words: dict[str, str], **how: Any) -> tuple[str, ...]:
    """Choose several of some words, in their order; none means all, and is what an empty link says."""

    def draw(**kept: Any) -> Any:
        return st.pills(
            label,
            list(words),
            selection_mode="multi",
            wrap=True,
            format_func=words.__getitem__,
            **how,
            **kept,
        )

    unknown = ",".join(word for word in _said(name) if word not in words)
    if unknown:
        _pass_over(name, label, unknown, _LEFT_OUT)
    chosen = _choice(name, list(asked_several(name, words)), [], draw)
    return tuple(word for word in words if word in chosen)


def asked_several(name: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """What the link chooses of some words, before the choice is drawn; none means all."""
    asked = _said(name)
    return tuple(word for word in words if word in asked)


def switch(name: str, label: str) -> bool:
    """Turn something on or off; off where the link says nothing."""
    value = said(name, label, {_ON: True, _OFF: False}.get, False)
    return bool(_choice(name, value, False, lambda **kept: st.toggle(label, **kept)))


def number(
    name: str, label: str, default: float, bounds: tuple[float, float], step: float, **how: Any
) -> Any:
    """Choose a number between two bounds; the default where the link says nothing, or something else.

    Whole where default and step are. ``how`` goes to ``st.number_input``.
    """
    kind = type(step)
    low, high = map(kind, bounds)

    def read(word: str) -> Any:
        found = _number(word, kind)
        return found if found is not None and low <= found <= high else None

    def draw(**kept: Any) -> Any:
        return st.number_input(label, low, high, step=step, **how, **kept)

    value = said(name, label, read, kind(default), _outside(low, high, default))
    return _choice(name, value, kind(default), draw)


def _outside(low: float, high: float, default: float) -> str:
    least, most, instead = (f"{bound:,}".removesuffix(".0") for bound in (low, high, default))
    return f"应在 {least} 至 {most} 之间，已改为 {instead}"


def _number(text: str, kind: type) -> Any:
    try:
        return kind(text)
    except ValueError:
        return None


def since(months: Sequence[date]) -> date:
    """Choose an earlier month to compare with; half a year before where the link says nothing.

    Args:
        months: the earlier months, the newest first.
    """
    known = {numbers.short_month(month): month for month in months}
    words = {name: numbers.month(month) for name, month in known.items()}
    default = list(known)[min(5, len(known) - 1)]
    return known[selected("since", "与哪个月比", words, default, width=180)]


def day(name: str, label: str, default: date, **how: Any) -> date:
    """Choose a day; the default where the link says nothing, or no day. ``how`` goes to ``st.date_input``."""
    value = said(name, label, _day, default, f"不是日期，已改为{numbers.day_text(default)}")
    chosen = _choice(name, value, default, lambda **kept: st.date_input(label, **how, **kept))
    return chosen if isinstance(chosen, date) else default


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def text(name: str, label: str, default: str, longest: int, **how: Any) -> str:
    """Choose some words of one line; the default where the link says nothing. For ``st.text_input``."""

    def read(word: str) -> str | None:
        return word if len(word) <= longest else None

    def draw(**kept: Any) -> Any:
        return st.text_input(label, max_chars=longest, **how, **kept)

    value = said(name, label, read, default, f"超过 {longest} 字，已改为“{default}”")
    return str(_choice(name, value, default, draw))


def said(name: str, label: str, read: Callable[[str], Any], default: Any, instead: str = _LEFT_OUT) -> Any:
    """Read one parameter; the default where the link says nothing, or something that is passed over.

    Args:
        name: of the parameter.
        label: what it chooses, for the notice.
        read: gives the meaning of a word, None where it has none.
        default: what no word means.
        instead: the end of the notice.
    """
    word = st.query_params.get(name)
    if word is None:
        return default
    found = read(word)
    if found is None:
        _pass_over(name, label, word, instead)
        return default
    st.session_state[_fitting(name)] = word
    return found


def _one(name: str, label: str, words: dict[str, str], default: str) -> Any:
    instead = f"这里没有，已改为{words[default]}"
    return said(name, label, {word: word for word in words}.get, default, instead)


def _said(name: str) -> list[str]:
    return [word for word in st.query_params.get(name, "").split(",") if word]


def _choice(name: str, value: Any, default: Any, draw: Callable[..., Any]) -> Any:
    """Draw a choice as the link has it; a change goes into the link. The projector takes the value only."""
    if projector.is_on():
        return value
    # Written in every run: a run that is cut short would leave the browser without it.
    st.session_state[_key(name)] = value
    return draw(key=_key(name), on_change=_into_link, args=(name, default))


def _pass_over(name: str, label: str, word: str, instead: str) -> None:
    if st.session_state.get(_fitting(name)) != word:
        what = _REMARK.sub("", label)
        messages.pass_over(f"链接中的{what}“{session.shortened(word)}”{instead}。")


def _key(name: str) -> str:
    return f"link-{name}"


def _fitting(name: str) -> str:
    """Where a session keeps what of a parameter fitted last."""
    return f"fitting-{name}"


def _into_link(name: str, default: Any) -> None:
    word = _written(st.session_state[_key(name)])
    link.change({name: "" if word == _written(default) else word})


def _written(chosen: Any) -> str:
    if isinstance(chosen, bool):
        return _ON if chosen else ""
    if isinstance(chosen, list):
        return ",".join(chosen)
    return "" if chosen is None else str(chosen).removesuffix(".0")
