"""What leans on the inside of Streamlit: an update that moves a piece of it fails here, piece by piece."""

import ast
import dataclasses
import inspect
import logging
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.file_util import get_static_dir
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.caching import cache_data_api
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import ScriptRunContext
from streamlit.runtime.session_manager import ActiveSessionInfo, ClientContext
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from uvicorn import Config, Server

from tests.unit.house.test_plan import PROJECT, files, name_of, python
from ui.streamlit_inside import cache_log, server_header, start_page, uploads, visitors

DOC = PROJECT / "docs" / "streamlit-inside.md"
FOLDER = "ui/streamlit_inside/"
#: What Streamlit documents for others to import, below its first level.
PUBLIC = ("streamlit.testing.v1",)
#: The measuring client speaks the front end's own protocol; nothing of it is served.
MEASURING = {"bench/page_rerun.py", "bench/crowd.py", "tests/unit/house/test_streamlit_inside.py"}
USED = ("app.py", "pages", "ui", "metrics", "reports", "etl", "scripts", "bench", "tests")

TEST_ID = re.compile(r"""data-testid["']?[=:]\\?["']?([A-Za-z][\w-]*)""")
CLASS = re.compile(r"(?<![\w-])\.(st[A-Z]\w*)")
STATE = re.compile(r"data-(?:test-(?!id)[\w-]+|stale)")


@cache
def front_end() -> str:
    """All scripts of the installed front end, one after the other."""
    scripts = sorted(Path(get_static_dir(), start_page.SCRIPTS).glob("*.js"))
    assert scripts
    return "\n".join(script.read_text(encoding="utf-8") for script in scripts)


@cache
def names() -> frozenset[str]:
    """All names in those scripts."""
    return frozenset(re.findall(r"[A-Za-z_]\w*", front_end()))


@cache
def leaning() -> str:
    """Every text of ours that looks for something in the browser."""
    own = files("ui", "tests/browser", "bench", suffixes={".py", ".css", ".js"})
    return "\n".join(path.read_text(encoding="utf-8") for path in own)


def found(pattern: re.Pattern[str]) -> list[str]:
    told = sorted(set(pattern.findall(leaning())))
    assert told
    return told


@pytest.mark.parametrize("name", found(TEST_ID))
def test_every_test_id_is_one_of_the_front_end(name: str) -> None:
    # A button's is put together from its kind: stBaseButton-secondary.
    assert name.partition("-")[0] in names()


@pytest.mark.parametrize("name", found(CLASS))
def test_every_class_is_one_of_the_front_end(name: str) -> None:
    assert name in names()


@pytest.mark.parametrize("name", found(STATE))
def test_every_state_is_one_of_the_front_end(name: str) -> None:
    assert name in front_end()


def test_the_front_end_writes_keys_as_classes() -> None:
    assert "st-key-" in front_end()


def test_the_kinds_of_buttons_are_those_of_the_front_end() -> None:
    assert re.search(r"stBaseButton-\$\{", front_end())
    assert "secondary" in front_end()


@pytest.mark.parametrize("piece", [start_page.LANGUAGE, start_page.HEAD, start_page.HEAD_END])
def test_the_start_page_holds_what_is_corrected_once(piece: bytes) -> None:
    assert Path(get_static_dir(), "index.html").read_bytes().count(piece) == 1


def test_the_front_end_asks_the_window_for_its_server() -> None:
    told, setting = re.match(r"window\.(\w+)=\{(\w+):", start_page.SERVER).groups()
    assert {told, setting} <= names()


@pytest.mark.parametrize("drawn", start_page.Drawn)
def test_maps_and_plots_have_one_script_of_their_own(drawn: start_page.Drawn) -> None:
    assert len(list(Path(get_static_dir(), start_page.SCRIPTS).glob(drawn.value))) == 1


def test_the_folder_of_pages_is_turned_off_where_it_is_asked_for() -> None:
    assert "PagesManager.uses_pages_directory is None" in inspect.getsource(PagesManager.__init__)
    assert PagesManager.uses_pages_directory is False
    assert PagesManager(str(PROJECT / "app.py")).uses_pages_directory is False
    assert list(inspect.signature(get_static_dir).parameters) == []


def test_one_warning_of_the_cache_is_silent_and_no_other() -> None:
    cache_log.silence()
    logger = logging.getLogger(cache_log.LOGGER)
    assert cache_data_api._LOGGER.name == cache_log.LOGGER
    assert cache_log.SAID in inspect.getsource(cache_data_api)
    said = [
        logger.filter(logger.makeRecord(logger.name, logging.WARNING, "", 1, text, (), None))
        for text in (f"{cache_log.SAID}, using memory", "anything else")
    ]
    assert [bool(one) for one in said] == [False, True]


def test_the_sessions_and_their_files_are_where_they_were() -> None:
    assert "_files_by_session_and_coord" in inspect.getsource(MediaFileManager.__init__)
    assert "self._session_mgr" in inspect.getsource(Runtime.__init__)
    assert {"session", "client"} <= set(inspect.get_annotations(ActiveSessionInfo))
    assert hasattr(WebsocketSessionManager, "get_active_session_info")
    source = inspect.getsource(MediaFileManager)
    for name in ("def execute_deferred(self, file_id: str) -> str", "_deferred_callables", '"session_id"'):
        assert name in source
    assert hasattr(ClientContext, "cookies")


def test_the_web_server_puts_its_name_into_the_headers_that_are_left_out() -> None:
    server_header.leave_out()
    config = Config("app:app", headers=[("x-own", "1")])
    config.encoded_headers = [(b"server", b"uvicorn"), (b"x-own", b"1")]
    assert config.encoded_headers == [(b"x-own", b"1")]
    assert "self.encoded_headers = " in inspect.getsource(Config.load)
    assert "self.config.encoded_headers" in inspect.getsource(Server)


def test_files_that_were_sent_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = MemoryUploadedFileManager("/upload")
    sent = [UploadedFileRec(str(number), "会员.csv", "text/csv", b"138") for number in range(3)]
    for file in sent:
        manager.add_file("visitor", file)
    fields = {"session_id", "uploaded_file_mgr"}
    assert fields <= {field.name for field in dataclasses.fields(ScriptRunContext)}
    context = SimpleNamespace(session_id="visitor", uploaded_file_mgr=manager)
    monkeypatch.setattr(uploads, "get_script_run_ctx", lambda: context)
    uploads.let_go(sent[:2])
    assert list(manager.file_storage["visitor"]) == ["2"]


def test_what_visitors_hold_in_memory_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = MemoryUploadedFileManager("/upload")
    for session, size in (("anna", 3), ("anna", 4), ("berta", 5)):
        manager.add_file(session, UploadedFileRec(f"{session}{size}", "会员.csv", "text/csv", b"1" * size))
    assert isinstance(Runtime.uploaded_file_mgr, property)
    monkeypatch.setattr(Runtime, "exists", lambda: True)
    monkeypatch.setattr(Runtime, "instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    assert uploads.held("anna") == (7, 12)
    assert uploads.held("nobody") == (0, 12)


def test_a_visitor_is_there_until_the_connection_has_been_gone_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, open_sessions = [100.0], {"anna": object()}
    sessions = SimpleNamespace(get_active_session_info=open_sessions.get)
    monkeypatch.setattr(visitors, "get_script_run_ctx", lambda: SimpleNamespace(session_id="anna"))
    monkeypatch.setattr(
        visitors,
        "Runtime",
        SimpleNamespace(exists=lambda: True, instance=lambda: SimpleNamespace(_session_mgr=sessions)),
    )
    monkeypatch.setattr(visitors, "time", SimpleNamespace(monotonic=lambda: now[0]))
    is_there = visitors.presence()
    now[0] += 1000
    assert is_there()
    del open_sessions["anna"]
    now[0] += visitors.GRACE_SECONDS / 2
    assert is_there()
    now[0] += visitors.GRACE_SECONDS
    assert not is_there()


def test_the_measuring_client_knows_the_protocol() -> None:
    told = "".join((PROJECT / f"bench/{name}.py").read_text("utf-8") for name in ("page_rerun", "crowd"))
    fields = {field.name for message in (BackMsg, ForwardMsg) for field in message.DESCRIPTOR.fields}
    assert {"rerun_script", "script_finished"} & {name for name in fields if name in told}


@pytest.mark.parametrize("path", [p for p in python(*USED) if name_of(p) not in MEASURING], ids=name_of)
def test_nothing_else_reaches_inside(path: Path) -> None:
    if name_of(path).startswith(FOLDER):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [name for name in _imported(tree) if name.startswith("streamlit.") and name not in PUBLIC] == []
    assert [name for name in _submodules(tree) if name not in ("components", "column_config")] == []
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert [text for text in texts if isinstance(text, str) and text.startswith("streamlit.")] == []


def _imported(tree: ast.AST) -> list[str]:
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    plain = [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    return modules + plain


def _submodules(tree: ast.AST) -> list[str]:
    """Modules of Streamlit that are reached through its name."""
    named = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st"
    ]
    return [name for name in named if inspect.ismodule(getattr(st, name, None))]


@pytest.mark.parametrize("name", [*found(TEST_ID), *found(CLASS), *found(STATE)])
def test_the_page_about_it_tells_every_piece(name: str) -> None:
    assert f"`{name}`" in DOC.read_text(encoding="utf-8")


def test_the_page_about_it_tells_every_file() -> None:
    told = DOC.read_text(encoding="utf-8")
    own = [path.name for path in (PROJECT / FOLDER).iterdir() if path.suffix and path.stem != "__init__"]
    assert [name for name in own if f"`{name}`" not in told] == []
