"""A map of places that judges none: their shapes and names, in colours that a caller gives."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from metrics import places, shapes
from metrics.warehouse import Snapshot
from ui import maps, viewport
from ui.cache import fetch
from ui.drawing import place_names
from ui.drawing.plots import scaled
from ui.maps import crowding, geography, inks, layers, stage
from ui.maps.ground import Ground
from ui.theme import Palette, palette, rgba

#: Share of the page's width that the map may have, and its height.
_WIDE, _HEIGHT_PX = 0.5, 360
_LEAST_ROOM_PX = 6.3
_NAME_PX = 12
_POINT_PX = 6


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
    drawn = _drawn(ground, shown, within, size, colours)
    st.pydeck_chart(drawn, height=scaled(_HEIGHT_PX, colours), key=key, alt=alt)
    maps.caption(ground)


def _ground(
    snapshot: Snapshot, shown: pd.DataFrame, within: Sequence[str], size_px: tuple[int, int]
) -> Ground:
    codes = sorted(shown["region_code"])
    period = fetch(snapshot, places.periods)[-1]
    asked = {"codes": [*codes, *within], "filled_by": codes, "size_px": size_px, "period": period}
    return Ground(fetch(snapshot, shapes.shapes, **asked))


def _drawn(
    ground: Ground, shown: pd.DataFrame, within: Sequence[str], size_px: tuple[int, int], colours: Palette
) -> Any:
    size_px = (scaled(size_px[0], colours), scaled(size_px[1], colours))
    extent = ground.extent_of(shown)
    zoom = geography.fitting_zoom(extent, size_px)
    names = crowding.legible(_names(ground, shown, zoom, colours), zoom, scaled(_NAME_PX, colours))
    drawn = [
        *layers.cell_layers(ground, shown, colours),
        layers.rim_layer(ground.rings(within), rgba(colours.muted), 1.5, "outline"),
        layers.point_layer(shown[~ground.holds(shown)], colours, radius_px=_POINT_PX),
        layers.text_layer(names, colours, _NAME_PX),
    ]
    return stage.deck(drawn, extent, colours, size_px, movable=False)


def _names(ground: Ground, shown: pd.DataFrame, zoom: float, colours: Palette) -> list[dict[str, Any]]:
    """Names in the middle of their shapes, as far as there is room."""
    return [
        {
            "at": at,
            "label": place_names.short_name(row["name"], row["kind"]),
            "offset": [0, 0],
            "ink": inks.ink_on(row["fill"], colours),
        }
        for row in shown.to_dict("records")
        if ground.room_px(row["region_code"], zoom) >= _LEAST_ROOM_PX
        and (at := ground.label_at(row)) is not None
    ]
