"""GDAL with the four drivers that are wanted, on local files alone."""

from __future__ import annotations

import os
import warnings
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

#: Drivers that read what is accepted.
DRIVERS = ("GeoJSON", "ESRI Shapefile", "LIBKML", "GPKG")
#: All others that come with pyogrio's GDAL are never registered: some read other files, or the network.
_OTHERS = (
    "MEM,PCIDSK,PDS4,VICAR,PDF,MBTiles,EEDA,OGCAPI,GDALG,MapInfo File,LVBAG,S57,DGN,OGR_VRT,CSV,GML,GPX,KML,"
    "GeoJSONSeq,ESRIJSON,TopoJSON,OGR_GMT,SQLite,WAsP,OpenFileGDB,DXF,FlatGeobuf,GeoRSS,VFK,PGDUMP,OSM,"
    "GPSBabel,OGR_PDS,WFS,OAPIF,EDIGEO,Idrisi,ODS,XLSX,Elasticsearch,Carto,AmigoCloud,SXF,Selafin,JML,"
    "PLSCENES,CSW,VDV,MVT,NGW,MapML,GTFS,PMTiles,JSONFG,MiraMonVector,ADBC,AVCBin,AVCE00,AIVector,HTTP"
)
#: Whoever asks for an address gets a port where nobody answers.
_NOWHERE = "http://127.0.0.1:9"
_OPTIONS = {
    "GDAL_HTTP_PROXY": _NOWHERE,
    "GDAL_HTTPS_PROXY": _NOWHERE,
    "GDAL_HTTP_CONNECTTIMEOUT": "1",
    "GDAL_NUM_THREADS": "1",
    "SHAPE_RESTORE_SHX": "YES",
    "OGR_GEOJSON_MAX_OBJ_SIZE": "0",
    "CPL_LOG_ERRORS": "NO",
}


def _ready() -> Any:
    os.environ["GDAL_SKIP"] = _OTHERS
    os.environ["GDAL_DRIVER_PATH"] = "disable"
    os.environ["PROJ_NETWORK"] = "OFF"
    import pyogrio

    pyogrio.set_gdal_config_options(_OPTIONS)
    return pyogrio


def layers_of(path: Path) -> list[str]:
    """The names of the layers of a file, those without geometry left out.

    Raises:
        ValueError: the file cannot be read.
    """
    with _quiet():
        try:
            return [str(name) for name, kind in _ready().list_layers(_local(path)) if kind is not None]
        except Exception as error:
            raise _unreadable(error) from error


def read_layer(
    path: Path, layer: str, *, encoding: str | None = None
) -> tuple[str | None, dict[str, list[Any]], list[bytes | None]]:
    """Read a layer.

    Args:
        path: the file.
        layer: its name.
        encoding: of its texts, None where the format has one.

    Returns:
        Its CRS as GDAL tells it, column name → values, and shapes as WKB.

    Raises:
        ValueError: the file cannot be read.
    """
    with _quiet():
        try:
            told, _, shapes, columns = _ready().raw.read(
                _local(path), layer=layer, encoding=encoding, datetime_as_string=True
            )
        except Exception as error:
            raise _unreadable(error) from error
    named = {str(name): list(values.tolist()) for name, values in zip(told["fields"], columns, strict=True)}
    return told["crs"], named, list(shapes if shapes is not None else [])


def _unreadable(error: Exception) -> Exception:
    """What GDAL says may quote the file, and is not told; that the memory is full is told elsewhere."""
    return error if isinstance(error, MemoryError) else ValueError("unreadable")


def _local(path: Path) -> Path:
    """The path of a file of this machine, from its root on, so that no name is taken for anything else."""
    return path.absolute()


def _quiet() -> AbstractContextManager[object]:
    """What GDAL and GEOS remark is told in our own words, or no matter."""
    return warnings.catch_warnings(action="ignore")
