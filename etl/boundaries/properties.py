"""Properties of shapes: which of them names the region, and what its code or name is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from etl.reading.names import normal

#: Properties that hold a code or a name, in the order in which they are asked.
CODES = (
    *("code", "区划代码", "xzqdm", "qhdm", "pac", "adcode", "gb"),
    *(
        "行政区划代码",
        "行政区代码",
        "行政区编码",
        "区划编码",
        "乡镇代码",
        "村代码",
        "代码",
        "编码",
        "xzdm",
        "cdm",
    ),
    *("xiangcode", "towncode", "town_code", "villagecode", "village_code", "ad_code", "adm_code", "zldwdm"),
)
NAMES = (
    *("name", "名称", "xzqmc", "qhmc"),
    *("区划名称", "行政区名称", "行政区划名称", "村名称", "社区名称", "村名", "村", "社区", "cmc", "village"),
    *("villagename", "village_name", "乡镇名称", "街道名称", "乡镇名", "乡镇", "街道", "xzmc", "town"),
    *("township", "townname", "town_name", "县名称", "区县名称", "县名", "区县"),
    *("mc", "zldwmc", "fullname", "name_zh", "name:zh", "zhname", "cname", "name_cn", "ad_name", "adname"),
)
APPROVALS = ("审图号", "approval")
ATTRIBUTIONS = ("来源", "source")
READ = (*CODES, *NAMES, *APPROVALS, *ATTRIBUTIONS)

#: Bytes of a property name in a Shapefile, the last of which may cut a character in two.
_SHAPEFILE_NAME = 10
_FULL = 12
#: Country code that stands before codes in 天地图 and national data.
_CHINA = "156"
#: Digits that tell a level: province, city, county, township, village.
_LENGTHS = (2, 4, 6, 9, 12)
#: A code of the land survey: that of the village, then zeros.
_SURVEY = re.compile(r"(\d{12})0{7}")
#: First two digits of provinces.
_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")
#: From so many digits on a number may be the code of a county that no province has, as one for trying out.
_TELLING = 6


def columns_of(headers: Iterable[str], wanted: tuple[str, ...]) -> list[str]:
    """Those of some property names that are wanted, in the order in which they are asked.

    Names are compared after NFKC, without case and spaces; one that a Shapefile cut off counts too.
    """
    compared = {header: normal(header).casefold() for header in headers}
    found: list[str] = []
    for name in wanted:
        cut = name.encode()[:_SHAPEFILE_NAME].decode("utf-8", "ignore") if not name.isascii() else name
        found += [header for header, word in compared.items() if word in (name, cut) and header not in found]
    return found


def text_of(value: Any) -> str:
    """A value as text: a number of whole value without its point, nothing for what is missing."""
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    text = value if isinstance(value, str) else str(value)
    return unicodedata.normalize("NFKC", text).strip().strip("\ufeff\u200b\0")


def code_in(text: str) -> str:
    """The 12 digits of a region code, '' where a text is none that could be."""
    digits = re.sub(r"\.0+$", "", text)
    survey = _SURVEY.fullmatch(digits)
    if survey:
        digits = survey[1]
    if not digits.isdecimal() or not digits.isascii():
        return ""
    if digits.startswith(_CHINA):  # no city of 内蒙古 (15) begins so
        digits = digits[3:]
    if len(digits) not in _LENGTHS or (len(digits) < _TELLING and not is_of_a_province(digits)):
        return ""
    return digits.ljust(_FULL, "0")


def is_of_a_province(code: str) -> bool:
    """Whether a code begins as those of a province do; any other is one only where a region has it."""
    return _PROVINCES.match(code) is not None


def codes_of(row: Mapping[str, str]) -> dict[str, str]:
    """The region codes among properties: header → 12 digits; the most telling one first.

    A township often carries the code of its county beside its own, so the one with most digits counts.
    """
    found = {header: code_in(text) for header, text in row.items()}
    telling = sorted(
        (header for header in found if found[header]), key=lambda header: -len(found[header].rstrip("0"))
    )
    return {header: found[header] for header in telling}


def names_of(row: Mapping[str, str]) -> dict[str, str]:
    """The names among properties: header → text, those with Chinese characters first; a number is none."""
    written = {header: text for header, text in row.items() if any(map(str.isalpha, text))}
    return dict(sorted(written.items(), key=lambda one: not is_chinese(one[1])))


def is_chinese(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return any("\u3400" <= letter <= "\u9fff" for letter in text)
