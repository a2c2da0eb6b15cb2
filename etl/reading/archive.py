"""What calamine does not tell of a workbook, read from its XML: errors, percent formats, true size.

calamine shows an error or a formula without a result as an empty cell, knows no number formats, and
makes room for every cell between the first and the last that a file claims to have. Attributes are
found with patterns instead of a parser, so that no entity is ever expanded.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.findings import Findings
from etl.reading.sheet import shown_name

MAX_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 2**29
MAX_EXPANSION = 200
#: Cells between A1 and the last one; calamine needs 32 bytes for each, filled or not.
MAX_CELLS = 30_000_000

UNCALCULATED = "#未计算"
_PERCENT_BUILT_IN = frozenset({"9", "10"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError)

_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_NAMED = rb"<(?:\w+:)?%s\b([^>]*)>"
_LAST_TAG = re.compile(rb"</(?:\w+:)?(?:worksheet|sst|styleSheet)\s*>\s*(?:<!--.*-->\s*)?$", re.DOTALL)
_ONLY_TAG = re.compile(rb"\s*(?:<\?[^>]*>\s*)?<[^<>]*/>\s*")
_COUNT = re.compile(rb" (?:uniqueC|c)ount\s*=\s*[\"']([0-9]+)")
_FAR = re.compile(rb"[ \t\r\n]r\s*=\s*[\"'](?:[A-Za-z]{2,}[0-9]|[A-Za-z]?[0-9]{7})")
_FILLED = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,9})[\"'][^>]*(?<!/)>")
_FORMULA = rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
_ERROR = re.compile(
    rb"<(?:\w+:)?c\s([^>]*\bt=[\"']e[\"'][^>]*)>\s*(?:" + _FORMULA + rb")?\s*<(?:\w+:)?v>([^<]*)<"
)
_NO_RESULT = rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?"
_UNCALCULATED_CELL = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*" + _FORMULA + rb"\s*" + _NO_RESULT + rb"\s*</(?:\w+:)?c>"
)

#: Row and column of a cell, from 0.
Position = tuple[int, int]


@dataclass(frozen=True)
class Marks:
    """What a sheet's XML says of single cells.

    Attributes:
        errors: cells that hold no value but an error such as `#DIV/0!`, or a formula without result.
        percents: cells whose number is shown as a percentage.
    """

    errors: dict[Position, str]
    percents: frozenset[Position]


class Archive:
    """The parts of a workbook that has been found safe to read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Read where the sheets are and which cell styles show percentages."""
        self._archive = archive
        self._parts = list(_sheet_parts(archive))
        self._percent_styles = _percent_styles(_part(archive, "xl/styles.xml"))

    def marks(self, place: int) -> Marks | None:
        """What to know of the cells of a sheet, None where it is missing or too large to read.

        Args:
            place: number of the sheet in the order of the workbook, from 0.
        """
        xml = _part(self._archive, self._parts[place]) if place < len(self._parts) else b""
        if not _is_whole(xml) or _is_vast(xml) or _promises_too_much(xml):
            return None
        return Marks(_errors(xml), frozenset(_percents(xml, self._percent_styles)))


def open_archive(path: Path, findings: Findings) -> zipfile.ZipFile | None:
    """Open a workbook's archive, or report why it is not safe to read and return None."""
    file = shown_name(path)
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN:
        findings.error("unreadable_file", _no_archive(path), file=file)
        return None
    if _is_oversized(archive.infolist()):
        findings.error("oversized_file", "文件解压后过大，请拆分或另存后再交", file=file)
    elif not _is_sound(archive):
        findings.error("unreadable_file", "文件已损坏或有密码，请用 Excel 另存为 .xlsx 再交", file=file)
    else:
        return archive
    archive.close()
    return None


def _no_archive(path: Path) -> str:
    """What to do about a file that is no archive; its beginning tells of a password or of old Excel."""
    with path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            return "文件有密码，或是旧版 Excel 的格式，请去掉密码并另存为 .xlsx 再交"
    return "不是有效的 .xlsx 文件，请用 Excel 另存为 .xlsx 再交"


def _is_oversized(entries: list[zipfile.ZipInfo]) -> bool:
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    return len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or unpacked / packed > MAX_EXPANSION


def _is_sound(archive: zipfile.ZipFile) -> bool:
    """Whether every part unpacks to the length and checksum it states; calamine checks neither."""
    try:
        if archive.testzip() is not None:
            return False
        parts = [_part(archive, name) for name in _COUNTED_PARTS]
        return all(not part or _is_whole(part) and not _promises_too_much(part) for part in parts)
    except _BROKEN:
        return False


def _is_whole(xml: bytes) -> bool:
    """Whether the part ends with its last tag; calamine takes a part that breaks off for a short one."""
    return _LAST_TAG.search(xml[-100:]) is not None or _ONLY_TAG.fullmatch(xml[:2000]) is not None


_COUNTED_PARTS = ("xl/sharedStrings.xml", "xl/styles.xml")


def _promises_too_much(xml: bytes) -> bool:
    """Whether the part claims more items than it has bytes; calamine would make room for them."""
    return any(len(count) > 10 or int(count) > len(xml) for count in _COUNT.findall(xml))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part, empty where there is none."""
    try:
        return archive.read(name)
    except KeyError:
        return b""


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode().rpartition(":")[2]: html.unescape(value[1:-1].decode("utf-8", "replace"))
        for name, value in _ATTRIBUTE.findall(tag)
    }


def _tags(xml: bytes, name: bytes) -> Iterator[dict[str, str]]:
    return (_attributes(tag) for tag in re.findall(_NAMED % name, xml))


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[str]:
    relations = _tags(_part(archive, "xl/_rels/workbook.xml.rels"), b"Relationship")
    targets = {relation.get("Id"): relation.get("Target", "").lstrip("/") for relation in relations}
    for sheet in _tags(_part(archive, "xl/workbook.xml"), b"sheet"):
        target = targets.get(sheet.get("id"), "")
        yield target if target.startswith("xl/") else f"xl/{target}"


def _percent_styles(styles: bytes) -> frozenset[str]:
    """Numbers of the cell styles that show a percentage, as the cells name them."""
    percent = set(_PERCENT_BUILT_IN)
    for custom in _tags(styles, b"numFmt"):
        shown = re.sub(r'"[^"]*"|\\.|\[[^]]*\]|_.', "", custom.get("formatCode", ""))
        if "%" in shown:
            percent.add(custom.get("numFmtId", ""))
    cells = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    formats = _tags(cells[0], b"xf") if cells else iter(())
    return frozenset(str(number) for number, xf in enumerate(formats) if xf.get("numFmtId") in percent)


def _is_vast(xml: bytes) -> bool:
    if not _FAR.search(xml):
        return False
    columns, rows = {b"A"}, {b"1"}
    for cell in _FILLED.finditer(xml):
        columns.add(cell[1])
        rows.add(cell[2])
    return max(map(_column, columns)) * max(map(int, rows)) > MAX_CELLS


def _column(letters: bytes) -> int:
    """Number of a column from its letters, A = 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _position(attributes: dict[str, str]) -> Position | None:
    reference = re.fullmatch(r"([A-Za-z]{1,3})([0-9]+)", attributes.get("r", ""))
    return (int(reference[2]) - 1, _column(reference[1].encode()) - 1) if reference else None


def _errors(xml: bytes) -> dict[Position, str]:
    errors: dict[Position, str] = {}
    if b't="e"' in xml or b"t='e'" in xml:
        for tag, text in _ERROR.findall(xml):
            position = _position(_attributes(tag))
            if position:
                errors[position] = text.decode("utf-8", "replace")
    if b"<f" in xml or b":f" in xml:
        for tag in _UNCALCULATED_CELL.findall(xml):
            attributes = _attributes(tag)
            position = _position(attributes)
            if position and attributes.get("t") != "str":
                errors[position] = UNCALCULATED
    return errors


def _percents(xml: bytes, styles: frozenset[str]) -> Iterator[Position]:
    if not styles:
        return
    numbers = "|".join(sorted(styles)).encode()
    for tag in re.findall(rb"<(?:\w+:)?c\s([^>]*\bs=[\"'](?:" + numbers + rb")[\"'][^>]*)>", xml):
        position = _position(_attributes(tag))
        if position:
            yield position
