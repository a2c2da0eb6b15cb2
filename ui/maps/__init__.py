"""Schematic maps without a tile server: township cells, points, verdict tiles and labels, drawn by deck.gl.

Pure functions: frames in, layers and ``pydeck.Deck`` out. Every map here is schematic and is shown
with :func:`caption`, which says so and names the sources.
"""

from ui.maps.coverage import coverage_deck
from ui.maps.geography import cells, drawable, extent_of, has_cell
from ui.maps.layers import STATIONS, TILES, TOWNSHIPS, VILLAGES
from ui.maps.legends import caption, notice, scene_legend, sequential_legend
from ui.maps.scene import COVERED, EFFECTIVE, JUDGED, NOT_EXPECTED, Scene
from ui.maps.share import share_map
from ui.maps.stage import clicked

__all__ = [
    "COVERED",
    "EFFECTIVE",
    "JUDGED",
    "NOT_EXPECTED",
    "STATIONS",
    "TILES",
    "TOWNSHIPS",
    "VILLAGES",
    "Scene",
    "caption",
    "cells",
    "clicked",
    "coverage_deck",
    "drawable",
    "extent_of",
    "has_cell",
    "notice",
    "scene_legend",
    "sequential_legend",
    "share_map",
]
