"""SQL expressions that read what is written in a cell: blank or not, and without odd characters."""

from __future__ import annotations

from etl.contract import Field
from etl.spelling import DASHES, SPACES, UNSEEN

_WIDE = "".join(chr(code) for code in range(0xFF01, 0xFF5F)) + "\u3000"
_NARROW = "".join(chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)) + " "
WIDE_WORD = "".join(wide for wide, narrow in zip(_WIDE, _NARROW, strict=True) if narrow.isalnum())
_NARROW_WORD = "".join(narrow for narrow in _NARROW if narrow.isalnum())


def quoted(value: str) -> str:
    """A SQL string literal."""
    return "'" + value.replace("'", "''") + "'"


def blank(cell: str, field: Field | None = None) -> str:
    """SQL boolean: the cell holds nothing but spaces, or a dash in place of what its field may leave out."""
    words = ("", *DASHES) if field is not None and not field.required else ("",)
    bare = f"trim(regexp_replace({cell}, '[{UNSEEN}]', '', 'g'), {quoted(SPACES)})"
    return f"({cell} IS NULL OR {bare} IN ({', '.join(map(quoted, words))}))"


def _clean(cell: str, wide: str, narrow: str) -> str:
    # translate is slow and seldom needed; CASE leaves it to the cells that have such characters.
    seen = f"regexp_replace({cell}, '[{UNSEEN}]', '', 'g')"
    joined = f"regexp_replace({seen}, '[\\r\\n\\t]+', ' ', 'g')"
    narrowed = f"translate({joined}, {quoted(wide)}, {quoted(narrow)})"
    is_odd = f"regexp_matches({cell}, '[\\r\\n\\t{_WIDE[0]}-{_WIDE[-2]}\\x{{3000}}{UNSEEN}]')"
    return f"nullif(trim(CASE WHEN {is_odd} THEN {narrowed} ELSE {cell} END, {quoted(SPACES)}), '')"


def clean_words(cell: str) -> str:
    """SQL text: full-width digits and letters made narrow, punctuation left, ends trimmed."""
    return _clean(cell, WIDE_WORD, _NARROW_WORD)


def clean_symbols(cell: str) -> str:
    """SQL text: every full-width ASCII character made narrow, ends trimmed; for codes and numbers."""
    return _clean(cell, _WIDE, _NARROW)
