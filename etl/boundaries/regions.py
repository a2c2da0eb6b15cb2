"""Which region each shape is of: by its code, else by its name; where the two disagree nothing is guessed.

A code is what somebody typed and a name is what somebody read, and either may be wrong. So:

- A code that is known stands, unless the name is that of exactly one other region. Two cases are no
  contradiction: the code of the county beside the name of a township in it, and the name of a township beside
  the code of a village in it; the one further down is meant, for files carry what a region lies in.
- A code that is not known is overruled by a name that fits one region only where both say the same county and
  level, which is told as a warning: a township was given another number. A code of another county with
  a name that is at home here too (every second county has a 城关镇) is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from etl.boundaries import mending, reference
from etl.boundaries.known import LEVELS, Known, Region, is_alike
from etl.boundaries.layer import Layer, Shape
from etl.boundaries.properties import is_chinese, is_of_a_province
from etl.findings import Findings

_MOST_TOLD = 5
_LEVEL_OF_DIGITS = {2: "province", 4: "city", 6: "county", 9: "township", 12: "village"}


def match(layers: Sequence[Layer], known: Known, findings: Findings) -> None:
    """Give every shape with a polygon the code of its region; what cannot be told for certain is an error."""
    taken: dict[str, tuple[Layer, Shape]] = {}
    for layer in layers:
        for shape in layer.shapes:
            shape.codes = {
                header: code
                for header, code in shape.codes.items()
                if is_of_a_province(code) or code in known.by_code
            }
            if shape.fault == mending.NO_POLYGON:
                continue
            if shape.fault is not None:
                _tell(findings, layer, shape, *shape.fault)
            region = _region(layer, shape, known, findings)
            if region is not None and _is_free(region, taken, layer, shape, findings):
                shape.region_code = region.code if shape.fault is None else ""
    _tell_without_polygon(layers, known, set(taken), findings)


def _tell(findings: Findings, layer: Layer, shape: Shape, code: str, message: str, column: str = "") -> None:
    findings.error(code, message, row=shape.number, column=column, value=shape.told, **layer.place)


def _region(layer: Layer, shape: Shape, known: Known, findings: Findings) -> Region | None:
    """The region of a shape, None where it has none that is taken, which is told."""
    if layer.is_kept:
        found = known.by_code.get(shape.region_code)
        if found is None:
            message = "行政区划里没有这个代码；边界要先有它的行政区划"
            _tell(findings, layer, shape, "unknown_region", message)
        return found
    fault, region = _resolved(layer, shape, known, findings)
    if fault:
        _tell(findings, layer, shape, *fault)
        return None
    if region is not None and region.level not in LEVELS:
        level = "省" if region.level == "province" else "市"
        message = f"{region.told}是{level}，只收县、乡镇、村的边界；请删去这个图形"
        _tell(findings, layer, shape, "wrong_level", message)
        return None
    return region


def _resolved(
    layer: Layer, shape: Shape, known: Known, findings: Findings
) -> tuple[tuple[str, str, str] | None, Region | None]:
    """A fault with the property that it is about, or the region."""
    # The one with most digits: beside the code of a village stands that of its county.
    coded = known.by_code.get(next(iter(shape.codes.values()), ""))
    header, fitting = _named(shape, known)
    further = _further_down(shape, header, fitting, known)
    if further is not None:
        header, fitting = further[0], [further[1]]
        message = f"名称有几个，按最下一级的算作{further[1].told}；请核对"
        findings.warning(
            "name_further_down", message, row=shape.number, column=header, value=shape.told, **layer.place
        )
    if coded is None and shape.codes:
        return _by_name_instead(layer, shape, fitting, known, findings)
    if coded is None:
        return _by_name(shape, header, fitting, known)
    if not fitting:
        _warn_unlike(layer, shape, coded, findings)
        return None, coded
    if coded in fitting or any(one.code in coded.above for one in fitting):
        return None, coded
    inside = [one for one in fitting if coded.code in one.above]
    if len(inside) == 1:
        return None, inside[0]
    named = "、".join(one.told for one in (inside or fitting)[:_MOST_TOLD])
    code_header = next(iter(shape.codes))
    if inside:
        return ("ambiguous_region", f"名称在{coded.told}里可以是 {named}；请改用 12 位区划代码", header), None
    message = f"代码是{coded.told}的，名称却是 {named} 的，两者矛盾；请改正其中一个"
    return ("code_and_name", message, code_header), None


def _named(shape: Shape, known: Known) -> tuple[str, list[Region]]:
    """The property that names the region, and the regions that it fits; the others may say where it lies.

    Never is another property taken in its place: beside the name of a village stands that of its county.
    """
    header, name = next(iter(shape.names.items()), ("", ""))
    found = known.named(name) if name else []
    if len(found) > 1:
        above = [other for at, other in shape.names.items() if at != header]
        paths = [known.named(other + name) for other in above]
        found = next((path for path in paths if len(path) == 1), found)
    return header, found


def _further_down(
    shape: Shape, header: str, fitting: list[Region], known: Known
) -> tuple[str, Region] | None:
    """Another property that names a region within that of the first, as a village beside its township."""
    if len(fitting) != 1:
        return None
    found = {
        region.code: (other, region)
        for other, name in shape.names.items()
        if other != header
        for region in known.named(name)
        if fitting[0].code in region.above
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _by_name(
    shape: Shape, header: str, fitting: list[Region], known: Known
) -> tuple[tuple[str, str, str] | None, Region | None]:
    if len(fitting) == 1:
        return None, fitting[0]
    if fitting:
        named = "、".join(f"{_path(one, known)}（{one.code}）" for one in fitting[:_MOST_TOLD])
        message = f"名称可以是 {named}；请写上级的名称（如 枫田镇/车田村），或用 12 位区划代码"
        return ("ambiguous_region", message, header), None
    if not shape.names:
        message = "这个图形没有说是哪个区划；请加上属性“区划代码”或“名称”"
        return ("no_region", message, ""), None
    message = f"行政区划里没有这个名称{_alike(shape, known)}；请改名称，或用 12 位区划代码"
    return ("unknown_region", message, next(iter(shape.names))), None


def _path(region: Region, known: Known) -> str:
    parent = known.by_code.get(region.above[0]) if region.above else None
    return f"{parent.name}/{region.name}" if parent else region.name


def _by_name_instead(
    layer: Layer, shape: Shape, fitting: list[Region], known: Known, findings: Findings
) -> tuple[tuple[str, str, str] | None, Region | None]:
    header, code = next(iter(shape.codes.items()))
    level = next(kind for digits, kind in _LEVEL_OF_DIGITS.items() if code[digits:].strip("0") == "")
    same = [one for one in fitting if one.code[:6] == code[:6] and one.level == level]
    if len(same) == 1:
        message = f"行政区划里没有这个代码，按名称算作{same[0].told}；请核对，下次改用这个代码"
        findings.warning(
            "code_unknown", message, row=shape.number, column=header, value=shape.told, **layer.place
        )
        return None, same[0]
    elsewhere = _elsewhere(code, known)
    if elsewhere:
        return ("other_county", elsewhere, header), None
    could = f"；名称像是 {fitting[0].told}" if fitting else _alike(shape, known)
    message = f"行政区划里没有这个代码{could}；请改代码，或先交这个区划"
    return ("unknown_region", message, header), None


def _elsewhere(code: str, known: Known) -> str:
    """That a code is of another county, or of a province or city, in words; '' where it is not."""
    if any(one.code[:6] == code[:6] for one in known.by_code.values() if one.level == "county"):
        return ""
    if code[2:].strip("0") == "" or code[4:].strip("0") == "":
        return "这是省、市一级的图形，只收县、乡镇、村的边界；请在 QGIS 里删去它，再导出"
    if not reference.name_of(code[:6].ljust(12, "0")):
        return ""
    return "这是别的县的图形；请在 QGIS 里只选本县的图形，再导出"


def _alike(shape: Shape, known: Known) -> str:
    """What could have been meant, in words; '' where nothing is alike."""
    names = {one.name: one for one in known.by_code.values()}
    name = next(iter(shape.names.values()), "")
    found = get_close_matches(name, names, n=3)
    told = "、".join(names[one].told for one in found)
    return f"，像是 {told}" if told else ""


def _warn_unlike(layer: Layer, shape: Shape, coded: Region, findings: Findings) -> None:
    name = next((text for text in shape.names.values() if is_chinese(text)), "")
    if name and not is_alike(name, coded.name):
        message = f"代码是{coded.told}，名称写的是别的，按代码收下；请核对"
        findings.warning("name_unlike", message, row=shape.number, value=shape.told, **layer.place)


def _is_free(
    region: Region, taken: dict[str, tuple[Layer, Shape]], layer: Layer, shape: Shape, findings: Findings
) -> bool:
    """Whether a region has no shape yet in this batch; a second one is told."""
    first = taken.setdefault(region.code, (layer, shape))
    if first[1] is shape:
        return True
    where = " ".join(part for part in (first[0].file, first[0].sheet) if part)
    message = (
        f"{region.told}已在 {where} 第 {first[1].number} 个图形里交过；一个区划只能有一个图形，"
        "分成几块的请先在 QGIS 里按区划代码“融合”"
    )
    _tell(findings, layer, shape, "region_twice", message)
    return False


def _tell_without_polygon(layers: Sequence[Layer], known: Known, taken: set[str], findings: Findings) -> None:
    """Points and lines: an error where they stand for the boundary of a region, else passed over."""
    for layer, shapes in _without_polygon(layers):
        passed = []
        for shape in shapes:
            fault, region = _resolved(layer, shape, known, Findings())
            if fault is None and region is not None and region.level in LEVELS and region.code not in taken:
                _tell(findings, layer, shape, *mending.NO_POLYGON)
            else:
                passed.append(shape.number)
        for number in passed:
            message = "是点或线，不是面，已略过"
            findings.warning("not_a_polygon", message, row=number, **layer.place)


def _without_polygon(layers: Sequence[Layer]) -> Iterator[tuple[Layer, list[Shape]]]:
    for layer in layers:
        shapes = [shape for shape in layer.shapes if shape.fault == mending.NO_POLYGON]
        if shapes:
            yield layer, shapes
