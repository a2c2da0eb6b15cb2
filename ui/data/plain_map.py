"""A map of places that judges none: their shapes and names, in colours that a caller gives."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from metrics import places, shapes
from metrics.warehouse import Snapshot
from ui import maps, viewport
from ui.cache import fetch
from ui.drawing.plots import scaled
from ui.theme import palette

#: Share of the page's width that the map may have, and its height.
_WIDE, _HEIGHT_PX = 0.5, 360


def show(snapshot: Snapshot, shown: pd.DataFrame, within: Sequence[str], key: str, alt: str) -> None:
    """Draw places with their names, and what every map must say below it.

    Args:
        snapshot: published, or a draft; its newest month is drawn.
        shown: ``region_code, name, kind, lon, lat, fill ([r, g, b, a]), text``, one row a place.
        within: codes of the regions that they lie in, which are outlined.
        key: unique on the page.
        alt: what the map shows, for screen readers.
    """
    colours, window = palette(), viewport.known()
    size = (window.map_size(_WIDE)[0], _HEIGHT_PX)
    ground = _ground(snapshot, shown, within, size)
    drawn = maps.small_deck(ground, shown, within, ground.extent_of(shown), colours, size)
    st.pydeck_chart(drawn, height=scaled(_HEIGHT_PX, colours), key=key, alt=alt)
    maps.caption(ground)


def _ground(
    snapshot: Snapshot, shown: pd.DataFrame, within: Sequence[str], size_px: tuple[int, int]
) -> maps.Ground:
    codes = sorted(shown["region_code"])
    period = fetch(snapshot, places.periods)[-1]
    asked = {"codes": [*codes, *within], "filled_by": codes, "size_px": size_px, "period": period}
    return maps.Ground(fetch(snapshot, shapes.shapes, **asked))
