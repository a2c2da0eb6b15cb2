"""What a coverage map shows: places, what stands around them, and how they are read."""

import math
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from metrics.coverage.by_place import verdicts_by_line
from ui.maps import crowding, geography
from ui.maps.ground import Ground

EFFECTIVE, COVERED, JUDGED = "effective", "covered", "verdicts"
NOT_EXPECTED = "不适用"
#: Up to so many points have room for names.
ROOMY = 40
#: From so many places on they are added up in squares.
DENSE = 1_000
#: Side of a square on the screen when the map is first drawn.
SQUARE_PX = 9.0
#: Points need more room at the edge than cells: their names stand beside them.
_CELL_MARGIN, _POINT_MARGIN = 0.03, 0.1


@dataclass(frozen=True)
class Scene:
    """One view of the map; frames as ``metrics.coverage.by_place.places_below`` gives them.

    Attributes:
        ground: the shapes of the places, of those around and of those outlined.
        places: the places that are coloured and answer clicks.
        around: places behind or beside them, drawn faintly for orientation; may be empty.
        focus: code of the region that fills the map.
        selected: code of the place to outline; nothing where there is none.
        level: level of the places.
        show: ``effective``, ``covered`` (shares) or ``verdicts``.
        lines: ids of the lines shown.
        size_px: least width, and height, of the map on the screen.
        stations: as ``metrics.services.open_stations.open_stations`` gives them; None hides them.
        reach_km: how far a station reaches.
        within: codes of the regions that the places lie in, which are outlined.
    """

    ground: Ground
    places: pd.DataFrame
    around: pd.DataFrame
    focus: str
    selected: str
    level: str
    show: str
    lines: tuple[str, ...]
    size_px: tuple[int, int] = (800, 440)
    stations: pd.DataFrame | None = None
    reach_km: float = 5.0
    within: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The line whose verdict colours the places; nothing where there are several."""
        return self.lines[0] if len(self.lines) == 1 else ""

    @property
    def tiled(self) -> bool:
        """Whether verdicts are written as tiles, one a line."""
        return self.show == JUDGED and not self.line

    @property
    def roomy(self) -> bool:
        """Whether points have room for names."""
        return not self.crowded

    @property
    def crowded(self) -> bool:
        """Whether places are so many that their names and figures are written only where they fit."""
        return len(self.places) > ROOMY

    @property
    def dense(self) -> bool:
        """Whether places are so many that they are drawn added up, in squares."""
        return self.is_dense(self.places)

    @staticmethod
    def is_dense(places: pd.DataFrame) -> bool:
        """Whether so many places are drawn added up."""
        return len(places) > DENSE

    @property
    def pictured(self) -> bool:
        """Whether each station has a picture; very many of them are shown by their reach alone."""
        return self.stations is not None and len(self.stations) <= DENSE

    @property
    def square_km(self) -> float:
        """Side of a square on the ground."""
        return SQUARE_PX * geography.metres_per_px(self.extent, self.zoom) / 1000

    @property
    def radius_px(self) -> float:
        """Size of a place that is drawn as a point."""
        return 9 if self.roomy else 6

    @property
    def expected_lines(self) -> tuple[str, ...]:
        """Lines shown that are expected at any of the places."""
        own = [verdicts_by_line(verdicts) for verdicts in self.places["verdicts"].unique()]
        return tuple(line for line in self.lines if any(one[line] != NOT_EXPECTED for one in own))

    @cached_property
    def most_expected(self) -> int:
        """The most lines shown that are expected at one place, at least one."""
        return max([1, *(self._expected(verdicts) for verdicts in self.places["verdicts"].unique())])

    @cached_property
    def columns(self) -> int:
        """Tiles in a row of a point's block: the block is about square."""
        return math.ceil(math.sqrt(self.most_expected))

    def _expected(self, verdicts: str) -> int:
        own = verdicts_by_line(verdicts)
        return sum(own[line] != NOT_EXPECTED for line in self.lines)

    def verdict(self, verdicts: str) -> str:
        """Pick the verdict of the one line shown from a place's seven."""
        return verdicts_by_line(verdicts)[self.line]

    @property
    def drawable(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.ground.drawable(self.places).any() or self.celled)

    @property
    def celled(self) -> bool:
        """Whether shapes are drawn; else there are points only."""
        return not self.dense and bool(
            self.ground.holds(self.places).any() or self.ground.holds(self.around).any()
        )

    @cached_property
    def extent(self) -> geography.Extent:
        """West, south, east, north of what has to be seen."""
        focused = self.around[self.around["region_code"] == self.focus]
        shown = pd.concat([self.places, self.around if focused.empty else focused])
        return self.ground.extent_of(shown, _CELL_MARGIN if self.celled else _POINT_MARGIN)

    @cached_property
    def zoom(self) -> float:
        """Zoom at which the extent fits into the size."""
        return geography.fitting_zoom(self.extent, self.size_px)

    @cached_property
    def spacing_px(self) -> float:
        """How far the places stand apart on the screen."""
        placed = [self.ground.label_at(row) for row in self.places.to_dict("records")]
        points = [at for at in placed if at is not None]
        return crowding.spacing_px(points, self.zoom)
