"""Putting layers on the page: a map that fits an extent, without any map provider unless one is configured.

Nothing here may set a ``map_style`` of its own: a style, even an empty one, makes the browser ask a tile
provider outside.
"""

import json
from typing import Any

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from ui.maps import basemap, geography
from ui.maps.geography import Extent
from ui.maps.layers import PICKABLE
from ui.theme import Palette

#: A double click does nothing: a map that waits for a second click answers the first one late.
_MOVED = {"scrollZoom": True, "dragPan": True, "dragRotate": False, "doubleClickZoom": False}


class CompactDeck(pdk.Deck):
    """A deck that writes itself without blanks and line breaks: a fifth of the time, half of the bytes."""

    def to_json(self) -> str:
        """Write the deck as JSON."""
        return json.dumps(self, default=default_serialize, separators=(",", ":"), ensure_ascii=False)


def deck(
    layers: list[pdk.Layer],
    extent: Extent,
    colours: Palette,
    size_px: tuple[int, int],
    movable: bool = True,
) -> pdk.Deck:
    """Put layers together into a map that fits an extent.

    Args:
        layers: from bottom to top.
        extent: west, south, east, north in degrees.
        colours: palette of the viewer's mode.
        size_px: least width and height that the map must fit into.
        movable: whether the viewer may pan and zoom; a small map on a long page should stay.
    """
    style = {
        "backgroundColor": colours.panel,
        "color": colours.ink,
        "border": f"1px solid {colours.rule}",
        "fontSize": f"{colours.text_px}px",
        "lineHeight": "1.5",
        "whiteSpace": "pre-line",
    }
    return CompactDeck(
        layers=[_see_through(layer) if basemap.configured() else layer for layer in layers if _holds(layer)],
        **_ground(),
        views=[pdk.View("MapView", controller=_MOVED if movable else False)],
        initial_view_state=_view_state(extent, size_px),
        # One field only: of several, one that a name spells would be filled into the name.
        tooltip={"html": "{text}", "style": style},
        parameters={"depthTest": False, "depthCompare": "always"},
    )


def _ground() -> dict[str, Any]:
    if basemap.configured():
        return {"map_provider": "carto", "map_style": basemap.style()}
    return {"map_provider": None}


def _holds(layer: pdk.Layer) -> bool:
    """Whether a layer has anything to draw: the browser prepares even an empty one."""
    return layer.data is None or len(layer.data) > 0


def _see_through(layer: pdk.Layer) -> pdk.Layer:
    if layer.type == "PolygonLayer":
        layer.opacity = basemap.OPACITY
    return layer


def clicked(event: Any, layer_id: str | None = None) -> str | None:
    """Return the region code of the object that was clicked, in one layer or in any of them."""
    if not event:
        return None
    found = (event["selection"]["objects"].get(one) for one in ([layer_id] if layer_id else PICKABLE))
    return next((objects[0].get("region_code") for objects in found if objects), None)


def _view_state(extent: Extent, size_px: tuple[int, int]) -> pdk.ViewState:
    west, south, east, north = extent
    return pdk.ViewState(
        longitude=(west + east) / 2,
        latitude=(south + north) / 2,
        zoom=geography.fitting_zoom(extent, size_px),
        max_zoom=geography.MOST_ZOOM,
    )
