"""Boundaries 边界: files of shapes beside the tables, from GeoJSON, Shapefile, KML or GeoPackage to `raw`.

The libraries that read them are imported once such a file is there, for no other run needs them: what this
module itself imports is light.
"""

from etl.boundaries.files import boundary_files, is_boundary, part_of, parts_of
from etl.boundaries.stated import DATUMS, Stated

__all__ = ["DATUMS", "Stated", "boundary_files", "is_boundary", "part_of", "parts_of"]
