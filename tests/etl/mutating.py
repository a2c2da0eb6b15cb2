"""Files as nobody hands them in: sound ones with bytes, parts, tags, numbers or cells changed at random."""

import random
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

Change = Callable[[random.Random, bytes], bytes]

#: What numbers, references and texts are replaced by.
ODD = (
    b"", b"-1", b"0", b"1e999", b"-1e-999", b"1e300", b"99999999999999999999", b"1048577", b"XFD1048576",
    b"ZZZ1", b"A0", b"nan", b"inf", b"1_000", b"0x10", b" 7 ", b"\xef\xbc\x91", b"_x0000_", b"_xD800_",
    b"#REF!", b"[>1.2.3]0", b"0" * 300, b"yyyy" * 90, b"%" * 200, b"\xf0\x9f\x92\xa3" * 9, b"&#0;",
    b"&amp;lt;", b"&x;", b"<x>", b"2018-13-45", b"true", b"A1:XFD1048576", b"../../../etc/passwd", b"/",
    b"13800138000", b"1," * 13,
)  # fmt: skip


def mutated(chance: random.Random, sound: bytes) -> bytes:
    """A file with one to three changes; of a workbook mostly within its parts."""
    changes: Sequence[Change] = (flipped, cut, doubled)
    if sound.startswith(b"PK"):
        changes = (*changes, *(other_parts, other_parts, other_xml, other_xml, other_xml, other_xml))
    else:
        changes = (*changes, other_values, other_values)
    for _ in range(chance.randint(1, 3)):
        sound = chance.choice(changes)(chance, sound)
        if not sound.startswith(b"PK"):
            changes = (flipped, cut, doubled, other_values)
    return sound


def flipped(chance: random.Random, sound: bytes) -> bytes:
    """Some bytes are others."""
    content = bytearray(sound)
    for _ in range(chance.randint(1, 8)):
        if content:
            content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def cut(chance: random.Random, sound: bytes) -> bytes:
    """A piece is missing, at the end or within."""
    start = chance.randrange(len(sound) + 1)
    end = len(sound) if chance.random() < 0.5 else start + chance.randint(1, 200)
    return sound[:start] + sound[end:]


def doubled(chance: random.Random, sound: bytes) -> bytes:
    """A piece stands there over and over."""
    start = chance.randrange(len(sound) + 1)
    end = start + chance.randint(1, 60)
    return sound[:end] + sound[start:end] * chance.choice((1, 2, 50)) + sound[end:]


def other_values(chance: random.Random, sound: bytes) -> bytes:
    """Something odd stands in the place of some bytes."""
    start = chance.randrange(len(sound) + 1)
    return sound[:start] + chance.choice(ODD) + sound[start + chance.randint(0, 12) :]


def _parts(book: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(book)) as packed:
            return [(name, packed.read(name)) for name in packed.namelist()]
    except Exception:  # mutated before
        return []


def _packed(parts: Sequence[tuple[str, bytes]]) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts:
            packed.writestr(zipfile.ZipInfo(name or "x"), content)
    return whole.getvalue()


def other_parts(chance: random.Random, book: bytes) -> bytes:
    """A part is gone, there twice, empty, another one's, or called otherwise."""
    parts = _parts(book)
    if len(parts) < 2:
        return flipped(chance, book)
    at, other = chance.sample(range(len(parts)), 2)
    name, content = parts[at]
    replaced: Sequence[Sequence[tuple[str, bytes]]] = (
        (),
        ((name, content), (name.upper(), content)),
        ((name, b""),),
        ((name, parts[other][1]),),
        ((parts[other][0], content),),
        ((name.upper().replace("/", "\\"), content),),
        ((name, content[: chance.randrange(len(content) + 1)]),),
        ((f"../{name}", content),),
    )
    return _packed([*parts[:at], *chance.choice(replaced), *parts[at + 1 :]])


def other_xml(chance: random.Random, book: bytes) -> bytes:
    """Within a part a value is odd, a tag is gone, doubled or nested, or bytes are others."""
    parts = _parts(book)
    if not parts:
        return flipped(chance, book)
    at = chance.randrange(len(parts))
    name, content = parts[at]
    changed = chance.choice((_odd_value, _odd_value, _odd_value, _other_tag, flipped, cut))(chance, content)
    return _packed([*parts[:at], (name, changed), *parts[at + 1 :]])


def _odd_value(chance: random.Random, xml: bytes) -> bytes:
    """Between quotes or between tags something odd stands."""
    begins = [place for place, byte in enumerate(xml) if byte in b'">']
    if not begins:
        return xml
    start = chance.choice(begins) + 1
    ends = [place for place in (xml.find(b'"', start), xml.find(b"<", start)) if place >= 0]
    return xml[:start] + chance.choice(ODD) + xml[min(ends, default=start) :]


def _other_tag(chance: random.Random, xml: bytes) -> bytes:
    begins = [place for place, byte in enumerate(xml) if byte in b"<"]
    if not begins:
        return xml
    start = chance.choice(begins)
    end = xml.find(b">", start) + 1
    tag = xml[start:end]
    return xml[:start] + chance.choice((b"", tag * 2, tag * 80, b"<row>", b"<c>", b"</c>")) + xml[end:]


def write(chance: random.Random, sound: Sequence[Path], folder: Path, number: int) -> Path:
    """Write one mutated file as a batch of its own, under the name of the sound one it was made from."""
    source = chance.choice(sound)
    place = folder / str(number)
    place.mkdir()
    path = place / source.name
    path.write_bytes(mutated(chance, source.read_bytes()))
    return place
