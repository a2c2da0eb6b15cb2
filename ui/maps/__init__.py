"""Maps without a tile server: shapes of the snapshot, points, verdict tiles and labels, drawn by deck.gl.

Frames in, layers and ``pydeck.Deck`` out. Every map is shown with :func:`caption`, which says whether it is
schematic, under which number it was approved, and where its borders come from.
"""

from ui.maps.coverage import coverage_deck
from ui.maps.credits import notes
from ui.maps.ground import Ground, ground_of
from ui.maps.layers import POINTS, SHAPES, STATIONS, TILES
from ui.maps.legends import caption, notice, scene_legend, sequential_legend
from ui.maps.scene import COVERED, EFFECTIVE, JUDGED, NOT_EXPECTED, Scene
from ui.maps.share import share_map, small_deck
from ui.maps.stage import clicked

__all__ = [
    "COVERED",
    "EFFECTIVE",
    "JUDGED",
    "NOT_EXPECTED",
    "STATIONS",
    "TILES",
    "SHAPES",
    "POINTS",
    "Ground",
    "Scene",
    "caption",
    "clicked",
    "coverage_deck",
    "ground_of",
    "notes",
    "notice",
    "scene_legend",
    "sequential_legend",
    "share_map",
    "small_deck",
]
