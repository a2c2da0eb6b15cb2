"""Reading .xlsx and .xlsm: each part once; value, format, error, formula and merge of a cell together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.reading.archive import MissingPartError, Package, relations_of, target
from etl.reading.cells import Look
from etl.reading.grid import Grid, Room, UncertainError, check_sheets
from etl.reading.number_format import number_format
from etl.reading.sheet_part import Book, SheetListener
from etl.reading.text_parts import Strings, Styles
from etl.reading.xml_part import Attributes, BrokenPartError, parse, relation_id


class UnreadableSheet(NamedTuple):
    """A sheet that cannot be read for certain."""

    name: str


class Relation(NamedTuple):
    """What a part refers to: the last word of its type, and the part."""

    kind: str
    part: str


class _Relations:
    """Listens to a part of relationships."""

    def __init__(self, of: str) -> None:
        self._of = of
        self.found: dict[str, Relation] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            part = target(self._of, attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = Relation(kind, part)

    def end(self, name: str) -> None:
        """Nothing ends that matters."""

    def text(self, text: str) -> None:
        """There is none."""


@dataclass
class _Listed:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    is_hidden: bool


@dataclass
class _Workbook:
    """Listens to the part of the workbook itself."""

    sheets: list[_Listed] = field(default_factory=list)
    since_1904: bool = False
    is_stale: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            is_hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(_Listed(attributes.get("name", ""), relation_id(attributes), is_hidden))
        elif name == "workbookPr":
            self.since_1904 = is_true(attributes.get("date1904"))
        elif name == "calcPr":
            self.is_stale = is_true(attributes.get("fullCalcOnLoad")) or not is_true(
                attributes.get("calcCompleted", "1")
            )

    def end(self, name: str) -> None:
        """Nothing ends that matters."""

    def text(self, text: str) -> None:
        """There is none."""


def is_true(word: str | None) -> bool:
    """Whether an attribute says yes."""
    return word in ("1", "true", "on")


def read_xlsx(package: Package) -> Iterator[Grid | UnreadableSheet]:
    """Yield every sheet in the order of the workbook, merged cells not yet filled.

    Raises:
        BrokenPartError, MissingPartError, ValueError, KeyError: a part that all sheets need cannot be read.
        TooLargeError: it is larger than a hand-in may be.
    """
    part = next(
        (each.part for each in _relations(package, "/").values() if each.kind == "officeDocument"), ""
    )
    workbook = _Workbook()
    _read(package, part, workbook)
    relations = _relations(package, part)
    book = _book(package, workbook, {each.kind: each.part for each in relations.values()})
    if not workbook.sheets:
        raise BrokenPartError
    check_sheets(len(workbook.sheets))
    for listed in workbook.sheets:
        yield _sheet(package, book, listed, relations.get(listed.relation))


def _relations(package: Package, part: str) -> dict[str, Relation]:
    listener = _Relations(part)
    _read(package, relations_of(part), listener)
    return listener.found


def _read(package: Package, part: str, listener: object) -> None:
    with package.open(part) as stream:
        parse(stream, listener)  # type: ignore[arg-type]


def _book(package: Package, workbook: _Workbook, parts: dict[str, str]) -> Book:
    """What the sheets share: texts and looks; a workbook may have neither."""
    strings, styles = Strings(), Styles()
    for kind, listener in (("sharedStrings", strings), ("styles", styles)):
        if kind in parts:
            _read(package, parts[kind], listener)
            if listener.promised > package.size(parts[kind]):
                raise BrokenPartError
    codes = styles.codes or ["General"]
    looks = [Look(number_format(code), workbook.since_1904) for code in codes]
    return Book(strings.texts, looks, workbook.since_1904, workbook.is_stale, Room())


def _sheet(
    package: Package, book: Book, listed: _Listed, relation: Relation | None
) -> Grid | UnreadableSheet:
    if relation is not None and relation.kind != "worksheet":
        return Grid(listed.name, is_table=False, is_hidden=listed.is_hidden)
    listener = SheetListener(book)
    try:
        _read(package, relation.part if relation else "", listener)
        return listener.grid(listed.name, is_hidden=listed.is_hidden)
    except (BrokenPartError, MissingPartError, UncertainError, ValueError, KeyError):
        return UnreadableSheet(listed.name)
