"""Where the places of a map lie: their shapes as the snapshot holds them, and what is said of these."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd
import shapely

from metrics import shapes
from ui.cache import fetch
from ui.maps import geography
from ui.maps.geography import Extent
from ui.session import View

Ring = list[list[float]]

LISTED = "列示"
#: How far a text may reach into the border of its cell.
_BORDER_PX = 2.0
#: A circle in a cell smaller than this has no room for more than a short name.
_CRAMPED_PX = 13.0


@dataclass(frozen=True)
class Cell:
    """The shape of a place.

    Attributes:
        parts: each its outer ring and its holes, of [lon, lat].
        label_at: [lon, lat] of the middle of its largest circle.
        room_deg: radius of that circle.
        bounds: west, south, east, north.
        basis, approval, attribution: as ``metrics.shapes`` gives them; '' where nothing was said.
    """

    parts: list[list[Ring]]
    label_at: list[float]
    room_deg: float
    bounds: Extent
    basis: str
    approval: str
    attribution: str


@dataclass(frozen=True)
class Ground:
    """The shapes that a map draws on.

    Attributes:
        frame: as ``metrics.shapes.shapes`` gives it.
    """

    frame: pd.DataFrame

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """Shapes by region code."""
        return {row["region_code"]: _cell(row) for row in self.frame.to_dict("records")}

    def holds(self, regions: pd.DataFrame) -> pd.Series:
        """Tell which regions (``region_code``) have a shape."""
        return regions["region_code"].isin(list(self.cells))

    def drawable(self, regions: pd.DataFrame) -> pd.Series:
        """Tell which regions (``region_code, lon, lat``) can be drawn, by their shape or as a point."""
        return self.holds(regions) | (regions["lon"].notna() & regions["lat"].notna())

    def label_at(self, row: dict[str, Any]) -> list[float] | None:
        """Find where a place's name goes: the middle of its shape, else its point, else nowhere."""
        if cell := self.cells.get(row["region_code"]):
            return cell.label_at
        return None if pd.isna(row["lon"]) else [row["lon"], row["lat"]]

    def room_px(self, code: str, zoom: float) -> float:
        """Measure the radius of the largest circle in a place's shape on the screen; endless for a point."""
        cell = self.cells.get(code)
        return geography.on_screen_px(cell.room_deg, zoom) if cell else float("inf")

    def cramped(self, code: str, zoom: float) -> bool:
        """Tell whether a place's shape is too small for more than its short name."""
        return self.room_px(code, zoom) < _CRAMPED_PX

    def is_listed(self, code: str) -> bool:
        """Tell whether a place's shape stands for nothing but the place."""
        return code in self.cells and self.cells[code].basis == LISTED

    def rings(self, codes: Sequence[str]) -> list[Ring]:
        """The borders of some places, those of their holes as well."""
        return [
            ring for code in codes if code in self.cells for part in self.cells[code].parts for ring in part
        ]

    def has_room(self, code: str, box_px: tuple[float, float, float, float], zoom: float) -> bool:
        """Tell whether a place's shape holds a box of the screen (left, top, right, bottom) at a zoom."""
        polygon = _polygon(self.cells[code].parts)
        on_paper = shapely.transform(
            polygon, lambda spots: [geography.on_screen(list(at), zoom) for at in spots]
        )
        return bool(shapely.buffer(on_paper, _BORDER_PX).contains(shapely.box(*box_px)))

    def extent_of(self, regions: pd.DataFrame, margin: float = 0.03) -> Extent:
        """Measure west, south, east, north of regions (``region_code, lon, lat``) with their shapes.

        Args:
            regions: one row a place.
            margin: share of the larger side that is added all round, at least 0.005 degrees.
        """
        boxes = [self.cells[code].bounds for code in regions["region_code"] if code in self.cells]
        placed = regions[["lon", "lat"]].dropna().astype(float)
        if len(placed):
            boxes.append((*placed.min(), *placed.max()))
        return geography.around(boxes, margin)


def ground_of(
    view: View, places: Sequence[pd.DataFrame], size_px: tuple[int, int], others: Sequence[str] = ()
) -> Ground:
    """Fetch the shapes of the places of a map.

    Args:
        view: of the page.
        places: frames with ``region_code``; the map fits them.
        size_px: width and height of the map.
        others: codes of places that are drawn too, as far as they lie in it.
    """
    codes = sorted({code for frame in places for code in frame["region_code"]})
    every = sorted({*codes, *others})
    at = {"period": view.selection.period, "size_px": size_px}
    return Ground(fetch(view.snapshot, shapes.shapes, codes=every, filled_by=codes, **at))


def _cell(row: dict[str, Any]) -> Cell:
    said = [row[name] if isinstance(row[name], str) else "" for name in ("basis", "approval", "attribution")]
    bounds = (row["west"], row["south"], row["east"], row["north"])
    return Cell(_parts(row["rings"]), [row["label_lon"], row["label_lat"]], row["room_deg"], bounds, *said)


@lru_cache(maxsize=4096)
def _parts(rings: str) -> list[list[Ring]]:
    found: list[list[Ring]] = json.loads(rings)
    return found


def _polygon(parts: list[list[Ring]]) -> shapely.Geometry:
    return shapely.MultiPolygon([(part[0], part[1:]) for part in parts])
