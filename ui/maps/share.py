"""The small map of 总览: places coloured by their effective coverage."""

from typing import Any

import pandas as pd
import streamlit as st

from ui import numbers
from ui.drawing import place_names
from ui.drawing.plots import scaled
from ui.maps import crowding, geography, inks, layers, stage
from ui.maps.ground import Ground
from ui.theme import Palette, rgba

_LEAST_ROOM_PX = 6.3
_NAME_PX = 12


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
    rings = ground.rings([selected])
    width, height = (scaled(pixels, colours) for pixels in size_px)
    chosen = pd.DataFrame({"region_code": [selected], "lon": [None], "lat": [None]})
    extent = ground.extent_of(pd.concat([shown[chosen.columns], chosen]))
    zoom = geography.fitting_zoom(extent, (width, height))
    drawn_layers = [
        *layers.cell_layers(ground, shown, colours),
        layers.rim_layer(rings, rgba(colours.muted), 1.5, "chosen"),
        layers.point_layer(shown[~ground.holds(shown)], colours, radius_px=6),
        layers.text_layer(
            crowding.legible(_names(ground, shown, zoom, colours), zoom, scaled(_NAME_PX, colours)),
            colours,
            _NAME_PX,
        ),
    ]
    drawn = stage.deck(drawn_layers, extent, colours, (width, height), movable=False)
    return st.pydeck_chart(drawn, height=height, on_select="rerun", key=key, alt=alt)


def _names(ground: Ground, shown: pd.DataFrame, zoom: float, colours: Palette) -> list[dict[str, Any]]:
    return [
        {
            "at": at,
            "label": place_names.short_name(row["name"], row["kind"]),
            "offset": [0, 0 if row["region_code"] in ground.cells else scaled(13, colours)],
            "ink": inks.ink_on(row["fill"], colours)
            if row["region_code"] in ground.cells
            else rgba(colours.ink),
        }
        for row in shown.to_dict("records")
        if ground.room_px(row["region_code"], zoom) >= _LEAST_ROOM_PX
        and (at := ground.label_at(row)) is not None
    ]
