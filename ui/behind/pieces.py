"""The dialog behind pieces of pictures that are no metric: what each is made of, and its rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd
import streamlit as st

from metrics.behind import number
from metrics.behind import pieces as pieces_behind
from ui import numbers, projector
from ui.behind import number as behind_number
from ui.behind import words
from ui.cache import fetch
from ui.drawing import panels, tables
from ui.drawing.as_written import in_markdown
from ui.session import View


class Figure(NamedTuple):
    """A number as it stands on the page: what it is called, how it comes about, how it is written."""

    name: str
    meaning: str
    written: str


@dataclass(frozen=True)
class Piece:
    """One piece of a picture.

    Attributes:
        kind: whose rows, of ``metrics.behind.pieces.PIECES``.
        keys: what it is made of, see there.
        figures: the numbers that the page shows of it.
        numerator, denominator: what the figures of its rows add up to, None where nothing does.
        lines: lines taken together; none means all.
    """

    kind: str
    keys: tuple[str, ...]
    figures: Sequence[Figure]
    numerator: float | None = None
    denominator: float | None = None
    lines: tuple[str, ...] = ()


@projector.left_out
def opener(
    view: View,
    title: str,
    pieces: Callable[[], Mapping[str, Piece]],
    *,
    key: str,
    note: str = "",
    label: str = "口径与明细",
) -> None:
    """Draw the small button that leads from the pieces of a picture to their rows.

    Nothing is computed before it is pressed.

    Args:
        view: what the page shows.
        title: of the dialog.
        pieces: gives the pieces by name.
        key: unique on the page.
        note: one line on how they are counted.
        label: what the button says.
    """
    if st.button(label, key=f"provenance-{key}", type="tertiary"):
        st.dialog(in_markdown(title), width="large")(_behind)(view, title, pieces(), key, note)


def _behind(view: View, title: str, pieces: Mapping[str, Piece], key: str, note: str) -> None:
    name = st.selectbox("部分", list(pieces), key=f"provenance-part-{key}", label_visibility="collapsed")
    piece, chosen = pieces[name], view.selection
    if piece.figures:
        tables.rows(["", "含义", "数值"], piece.figures, {"num": ["数值"], "mark": [""]})
    found = fetch(
        view.snapshot,
        pieces_behind.rows,
        kind=piece.kind,
        **view.at_place,
        keys=list(piece.keys),
        lines=list(piece.lines),
    )
    panels.note(*filter(None, (note, _agreement(found, piece))))
    what = pieces_behind.PIECES[piece.kind]
    names = {"分子": what.numerator or "数值", "分母": what.denominator or "数值"}
    stem = f"{view.place}_{title}_{name}_{numbers.short_month(chosen.period)}"
    behind_number.listed(found, names, stem, words.origins(found))


def _agreement(found: pd.DataFrame, piece: Piece) -> str:
    """Say whether the rows make up the numbers shown."""
    count, what = f"{len(found):,} 行", pieces_behind.PIECES[piece.kind]
    shown = ((what.numerator, piece.numerator), (what.denominator, piece.denominator))
    sums = "、".join(f"{name}合计 {numbers.exact(total)}" for name, total in shown if total is not None)
    agrees = number.adds_up(found, piece.numerator, piece.denominator)
    if agrees is None:
        return f"共 {count}。"
    if not agrees:
        return f"✘ 下列 {count}与上面的数值对不上，请报给管理员。"
    return f"✔ 已核对：下列 {count}{sums}，与上面一致。"
