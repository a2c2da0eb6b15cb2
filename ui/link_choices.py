"""Choices of one page that live in its link: a parameter of the URL each, absent for the default."""

import streamlit as st

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


def _key(name: str) -> str:
    return f"link-{name}"


def _into_link(name: str) -> None:
    chosen = st.session_state[_key(name)]
    if chosen is False:
        del st.query_params[name]
    else:
        st.query_params[name] = _ON if chosen is True else chosen
