"""Choices of one page that live in its link: a parameter of the URL each, absent for the default."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from ui import numbers

_ON = "1"


def one_of(name: str, label: str, words: dict[str, str]) -> str:
    """Choose one of some words; the first one where the link says nothing, or something unknown.

    Args:
        name: of the parameter.
        label: for screen readers.
        words: what may be in the link, and how it is written on the page.
    """
    # Written in every run: a run that is cut short would leave the browser without it.
    st.session_state[_key(name)] = asked(name, words)
    return st.segmented_control(
        label,
        list(words),
        required=True,
        key=_key(name),
        format_func=words.get,
        label_visibility="collapsed",
        on_change=_into_link,
        args=(name,),
    )


def asked(name: str, words: dict[str, str]) -> str:
    """What the link chooses of some words; the first one where it says nothing, or something unknown."""
    said = st.query_params.get(name)
    return said if said in words else next(iter(words))


def switch(name: str, label: str) -> bool:
    """Turn something on or off; off where the link says nothing."""
    st.session_state[_key(name)] = st.query_params.get(name) == _ON
    return st.toggle(label, key=_key(name), on_change=_into_link, args=(name,))


def number(
    name: str, label: str, default: float, bounds: tuple[float, float], step: float, **how: Any
) -> Any:
    """Choose a number between two bounds; the default where the link says nothing, or something else.

    Whole where default and step are. ``how`` goes to ``st.number_input``.
    """
    kind = type(step)
    asked = _number(st.query_params.get(name), kind)
    known = asked is not None and bounds[0] <= asked <= bounds[1]
    st.session_state[_key(name)] = kind(asked if known else default)
    low, high = map(kind, bounds)
    return st.number_input(
        label, low, high, step=step, key=_key(name), on_change=_into_link, args=(name,), **how
    )


def _number(text: str | None, kind: type) -> Any:
    try:
        return kind(text) if text is not None else None
    except ValueError:
        return None


def selected(name: str, label: str, words: dict[str, str], default: str, **how: Any) -> str:
    """Choose one of many words from a list; ``how`` goes to ``st.selectbox``."""
    asked = st.query_params.get(name)
    st.session_state[_key(name)] = asked if asked in words else default
    return st.selectbox(
        label,
        list(words),
        format_func=words.get,
        key=_key(name),
        on_change=_into_link,
        args=(name,),
        **how,
    )


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
    st.session_state[_key(name)] = _day(st.query_params.get(name)) or default
    chosen = st.date_input(label, key=_key(name), on_change=_into_link, args=(name,), **how)
    return chosen if isinstance(chosen, date) else default


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def text(name: str, label: str, default: str, longest: int, **how: Any) -> str:
    """Choose some words of one line; the default where the link says nothing. For ``st.text_input``."""
    st.session_state[_key(name)] = st.query_params.get(name, default)[:longest]
    return str(
        st.text_input(label, key=_key(name), max_chars=longest, on_change=_into_link, args=(name,), **how)
    )


def several(name: str, label: str, words: dict[str, str], **how: Any) -> tuple[str, ...]:
    """Choose several of some words, in their order; none means all, and is what an empty link says."""
    asked = st.query_params.get(name, "").split(",")
    st.session_state[_key(name)] = [word for word in words if word in asked]
    chosen = st.pills(
        label,
        list(words),
        selection_mode="multi",
        wrap=True,
        key=_key(name),
        format_func=words.get,
        on_change=_into_link,
        args=(name,),
        **how,
    )
    return tuple(word for word in words if word in chosen)


def _key(name: str) -> str:
    return f"link-{name}"


def _into_link(name: str) -> None:
    chosen = st.session_state[_key(name)]
    if chosen is False or chosen is None or chosen in ([], ""):
        st.query_params.pop(name, None)
    elif isinstance(chosen, list):
        st.query_params[name] = ",".join(chosen)
    else:
        st.query_params[name] = _ON if chosen is True else str(chosen)
