"""Weights of the dimensions of the reform index: chosen by the viewer, kept in the link."""

from collections.abc import Mapping

import streamlit as st

from metrics.values.index import WEIGHED
from ui import link, projector
from ui.choosing import link_choices

_NAME = "weights"
_LEAST, _MOST, _DEFAULT = 0, 5, 1
_WEIGHTS = {str(weight) for weight in range(_LEAST, _MOST + 1)}


def asked() -> dict[str, float]:
    """Weight by dimension as the link says (``weights=1,1,2,1,1,1,1`` in catalogue order), else all alike."""
    alike = dict.fromkeys(WEIGHED, float(_DEFAULT))
    return link_choices.said(_NAME, "权重", _read, alike, "不能用，各维度仍取相同权重")


def _read(word: str) -> dict[str, float] | None:
    parts = word.split(",")
    if len(parts) != len(WEIGHED) or not all(part in _WEIGHTS for part in parts) or {*parts} == {"0"}:
        return None
    return {name: float(part) for name, part in zip(WEIGHED, parts, strict=True)}


def are_equal(weights: Mapping[str, float]) -> bool:
    """Whether all dimensions weigh alike."""
    return len(set(weights.values())) == 1


def told(weights: Mapping[str, float]) -> list[str]:
    """Say in words how the dimensions weigh; nothing where they weigh alike."""
    each = "、".join(f"{name}{weight:g}" for name, weight in weights.items())
    return [] if are_equal(weights) else [f"权重{each}"]


@projector.left_out
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
    alike = len(set(chosen)) == 1
    link.change({_NAME: "" if alike else ",".join(map(str, chosen))})


def _reset() -> None:
    link.change({_NAME: ""})
