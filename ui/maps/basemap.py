"""The tiles of 天地图 under the maps, where an operator has configured a key; without one there are none.

The key goes to every viewer's browser, which fetches the tiles itself: that is how the service works, and why
a closed network leaves the variable unset.
"""

import json
import os
from typing import Any
from urllib.parse import quote

VARIABLE = "QUNTUAN_TIANDITU_KEY"
#: Where the tiles come from.
HOSTS = "https://*.tianditu.gov.cn"
#: How much of a coloured cell hides the tiles below it.
OPACITY = 0.62

_ADDRESS = (
    "https://t{server}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}"
    "&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
#: Ground and names.
_LAYERS = ("vec", "cva")
_SERVERS = range(8)


def key() -> str:
    """The configured key; nothing where there is none."""
    return os.environ.get(VARIABLE, "").strip()


def configured() -> bool:
    """Whether tiles are drawn."""
    return bool(key())


def hosts() -> str:
    """Hosts that browsers ask for tiles; nothing where none are drawn."""
    return HOSTS if configured() else ""


def style() -> str:
    """Describe the tiles as a style of the MapLibre specification: two raster layers in web Mercator.

    As a data URI, since the chart takes addresses of styles only, and this one is to be fetched from nowhere.
    """
    described = {
        "version": 8,
        "sources": {layer: _source(layer) for layer in _LAYERS},
        "layers": [{"id": layer, "type": "raster", "source": layer} for layer in _LAYERS],
    }
    return f"data:application/json,{quote(json.dumps(described, ensure_ascii=False))}"


def _source(layer: str) -> dict[str, Any]:
    addresses = [_ADDRESS.format(server=server, layer=layer, key=quote(key())) for server in _SERVERS]
    return {
        "type": "raster",
        "tiles": addresses,
        "tileSize": 256,
        "maxzoom": 18,
        "attribution": "天地图",
    }
