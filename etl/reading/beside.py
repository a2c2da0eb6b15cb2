"""Personal data that stand in a workbook beside its cells: in comments, text boxes, properties and the like.

Nothing of these parts is read or kept, so a number there is no error; but whoever sends it should know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from etl.budgets import MOST_BESIDE
from etl.findings import Findings
from etl.personal import SHORTEST, may_be_personal, personal_kind
from etl.reading.archive import BROKEN, open_archive
from etl.reading.cells import Cell
from etl.reading.file_name import shown_name
from etl.reading.grid import Grid
from etl.reading.xml_part import Attributes, BrokenPartError, parse

#: How the name of a part begins → what people call it, and how it is cleared.
_PLACES = (
    ("xl/comments", "批注", "在“审阅”里删去这些批注"),
    ("xl/threadedcomments", "批注", "在“审阅”里删去这些批注"),
    ("xl/persons", "批注的作者", "在“审阅”里删去这些批注"),
    ("xl/drawings", "文本框或图形", "删去这些文本框、图形"),
    ("xl/diagrams", "图示", "删去这些图示"),
    ("xl/charts", "图表", "删去这些图表"),
    ("docprops", "文档属性", "在“文件 → 信息 → 检查文档”里删去文档属性"),
    ("customxml", "文档属性", "在“文件 → 信息 → 检查文档”里删去文档属性"),
    ("xl/pivotcache", "数据透视表的缓存", "删去数据透视表，或取消“保存源数据”"),
    ("xl/pivottables", "数据透视表", "删去数据透视表"),
    ("xl/externallinks", "外部链接", "在“数据 → 编辑链接”里断开链接"),
    ("xl/worksheets/_rels", "超链接", "取消这些超链接"),
    ("xl/workbook", "定义的名称", "在“公式 → 名称管理器”里删去这些名称"),
    ("xl/tables", "套用的表格样式", "把表格转换为普通区域"),
)
_ELSEWHERE = ("其他部分", "把各张表复制到新的工作簿")
_SHEET = ("页眉、页脚、公式、超链接或数据验证", "在“页面设置”“超链接”“数据验证”里或公式里删去")
_OLDER = ("批注、文本框、页眉页脚或文档属性", "删去它们，或把各张表复制到新的工作簿")

#: What parts begin with that are read, or hold no text at all.
_READ = frozenset({"worksheet", "sst", "styleSheet", "theme", "calcChain", "Types"})
_WITH_TEXT = (".xml", ".rels", ".vml")

#: Elements whose pieces of text stand in one line, however they are coloured.
_LINES = frozenset({"p", "comment", "text", "si", "threadedComment"})
#: Attributes that only programs read.
_MARKS = re.compile(r"(?:^|:)(?:r|ref|sqref|style|x|y|cx|cy)$|id$", re.IGNORECASE)

#: Numbers of a file of the older format that are looked at.
_MOST_NUMBERS = 20_000
#: Stands for the kind of number where not everything was looked at.
_UNSEARCHED = ""

#: Digits in a file of the older format, in one byte each or in two, as far as they may be one number.
_DIGITS = re.compile(r"[0-9][0-9 .Xx-]{10,60}")
_NARROW = re.compile(rb"[0-9][0-9 .Xx-]{10,60}")
_WIDE = re.compile(rb"[0-9]\x00(?:[0-9 .Xx-]\x00){10,60}")


class Beside:
    """Finds what stands in a workbook beside its cells, once each place and kind of number."""

    def __init__(self, path: Path) -> None:
        """Take a workbook that is about to be read."""
        self._path = path
        with path.open("rb") as file:
            self._is_older = file.read(2) != b"PK"
        self._cells: set[str] = set()
        self._found: dict[tuple[str, str, str, str], None] = {}

    def pass_by(self, grid: Grid) -> None:
        """Take a sheet that was read."""
        self._found |= {(grid.name, *_SHEET, kind): None for kind in grid.beside}
        if self._is_older:
            for cells in grid.rows.values():
                self._cells.update(_numbers_in(cells))

    def report(self, findings: Findings) -> None:
        """Look at what is no sheet, and warn of everything found."""
        if self._is_older:
            numbers = islice(_numbers(self._path.read_bytes(), self._cells), _MOST_NUMBERS)
            self._found |= {("", *_OLDER, kind): None for kind in _kinds(numbers)}
        else:
            self._found |= {("", *place, kind): None for place, kind in _in_parts(self._path)}
        for sheet, place, remedy, kind in self._found:
            message = f"{place}里有{kind}；这一部分没有读入，也不留存，请{remedy}，以后也不要写在里面"
            if kind == _UNSEARCHED:
                message = (
                    f"单元格以外的部分太大，没有查完里面有没有个人信息；没有读入，也不留存，请{remedy}再交"
                )
            findings.warning("personal_beside", message, file=shown_name(self._path), sheet=sheet)


def _kinds(texts: Iterable[str]) -> list[str]:
    """Kinds of personal numbers in texts, each once."""
    kinds = (personal_kind(text) for text in texts if may_be_personal(text))
    return list(dict.fromkeys(kind for kind in kinds if kind))


def _numbers_in(cells: Sequence[Cell]) -> Iterator[str]:
    for cell in cells:
        if isinstance(cell, str) and len(cell) >= SHORTEST:
            yield from (match.strip(" .-") for match in _DIGITS.findall(cell))


def _numbers(content: bytes, known: set[str]) -> Iterator[str]:
    """Texts of digits in a file of the older format that stand in none of its cells, each once."""
    told = set(known)
    for pattern, encoding in ((_NARROW, "ascii"), (_WIDE, "utf-16-le")):
        for match in pattern.findall(content):
            text = match.decode(encoding).strip(" .-")
            if text not in told:
                told.add(text)
                yield text


def _in_parts(path: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """Place and kind of every personal number in parts that are not read; `_UNSEARCHED` for what is left."""
    archive = open_archive(path, Findings())
    if archive is None:
        return
    allowed = _Allowed()
    with archive:
        for entry in archive.infolist():
            name = entry.filename.replace("\\", "/").strip("/").casefold()
            if not name.endswith(_WITH_TEXT):
                continue
            listener = _TextListener(allowed, entry.file_size)
            try:
                with archive.open(entry) as stream:
                    parse(stream, listener, every=True)
            except (*BROKEN, BrokenPartError):
                pass  # told is what was heard until there
            place = next((place[1:] for place in _PLACES if name.startswith(place[0])), _ELSEWHERE)
            yield from ((place, kind) for kind in listener.kinds)
    if allowed.is_spent:
        yield _ELSEWHERE, _UNSEARCHED


@dataclass
class _Allowed:
    """How much of a file is looked at: what is not kept need not hold anybody up.

    Attributes:
        size: bytes of parts.
        digits: characters of texts with many digits.
        is_spent: whether something was left.
    """

    size: int = 2**25
    digits: int = MOST_BESIDE
    is_spent: bool = False

    def take(self, *, size: int = 0, digits: int = 0) -> bool:
        """Whether so much more may be looked at."""
        if size > self.size or digits > self.digits:
            self.is_spent = True
            return False
        self.size -= size
        self.digits -= digits
        return True


class _TextListener:
    """Listens for personal numbers in the texts and attributes of a part, in runs of several fonts too."""

    def __init__(self, allowed: _Allowed, size: int) -> None:
        self.kinds: dict[str, None] = {}
        self._allowed, self._size = allowed, size
        self._has_begun = False
        self._pieces: list[str] = []
        self._line: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins; the first one tells whether the part is one that is read."""
        if not self._has_begun:
            self._has_begun = True
            if name in _READ or not self._allowed.take(size=self._size):
                raise BrokenPartError
        self._pieces.clear()
        if name != "n":  # a number in a cache is none of a text
            for mark, text in attributes.items():
                if len(text) >= SHORTEST and not _MARKS.search(mark):
                    self._search(text)

    def text(self, text: str) -> None:
        """A piece of text."""
        self._pieces.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        text = "".join(self._pieces)
        self._pieces.clear()
        if name == "t":
            self._line.append(text)
        self._search(text)
        if name in _LINES and self._line:
            self._search("".join(self._line))
            self._line.clear()

    def _search(self, text: str) -> None:
        if len(text) >= SHORTEST and may_be_personal(text) and self._allowed.take(digits=len(text)):
            self.kinds |= dict.fromkeys(_kinds([text]))
