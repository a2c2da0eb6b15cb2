"""The plan of the house, as tests: what may stand where, how long it may be, what it may say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
SERVED = ("app.py", "pages", "ui", "metrics", "reports", "etl", ".streamlit")
ALL = (*SERVED, "scripts", "bench", "tests", "docs", ".ci", "Makefile", "pyproject.toml")
TEXT = {".py", ".sql", ".toml", ".md", ".css", ".js", ".html", ".sh", ".json", ""}

SQL = re.compile(r"\A\s*(select|with|insert|update|delete|create|copy|attach|pragma)\s", re.IGNORECASE)
QUERYING = ("snapshot.query", ".execute", ".executemany", ".sql", ".read_sql", ".read_csv", ".read_parquet")
ADDRESS = re.compile(r"(?:https?:|wss?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)
# Names of XML vocabularies and the reserved names of RFC 2606 and RFC 5737: nothing answers there.
NEVER_REQUESTED = {"127.0.0.1", "www.w3.org", "schemas.openxmlformats.org", "purl.oclc.org", "192.0.2.1"}
MACHINE_PATH = re.compile(r"(?<![\w.~$})/-])/(home|root|work|opt|Users|mnt)/\w")


def files(*places: str, suffixes: set[str] = TEXT) -> Iterator[Path]:
    """Yield the project's text files in the given places."""
    for place in places:
        start = PROJECT / place
        found = [start] if start.is_file() else sorted(start.rglob("*"))
        yield from (path for path in found if path.is_file() and path.suffix in suffixes and not _made(path))


def _made(path: Path) -> bool:
    return any(part.startswith((".venv", "__pycache__")) or part.endswith("_cache") for part in path.parts)


def python(*places: str) -> list[Path]:
    """List the Python files in the given places."""
    return list(files(*places, suffixes={".py"}))


def name_of(path: Path) -> str:
    """Return a path as the project knows it."""
    return path.relative_to(PROJECT).as_posix()


def lines_of(path: Path) -> int:
    """Count the lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def docstrings(tree: ast.AST) -> set[int]:
    """Ids of the docstring nodes of a module: English prose that may quote a Chinese word."""
    bodies = [node.body for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list)]
    expressions = [statement for body in bodies for statement in body if isinstance(statement, ast.Expr)]
    return {id(expression.value) for expression in expressions}


def test_app_is_a_door() -> None:
    assert lines_of(PROJECT / "app.py") <= 60


def test_pages_are_stories_of_one_screen() -> None:
    too_long = {name_of(path): lines_of(path) for path in python("pages") if lines_of(path) > 80}
    assert too_long == {}


#: Files of pages that fetch beside contents.py, and why.
FETCHES_TOO = {
    "pages/coverage/places_shown.py": "what contents.py asks for the map, and again for the month beside it",
}


def test_every_page_fetches_in_one_file() -> None:
    rooms = sorted({path.parent for path in python("pages")})
    assert [name_of(room) for room in rooms if not (room / "contents.py").is_file()] == []
    fetching = [name_of(path) for path in python("pages") if path.stem != "contents" and _fetches(path)]
    assert fetching == list(FETCHES_TOO)


def _fetches(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return any(called.rpartition(".")[2] == "fetch" for called in calls)


def test_no_page_can_be_reached_past_the_door() -> None:
    assert list((PROJECT / "pages").glob("*.py")) == []
    assert python("pages"), "there are no pages at all"


def test_files_stay_short() -> None:
    measured = files(*SERVED, "scripts", "bench", "tests", suffixes={".py", ".sql", ".css", ".js"})
    too_long = {name_of(path): lines_of(path) for path in measured if lines_of(path) > 300}
    assert too_long == {}


@pytest.mark.parametrize("path", python("app.py", "pages", "ui"), ids=name_of)
def test_screens_hold_no_sql(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = docstrings(tree)
    texts = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in told
    ]
    assert [node.value for node in texts if SQL.match(node.value)] == []
    called = [ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)]
    assert [function for function in called if function.endswith(QUERYING)] == []


def test_the_door_opens_on_the_screens_only() -> None:
    tree = ast.parse((PROJECT / "app.py").read_text(encoding="utf-8"))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert {name.split(".")[0] for name in imported} <= {"streamlit", "pages", "ui", "metrics", "pathlib"}


@pytest.mark.parametrize("path", python("pages"), ids=name_of)
def test_pages_do_no_arithmetic(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    sums = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Mult | ast.Div | ast.Sub) and not _is_path(n)
    ]
    assert [ast.unparse(node) for node in sums] == []


def _is_path(node: ast.BinOp) -> bool:
    return isinstance(node.right, ast.Constant) and isinstance(node.right.value, str)


def test_names_say_the_subject() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [
        name_of(path) for path in python(*SERVED, "scripts", "bench", "tests") if path.stem in vague
    ] == []


def test_sql_lives_in_etl_and_metrics_only() -> None:
    stray = [name_of(path) for path in PROJECT.glob("**/*.sql") if not _made(path)]
    assert [name for name in stray if not name.startswith(("etl/", "metrics/", "tests/"))] == []


def test_one_select_a_model_and_its_grain_first() -> None:
    models = list(files("etl/models", suffixes={".sql"}))
    texts = {name_of(path): path.read_text(encoding="utf-8") for path in models}
    assert texts
    assert [name for name, text in texts.items() if not re.match(r"-- grain: \w+(, \w+)*\n", text)] == []
    assert [
        name for name, text in texts.items() if ";" in re.sub(r"--.*|'[^']*'", "", text).rstrip().rstrip(";")
    ] == []


def test_nothing_served_names_an_outside_address() -> None:
    found = {
        f"{name_of(path)}: {host}"
        for path in files(*SERVED)
        for host in ADDRESS.findall(path.read_text(encoding="utf-8"))
        if host.lower() not in NEVER_REQUESTED
    }
    assert found == set()


def test_no_path_of_one_machine() -> None:
    found = {
        f"{name_of(path)}: {match.group(0)}"
        for path in files(*ALL)
        for match in MACHINE_PATH.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_chinese_texts_use_chinese_punctuation() -> None:
    wrong = re.compile(r"[\u4e00-\u9fff][,;:?!](?![A-Za-z0-9_%'])")
    found = set()
    for path in python("app.py", "pages", "ui", "metrics", "reports", "etl"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prose = docstrings(tree)
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
            if is_text and wrong.search(node.value):
                found.add(f"{name_of(path)}: {node.value.strip()[:40]}")
    assert found == set()


def test_nothing_is_left_for_later() -> None:
    left = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|pytest\.mark\.(skip|xfail)|pytest\.skip\(")
    found = {name_of(path) for path in files(*ALL) if left.search(path.read_text(encoding="utf-8"))}
    assert found == set()
