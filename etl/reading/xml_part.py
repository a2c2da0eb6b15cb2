"""Reading a part of a workbook with expat, as it streams by; whatever could do harm is refused.

No document type, so no entities; no nesting and no tag beyond what a workbook has. Expat is fed in small
pieces and watched: a tag that never ends would make it begin over and over.
"""

from __future__ import annotations

from typing import IO, Protocol
from xml.parsers import expat

PIECE = 2**16
LONGEST_TOKEN = 2**20
DEEPEST = 64

_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
)
_RELATION_IDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)

Attributes = dict[str, str]


class BrokenPartError(Exception):
    """A part that is no sound XML, or not what a workbook has."""


class Listener(Protocol):
    """Takes the elements of a part; names of other vocabularies than the workbook's are ''."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text within an element, all of it up to the next tag at once."""


def parse(stream: IO[bytes], listener: Listener, *, every: bool = False) -> None:
    """Read a part to its end.

    Args:
        stream: the part.
        listener: takes its elements.
        every: names of all vocabularies are given, not only those of the workbook's own.

    Raises:
        BrokenPartError: it is no sound XML, has a document type, or is nested or spelt beyond measure.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    names: dict[str, str] = _EveryName() if every else _Names()
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise BrokenPartError
        listener.start(names[name], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        listener.end(names[name])

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = listener.text
    _feed(parser, stream)


def _feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    fed = 0
    try:
        while piece := stream.read(PIECE):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - max(0, parser.CurrentByteIndex) > LONGEST_TOKEN:
                raise BrokenPartError
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise BrokenPartError from error


def _refuse(*_: object) -> None:
    raise BrokenPartError


class _Names(dict[str, str]):
    """Names as expat gives them → local names of the workbook's own vocabularies, '' for all others."""

    def __missing__(self, name: str) -> str:
        namespace, _, local = name.rpartition(" ")
        self[name] = local if namespace in _NAMESPACES else ""
        return self[name]


class _EveryName(dict[str, str]):
    """Names as expat gives them → local names of any vocabulary."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition(" ")[2]
        return self[name]


def relation_id(attributes: Attributes) -> str:
    """The relationship that an element refers to, '' where it refers to none."""
    return next((attributes[name] for name in _RELATION_IDS if name in attributes), "")
