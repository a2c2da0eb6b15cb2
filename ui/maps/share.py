"""Small maps that stay where they are: that of 总览, coloured by effective coverage, and others."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pydeck as pdk
import streamlit as st

from ui import numbers
from ui.drawing.plots import scaled
from ui.maps import crowding, geography, inks, layers, stage
from ui.maps.ground import Ground
from ui.theme import Palette, rgba

_LEAST_ROOM_PX = 6.3
_NAME_PX = 12
#: Size of a place without a shape, and how far below it its name stands.
_POINT_PX, _BELOW_PX = 6, 13


def share_map(
    ground: Ground,
    places: pd.DataFrame,
    colours: Palette,
    size_px: tuple[int, int],
    key: str,
    alt: str,
    selected: str = "",
) -> Any:
    """Show places coloured by a share, with their names; returns the click event for ``clicked``.

    Args:
        ground: shapes of the places and of the one to outline.
        places: ``region_code, name, kind, lon, lat, effective_pct`` (0–1), ``silent`` (no activity reported
            at all), one row a place.
        colours: palette of the viewer's mode.
        size_px: least width, and height.
        key: unique on the page.
        alt: what the map shows, for screen readers.
        selected: code of the place to outline; the map shows all of it.
    """
    shown = places.assign(
        fill=[inks.share_fill(row.effective_pct, row.silent, colours) for row in places.itertuples()],
        text=[
            f"有效覆盖 {numbers.share(row.effective_pct)}"
            + ("\n半年无活动记录，可能漏报" if row.silent else "")
            for row in places.itertuples()
        ],
    )
    chosen = pd.DataFrame({"region_code": [selected], "lon": [None], "lat": [None]})
    extent = ground.extent_of(pd.concat([shown[chosen.columns], chosen]))
    drawn = small_deck(ground, shown, [selected], extent, colours, size_px)
    return st.pydeck_chart(drawn, height=scaled(size_px[1], colours), on_select="rerun", key=key, alt=alt)


def small_deck(
    ground: Ground,
    shown: pd.DataFrame,
    outlined: Sequence[str],
    extent: geography.Extent,
    colours: Palette,
    size_px: tuple[int, int],
) -> pdk.Deck:
    """Draw places with their names on a map that stays where it is.

    Args:
        ground: shapes of the places and of those outlined.
        shown: ``region_code, name, kind, lon, lat, fill ([r, g, b, a]), text``, one row a place.
        outlined: codes of what the places lie in.
        extent: west, south, east, north in degrees of what the map shows.
        colours: palette of the viewer's mode.
        size_px: least width, and height, at the normal size of type.
    """
    width, height = (scaled(pixels, colours) for pixels in size_px)
    zoom = geography.fitting_zoom(extent, (width, height))

    def ink(row: dict[str, Any]) -> list[int]:
        has_shape = row["region_code"] in ground.cells
        return inks.ink_on(row["fill"], colours) if has_shape else rgba(colours.ink)

    text_px, below = scaled(_NAME_PX, colours), scaled(_BELOW_PX, colours)
    names = crowding.short_names(ground, shown, zoom, text_px, _LEAST_ROOM_PX, ink, below)
    drawn = [
        *layers.cell_layers(ground, shown, colours),
        layers.rim_layer(ground.rings(outlined), rgba(colours.muted), 1.5, "outline"),
        layers.point_layer(shown[~ground.holds(shown)], colours, radius_px=_POINT_PX),
        layers.text_layer(names, colours, _NAME_PX),
    ]
    return stage.deck(drawn, extent, colours, (width, height), movable=False)
