"""What is asked of boundaries among the files that are handed in: their datum, 审图号 and 来源."""

from collections.abc import Sequence

import streamlit as st

from ui.data.received import Received, safe_name

#: Files that may hold boundaries, a Shapefile being several.
SUFFIXES = (".geojson", ".json", ".kml", ".gpkg", ".shp", ".shx", ".dbf", ".prj", ".cpg", ".zip")
#: What may be chosen as the datum: what the command is given → what people read.
DATUMS = {
    "": "照文件里写的，没有写的按 WGS84",
    "WGS84": "WGS84",
    "CGCS2000": "CGCS2000（国家大地坐标系）",
    "GCJ-02": "GCJ-02（高德、腾讯地图）",
    "BD-09": "BD-09（百度地图）",
}
_LONGEST = 200
#: Files that are parts of a Shapefile.
_PARTS = (".shx", ".dbf", ".prj", ".cpg")
_NOTE = (
    "坐标系只用于没有自己写明的文件（GeoJSON、KML，和没有 .prj 的 Shapefile）；属性里有“审图号”“来源”的，"
    "以属性为准。审图号和来源会显示在用到这些边界的每张地图上。"
)


def is_among(files: Sequence[Received]) -> bool:
    """Tell whether there are boundaries among files."""
    return any(safe_name(file.name).lower().endswith(SUFFIXES) for file in files)


def refusal(names: Sequence[str]) -> str:
    """Say in Chinese which file is a part of a Shapefile that is not there; nothing where none is."""
    whole = {name.lower().removesuffix(".shp") for name in names if name.lower().endswith(".shp")}
    alone = [name for name in names if name.lower().endswith(_PARTS) and name.lower()[:-4] not in whole]
    if not alone:
        return ""
    remedy = "请把 .shp、.shx、.dbf、.prj 一起选上，或压缩成一个 .zip。"
    return f"{alone[0]} 是 Shapefile 的一部分，缺同名的 .shp；{remedy}"


def show(files: Sequence[Received]) -> list[str]:
    """Ask for what boundaries may not say themselves, where there are any among the files.

    Returns:
        Options of the command; none where there are no boundaries, or nothing is said of them.
    """
    if not is_among(files):
        return []
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="boundary-box"):
        datum = st.selectbox(
            "边界的坐标系", list(DATUMS), format_func=DATUMS.__getitem__, key="boundary-datum"
        )
        approval = st.text_input(
            "审图号", key="boundary-approval", max_chars=_LONGEST, placeholder="赣S(2024)001号"
        )
        attribution = st.text_input(
            "边界的来源", key="boundary-attribution", max_chars=_LONGEST, placeholder="县自然资源局"
        )
    st.caption(_NOTE)
    said = {"--datum": datum, "--approval": approval.strip(), "--attribution": attribution.strip()}
    return [word for option, text in said.items() if text for word in (f"{option}={text}",)]
