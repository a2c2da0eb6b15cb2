"""What was handed in reads as it was written: each reader of mark-up is asked by its own rules."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests import hostile
from ui.drawing.as_written import in_chart, in_markdown, on_map

SIGNS = st.text("ab甲1 :@.-<>=~*_`$#|[](){}!&;\\/+%\n\t\"'")
TEXTS = st.one_of(
    SIGNS,
    st.lists(st.sampled_from([*hostile.KINDS, ":a:", "www.", "https://", "--", "%{", "&lt;"])).map("".join),
    st.text(),
)
#: What Streamlit 1.67 looks for in runs of text after Markdown, as StreamlitMarkdown.*.js spells it.
FOUND_LATER = [
    re.compile(r"(https?://|www(?=\.))([-.\w]+)", re.ASCII | re.IGNORECASE),
    re.compile(r"([-.\w+]+)@([-\w]+(?:\.[-\w]+)+)", re.ASCII),
    re.compile(r":material_(\w+):|:streamlit:|:\+1:|:-1:|:[\w-]+:", re.ASCII),
    re.compile(r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)"),
]
#: What it changes before Markdown is read: names of pictures, and marks of lists at the beginning of a label.
CHANGED_EARLIER = re.compile(r":material/|^\s*(?:[+\-*]|#+|\d+[.)])(?=\s|$)|^\s*>", re.ASCII)
SEAM, MARK = ":small[]", "\ue000"
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def in_one_line(text: str) -> str:
    """A text as a line shows it."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def runs(text: str) -> list[str]:
    """Read Markdown, which must be one plain paragraph, and give its runs of text."""
    read = MARKDOWN.parse(text.replace(SEAM, MARK))
    kinds = [token.type for token in read]
    assert kinds in ([], ["paragraph_open", "inline", "paragraph_close"]), kinds
    parts = read[1].children or [] if read else []
    assert {part.type for part in parts} <= {"text", "text_special"}, parts
    return "".join(part.content for part in parts).split(MARK)


@given(TEXTS.filter(lambda text: MARK not in text and text.isprintable()))
def test_markdown_reads_a_text_as_it_is(text: str) -> None:
    found = runs(in_markdown(text))
    assert "".join(found) == in_one_line(text)
    assert [(run, rule) for run in found for rule in FOUND_LATER if rule.search(run)] == []


@given(TEXTS)
def test_nothing_is_changed_before_markdown_is_read(text: str) -> None:
    assert CHANGED_EARLIER.search(in_markdown(text)) is None


@pytest.mark.parametrize("raw", ["a::b", "::smile::", ":", ":a:", "@", ":@:", "www.", "-->", "x:@b.c"])
def test_a_seam_is_told_from_the_text_around_it(raw: str) -> None:
    assert "::" not in in_markdown(raw).replace("\\:", ";"), "a colon before a seam would make it mere text"


def as_plotly(text: str) -> str:
    """Read a text as plotly.js 4 does (svg_text_utils): fill templates, split at tags, resolve entities."""
    filled = re.sub(r"%{([^\s%{}:]*)([:|\|][^}]*)?}", "FILLED", text)
    entities = {"mu": "μ", "amp": "&", "lt": "<", "gt": ">", "nbsp": "\xa0", "times": "×", "deg": "°"}
    named = {"plusmn": "±", **entities}
    parts = re.split(r"(<[^<>]*>)", filled)
    assert len(parts) == 1, f"{parts[1]} would be a tag"
    return re.sub(r"&(#\d+|#x[\da-fA-F]+|[a-z]+);", lambda found: _entity(found, named), parts[0])


def _entity(found: re.Match[str], named: dict[str, str]) -> str:
    word = found[1]
    if word.startswith("#"):
        return chr(int(word[2:], 16) if word[1] == "x" else int(word[1:]))
    return named.get(word, found[0])


@given(TEXTS)
def test_plotly_reads_a_text_as_it_is(text: str) -> None:
    assert as_plotly(in_chart(text)) == text


@given(TEXTS)
def test_no_text_on_a_map_is_a_command(text: str) -> None:
    told = on_map(text)
    assert not told.startswith(("@@=", "@@#"))
    assert told.removeprefix("\u2060") == text.removeprefix("\u2060")
