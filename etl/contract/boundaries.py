"""Boundaries: what a county hands in as files of shapes, and no sheet or form asks for."""

from etl.contract.fields import Field, Table, region, text

BOUNDARIES = Table(
    "boundaries",
    "边界",
    key=("region_code",),
    note=(
        "县、乡镇、村的边界，没有表：把 GeoJSON、Shapefile（压缩包，或几个文件一起）、KML、GeoPackage 文件"
        "放在表格旁边，或者单独交。每个图形用属性“区划代码”或“名称”说明是哪个区划。"
    ),
    fields=(
        region(required=True),
        Field("geometry", "图形", "shape", required=True),
        text("approval", "审图号"),
        text("attribution", "来源"),
        text("datum", "坐标系"),
    ),
)
