"""No page sends a text that was handed in to a reader of mark-up as it was handed in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from tests import hostile
from tests.browser.pages import ONE_METRIC, VIEWS, name_of
from tests.pages.conftest import open_app

LINK = "[去](https://192.0.2.1/f)"
ASKED: list[tuple[str, dict[str, str]]] = [
    *VIEWS,
    ("/", {"period": LINK, "lines": LINK, "metric": LINK}),
    ("/coverage", {"region": "360829102000"}),
    *(("/metrics", {"metric": "effective_coverage", "part": part}) for part in ONE_METRIC),
    ("/projects", {"project": LINK}),
    ("/projects", {"project": "proj-001"}),
    ("/tasks", {"task": LINK}),
    ("/tasks", {"task": "task-001"}),
]
#: What the browser shows as it is: whatever is not named here is read as Markdown.
PLAIN = {
    "Selectbox.options",
    "Selectbox.raw_value",
    "MultiSelect.options",
    "PlotlyChart.alt",
    "DeckGlJsonChart.alt",
}
#: What has a reading of its own, and what that reading would take for mark-up.
OWN = {"Html.body": "<&", "PlotlyChart.spec": "<&%", "BidiComponent.json": "<&"}
KINDS = [LINK, hostile.CORE, *(kind.strip() for kind in hostile.KINDS if kind != hostile.LONG)]


@pytest.mark.parametrize(("path", "query"), ASKED, ids=[name_of(*view) for view in ASKED])
def test_no_page_sends_a_text_as_mark_up(
    path: str, query: dict[str, str], hostile_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(hostile_warehouse))
    page = path.strip("/")
    app = open_app(f"pages/{page}/{page}.py" if page else "", **query)
    sent = list(_sent(app))
    assert not any("打不开" in text for _, text in sent)
    assert path == "/data" or any(LINK[:3] in text for place, text in sent if place == "Selectbox.options")
    assert [(place, text) for place, text in sent if _marked(place, text)] == []
    maps = [json.loads(text) for place, text in sent if place == "DeckGlJsonChart.json"]
    commands = [row for one in maps for layer in one["layers"] for row in layer["data"] if _commands(row)]
    assert commands == []


def _marked(place: str, text: str) -> list[str]:
    if place in PLAIN or place == "DeckGlJsonChart.json":
        return []
    signs = OWN.get(place, "")
    told = json.dumps(json.loads(text), ensure_ascii=False) if place == "PlotlyChart.spec" else text
    return [
        kind
        for kind in KINDS
        if (not signs or set(signs) & set(kind)) and (kind in told or json.dumps(kind)[1:-1] in told)
    ]


def _commands(row: Any) -> bool:
    return any(isinstance(text, str) and text.startswith("@@") for text in row.values())


def _sent(app: AppTest) -> Iterator[tuple[str, str]]:
    """Every text of every element, by element and field."""
    for node in _nodes(app._tree):
        if isinstance(message := getattr(node, "proto", None), Message):
            yield from _texts(message, type(message).__name__)


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from _nodes(child)


def _texts(message: Message, name: str) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                yield from _texts(one, f"{name}.{field.name}")
            elif field.type == FieldDescriptor.TYPE_STRING:
                yield f"{name}.{field.name}", str(one)
