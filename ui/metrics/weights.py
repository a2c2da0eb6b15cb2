"""Weights of the dimensions of the reform index: chosen by the viewer, kept in the link."""

from collections.abc import Mapping

import streamlit as st

from metrics.values.index import WEIGHED

_NAME = "weights"
_LEAST, _MOST, _DEFAULT = 0, 5, 1


def asked() -> dict[str, float]:
    """Weight by dimension as the link says (``weights=1,1,2,1,1,1,1`` in catalogue order), else all alike."""
    parts = st.query_params.get(_NAME, "").split(",")
    if len(parts) == len(WEIGHED) and all(part.isascii() and part.isdigit() for part in parts):
        found = {name: float(min(_MOST, int(part))) for name, part in zip(WEIGHED, parts, strict=True)}
        if any(found.values()):
            return found
    return dict.fromkeys(WEIGHED, float(_DEFAULT))


def are_equal(weights: Mapping[str, float]) -> bool:
    """Whether all dimensions weigh alike."""
    return len(set(weights.values())) == 1


def choose(weights: Mapping[str, float]) -> None:
    """Draw a button that opens the sliders."""
    label = "权重：各维度相同" if are_equal(weights) else "权重：已调整"
    opened = st.popover(label, type="tertiary", key="weights", on_change="rerun")
    if opened.open:
        with opened:
            st.caption("0 为不计入，1 为原有权重；调整后的链接可以直接发给别人。")
            for name in WEIGHED:
                _slider(name, weights[name])
            st.button("恢复相同权重", key="weights-reset", on_click=_reset)


def _slider(name: str, weight: float) -> None:
    key = f"weight-{name}"
    if st.session_state.get(key) != int(weight):
        st.session_state[key] = int(weight)
    st.slider(name, _LEAST, _MOST, key=key, on_change=_into_link)


def _into_link() -> None:
    chosen = [st.session_state[f"weight-{name}"] for name in WEIGHED]
    if len(set(chosen)) == 1:
        _reset()
    else:
        st.query_params[_NAME] = ",".join(map(str, chosen))


def _reset() -> None:
    if _NAME in st.query_params:
        del st.query_params[_NAME]
