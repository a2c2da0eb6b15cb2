"""Characters that cannot be seen or that look like others, by the names that people can look for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_NAMES = {
    "\u00a0": "不换行空格",
    "\u00ad": "软连字符",
    "\u061c": "阿拉伯文方向标记",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字符",
    "\u200d": "零宽连字符",
    "\u200e": "从左到右标记",
    "\u200f": "从右到左标记",
    "\u2028": "行分隔符",
    "\u2029": "段分隔符",
    "\u202a": "从左到右嵌入符",
    "\u202b": "从右到左嵌入符",
    "\u202c": "方向结束符",
    "\u202d": "强制从左到右符",
    "\u202e": "强制从右到左符",
    "\u2060": "零宽连接符",
    "\u2066": "从左到右隔离符",
    "\u2067": "从右到左隔离符",
    "\u2068": "首字方向隔离符",
    "\u2069": "隔离结束符",
    "\u3000": "全角空格",
    "\ufeff": "零宽不换行空格",
    "\ufffd": "损坏的字符",
}
_SCRIPTS = {"CYRILLIC": "西里尔字母", "GREEK": "希腊字母"}
_LIMIT = 5


def unseen(text: str) -> str:
    """A sentence that names the deceptive characters of a text, '' where it has none.

    Plain spaces, tabs and line ends are what everybody expects in a cell and are not named.
    """
    names = list(dict.fromkeys(_named(text)))
    return f"；其中有{'、'.join(names[:_LIMIT])}" if names else ""


def _named(text: str) -> Iterator[str]:
    for char in text:
        if char in " \t\r\n" or "!" <= char <= "~" or "\u4e00" <= char <= "\u9fff":
            continue
        name = _name(char)
        if name:
            yield name


def _name(char: str) -> str:
    category = unicodedata.category(char)
    if char in _NAMES:
        return _NAMES[char]
    if category in ("Cc", "Cf", "Cn", "Co", "Zs") or 0xFE00 <= ord(char) <= 0xFE0F:
        return f"看不见的字符 U+{ord(char):04X}"
    return _look_alike(char)


def _look_alike(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    name = unicodedata.name(char, "")
    if "RADICAL" in name:
        return f"部首“{char}”" + (f"（应是“{plain}”）" if plain != char else "")
    if name.startswith("CJK COMPATIBILITY IDEOGRAPH"):
        return f"兼容汉字“{char}”（应是“{plain}”）"
    if name.startswith(("CIRCLED", "DINGBAT", "PARENTHESIZED", "NEGATIVE CIRCLED")):
        return f"带圈的“{char}”"
    if name.startswith(("SUPERSCRIPT", "SUBSCRIPT")):
        return f"上下标“{char}”"
    script = next((shown for script, shown in _SCRIPTS.items() if name.startswith(script)), "")
    return f"{script}“{char}”" if script else ""
