"""A layer of shapes as it was read: each with its place, the region that it names, and its geometry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Shape:
    """A feature of a file of boundaries.

    Attributes:
        number: which one of its layer it is, from 1.
        codes: plausible region codes among its properties: header → 12 digits; the most telling first.
        names: names that its properties hold: header → text.
        geometry: valid polygons in degrees (WGS84); None where it has no polygon.
        fault: code and words of what is wrong with its geometry, None for nothing.
        approval, attribution: 审图号 and 来源, None where neither file nor hand-in says any.
        datum: as handed in.
        region_code: of its region, '' as long as it is not known.
    """

    number: int
    codes: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    geometry: Any = None
    fault: tuple[str, str] | None = None
    approval: str | None = None
    attribution: str | None = None
    datum: str = ""
    region_code: str = ""

    @property
    def told(self) -> str:
        """What it says of its region, as people read it: name and code."""
        name, code = next(iter(self.names.values()), ""), next(iter(self.codes.values()), "")
        return f"{name}（{code}）" if name and code else name or code


@dataclass
class Layer:
    """A layer of a file.

    Attributes:
        file: as it is shown.
        sheet: name of the layer where the file may hold several, '' where it cannot.
        shapes: its features.
        is_shiftable: whether its coordinates may be in another datum than they say, as degrees may.
        is_kept: whether it was read before, and this is what was kept.
        source_id: its number in `meta.sources`, once it is merged.
    """

    file: str
    sheet: str
    shapes: list[Shape]
    is_shiftable: bool = False
    is_kept: bool = False
    source_id: int = 0

    @property
    def place(self) -> dict[str, str]:
        """Where a finding about it stands."""
        return {"file": self.file, "sheet": self.sheet}
