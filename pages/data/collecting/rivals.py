"""Different returns of one unit, side by side: one of them is chosen, or none yet."""

from typing import Any

import streamlit as st

from ui.data import collecting_frames as frames
from ui.data import collecting_words as words
from ui.data.returns_in import Pile, Unit
from ui.drawing import panels, tables
from ui.drawing.as_written import in_markdown


def choose(pile: Pile) -> dict[Unit, str]:
    """Draw the units with different returns; give the file that is chosen of each, '' for none."""
    return {unit: _choose(pile, unit, given) for unit, given in pile.rivals().items()}


def _choose(pile: Pile, unit: Unit, given: list[dict[str, Any]]) -> str:
    key = f"rivals-{'-'.join(unit)}"
    cells = frames.rivals(given, pile.differences)
    with panels.panel(words.rivals(given, len(cells)), key=key):
        tables.grid(cells, key)
        sound = {one["file"]: words.rival(at, one) for at, one in enumerate(given, 1) if not one["errors"]}
        named = {"": words.NO_CHOICE} | {file: in_markdown(name) for file, name in sound.items()}
        panels.note(*words.not_offered(given))
        if not sound:
            return ""
        return str(st.radio("用哪一份", list(named), format_func=named.__getitem__, key=f"choice-{key}"))
