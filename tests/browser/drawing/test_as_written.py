"""A county whose every text is mark-up of some kind: all pages show it as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from metrics.catalogue import METRICS
from tests import hostile
from tests.browser.conftest import visiting
from tests.browser.pages import name_of
from tests.browser.server import AppServer
from tests.browser.visit import Visit

LINK = "[去](https://192.0.2.1/f) www.example.org"
ASKED: list[tuple[str, dict[str, str]]] = [
    ("/", {"period": LINK, "lines": LINK, "metric": LINK}),
    ("/coverage", {"region": "360829102000"}),
    ("/gaps", {"part": "matrix"}),
    ("/gaps", {"part": "list"}),
    ("/gaps", {"part": "access"}),
    ("/metrics", {"metric": "effective_coverage", "part": "places"}),
    ("/network", {"part": "structure"}),
    ("/network", {"part": "people"}),
    ("/services", {"part": "activities"}),
    ("/services", {"part": "facts"}),
    ("/projects", {"project": LINK}),
    ("/tasks", {"task": LINK}),
    ("/tasks", {"task": "task-001"}),
    ("/data", {"part": "hand-in"}),
    ("/data", {"part": "doubts"}),
]
LEAST_LETTERS = 6

# Marks of our own are a single shape.
LIVE = r"""() => {
    const link = /192\.0\.2|example|mailto|javascript/;
    const hrefs = [...document.querySelectorAll("a")].map(
        one => one.getAttribute("href") ?? one.getAttribute("xlink:href") ?? "");
    const read = "[data-testid=stMarkdownContainer], [data-testid=stCaptionContainer]";
    const kinds = "strong, em, del, code, pre, h1, h2, h3, li, table, hr, a, img, [role=img], span[style]";
    const marked = [...document.querySelectorAll(read)].flatMap(box => [...box.querySelectorAll(kinds)])
        .filter(one => !/^([●▲■?]|arrow_back|info)?$/.test(one.textContent));
    const bold = [...document.querySelectorAll("svg.main-svg tspan[style]")]
        .filter(one => /italic/.test(one.getAttribute("style")) || /^[乙丙去]$/.test(one.textContent));
    return [
        ...hrefs.filter(href => link.test(href)),
        ...[...document.querySelectorAll("svg.main-svg a, img[src*='192.0.2'], .katex"), ...marked, ...bold]
            .map(one => one.outerHTML.slice(0, 200)),
        ...(window.taken ? ["a script of a name has run"] : []),
    ];
}"""
SHOWN = """() => [
    ...[...document.querySelectorAll("[data-testid=stApp], [role=dialog]")].map(one => one.textContent),
    ...[...document.querySelectorAll("input")].map(one => one.value),
].join("\\n")"""


@pytest.fixture(scope="module")
def hostile_app(hostile_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """Serve the county whose every text is hostile."""
    with AppServer(hostile_warehouse, tmp_path_factory.mktemp("hostile-server")) as server:
        yield server


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    """Every text as it is shown and what it was made of, the longest first; words of our own are left out."""
    own = "\n".join(f"{metric.name}{metric.definition}" for metric in METRICS)
    found = ((_in_one_line(shown), text) for text, shown in hostile.texts().items() if text not in own)
    return sorted([*found, (hostile.BATCH, hostile.BATCH)], key=lambda pair: -len(pair[0]))


@pytest.fixture
def stay(hostile_app: AppServer, browser: Browser) -> Iterator[Visit]:
    """Visit that county; at the end no request may have left this machine and nothing may have failed."""
    yield from visiting(hostile_app, browser)


@pytest.mark.parametrize(("path", "query"), ASKED, ids=[name_of(path, {}) for path, _ in ASKED])
def test_pages_show_texts_as_they_were_written(
    stay: Visit, texts: list[tuple[str, str]], path: str, query: dict[str, str]
) -> None:
    stay.open(path, **query)
    _reads_as_written(stay, texts, f"{path} {query}")


def test_dialogs_and_the_map_do_too(stay: Visit, texts: list[tuple[str, str]]) -> None:
    stay.open("/projects", project="proj-001")
    stay.page.get_by_role("button", name="判灯用到的数据").click()
    _dialog(stay, texts, hostile.texts()["甘洛乡返乡青年电商培训项目"])
    stay.open("/coverage", region="360829102000")
    stay.page.get_by_role("button", name="判定依据").click()
    _dialog(stay, texts, "本级判定的依据")


def _dialog(stay: Visit, texts: list[tuple[str, str]], title: str) -> None:
    stay.page.get_by_role("dialog").wait_for()
    stay.settle()
    told = stay.page.get_by_role("dialog").evaluate("one => one.textContent")
    assert _in_one_line(title) in _in_one_line(told)
    _reads_as_written(stay, texts, "a dialog")


def _reads_as_written(stay: Visit, texts: list[tuple[str, str]], where: str) -> None:
    shown = _in_one_line(stay.page.evaluate(SHOWN))
    here = [(whole, text) for whole, text in texts if text in shown]
    assert any(whole in shown for whole, _ in here), f"{where} shows no text of the county"
    for whole, _ in here:
        shown = shown.replace(whole, " ")
    # What is left of a text that did not stand there as it was written, nor was cut soon after.
    left = [text for _, text in here if len(text) >= LEAST_LETTERS and _stands(text, shown)]
    assert (where, left, stay.page.evaluate(LIVE)) == (where, [], [])


def _stands(text: str, shown: str) -> bool:
    return re.search(re.escape(text) + r"(?![^…]{0,20}…)", shown) is not None


def _in_one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text)
