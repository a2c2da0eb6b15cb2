"""The stage: an overlay over the whole window that turns slides by keys without asking the server."""

from datetime import date

import streamlit as st

from metrics.warehouse import Snapshot
from metrics.warehouse_error import WarehouseError
from reports.editions.edition import EditionError
from reports.slides import source
from reports.slides.show import show
from ui import theme
from ui.slides import drawn


def slides(
    snapshot: Snapshot, number: str, period: date | None, region: str, lines: tuple[str, ...]
) -> list[dict[str, str]]:
    """Draw the slides of an edition, or of a month that was not sealed.

    Args:
        snapshot: any of the warehouse.
        number: of the edition, '' for none.
        period: the month, where there is no edition.
        region: region code, where there is no edition.
        lines: chosen lines, where there is no edition.

    Raises:
        WarehouseError: there is no such edition, or its snapshot cannot be read.
    """
    try:
        chosen = (
            source.sealed(snapshot, number) if number else source.unsealed(snapshot, period, region, lines)
        )
    except EditionError as error:
        raise WarehouseError("missing", f"{error}。", "请从“联席会议”重新打开。") from error
    return drawn.slides(show(chosen))


def put_on(found: list[dict[str, str]]) -> None:
    """Lay the stage over the window."""
    # Registered in every run because the registry belongs to the server, not to this module.
    stage = st.components.v2.component("slides", js=(theme.ASSETS / "slides.js").read_text("utf-8"))
    css = (theme.ASSETS / "slides.css").read_text("utf-8")
    stage(key="slides", data={"slides": found, "css": css, "fonts": theme.FONTS})
