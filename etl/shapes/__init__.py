"""Where every region lies on a map: boundaries that were handed in, schematic cells for the rest.

`draw_shapes` derives it in the build, county by county, and keeps it in schema `maps` of the snapshot, which
is all that maps read. What is schematic stays there: no metric, no distance and no siting knows of it.
"""

from etl.shapes.writing import draw_shapes

__all__ = ["draw_shapes"]
