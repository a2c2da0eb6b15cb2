"""Text that was handed in, or that stands in a link, so written that it reads as it was written there.

What is shown passes through a reader that takes some signs for mark-up: Markdown in every label, a kind of
HTML in every picture, commands on every map. Each has its function here; for HTML there is ``html.escape``.
They come last: what is measured, shortened, compared or sorted is the text itself.
"""

import re
from html import escape

_BLANKS = re.compile(r"[ \t\r\n]+")
#: All signs that Markdown may take for mark-up; one that means nothing may be escaped as well.
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
#: What the browser still finds once Markdown has been read, in any run of text, escaped or not: addresses
#: (https://…, www.…, a@b.c), :material_home:, :smile:, :streamlit:, and -- or -> or >= between blanks. Each
#: of them has one of these seams, and none is found across it.
_SEAMS = re.compile(r"(?<=[^:])(?=[:@])|(?<=www)(?=\.)|(?<=[-<>=~])(?=[-<>=~])", re.IGNORECASE)
#: An empty span of small type: it takes no room and divides the text.
_SEAM = ":small[]"
#: Invisible and without width; the contract knows it as an ordinary letter.
_JOINER = "\u2060"


def in_markdown(text: str) -> str:
    """Write text for a body or a label that Streamlit reads as Markdown, in one line."""
    runs = _SEAMS.split(_BLANKS.sub(" ", text).strip())
    return _SEAM.join(_SIGNS.sub(r"\\\1", run) for run in runs)


def in_chart(text: str) -> str:
    """Write text for any part of a plotly figure: ticks, categories, labels, notes, templates."""
    return escape(text, quote=False).replace("%{", "%&#123;")


def on_map(text: str) -> str:
    """Write text for the data of a map, where @@ at its beginning would be a command."""
    return _JOINER + text if text.startswith("@@") else text
