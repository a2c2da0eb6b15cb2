"""The parts of a long page: one at a time, chosen at the top and named by the link."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import streamlit as st

from ui.choosing import link_choices
from ui.session import PART, View


class Part(NamedTuple):
    """One part: what it is called, and what fetches and draws it."""

    title: str
    show: Callable[[View], None]

    def told(self, finding: str) -> "Part":
        """The same part with a finding beside its title."""
        return self._replace(title=f"{self.title} {finding}".strip())


def show(view: View, parts: Mapping[str, Part]) -> None:
    """Draw the choice, and below it the part that the link names: the first one where it names none.

    Args:
        view: what the page shows.
        parts: by the word that stands in the link.
    """
    titles = {key: part.title for key, part in parts.items()}
    with st.container(key="parts"):
        name = link_choices.one_of(PART, "栏目", titles)
    parts[name].show(view)


def named(parts: Mapping[str, Part]) -> str:
    """What the link names of some parts, before anything is drawn."""
    return link_choices.asked(PART, dict.fromkeys(parts, ""))
