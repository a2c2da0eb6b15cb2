"""One habit of writing: how docstrings go on, where constants are explained, how pandas is imported."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.unit.house.test_plan import PROJECT, name_of, python

SECTIONS = ("Attributes", "Args", "Returns", "Yields", "Raises")
HEAD = re.compile(r"([A-Z][a-z]+):")
EVERYWHERE = python("app.py", "pages", "ui", "metrics", "reports", "etl", "bench", "scripts", "tests")
SERVED = python("app.py", "pages", "ui", "metrics", "reports", "etl", "bench", "scripts")


def explained(path: Path) -> Iterator[tuple[ast.AST, list[str]]]:
    """Yield the functions and classes of a file with the lines of their docstrings."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, kinds) and (text := ast.get_docstring(node)):
            yield node, text.splitlines()


def heads_of(lines: list[str]) -> list[str]:
    """List the sections of a docstring."""
    return [match[1] for line in lines if (match := HEAD.fullmatch(line))]


def words_after_sections(lines: list[str]) -> bool:
    """Tell whether words stand below the first section, or close to the summary."""
    first = next((at for at, line in enumerate(lines) if HEAD.fullmatch(line)), len(lines))
    below = [line for line in lines[first:] if line and not line.startswith(" ") and not HEAD.fullmatch(line)]
    return bool(below) or (len(lines) > 1 and lines[1] != "")


def test_after_the_summary_come_words_then_sections_in_their_order() -> None:
    wrong = [
        f"{name_of(path)}: {node.name}"
        for path in SERVED
        for node, lines in explained(path)
        if heads_of(lines) != [name for name in SECTIONS if name in heads_of(lines)]
        or words_after_sections(lines)
    ]
    assert wrong == []


def test_what_fields_mean_stands_under_attributes() -> None:
    wrong = []
    for path in SERVED:
        for node, lines in explained(path):
            parts = node.body if isinstance(node, ast.ClassDef) and "Attributes:" not in lines else []
            fields = [part.target.id for part in parts if isinstance(part, ast.AnnAssign)]
            wrong += [f"{node.name}.{name}" for name in fields if f"`{name}`" in "\n".join(lines[1:])]
    assert wrong == []


def told_below(path: Path) -> list[int]:
    """Lines of the texts that stand below an assignment, as if they explained it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bodies = [tree.body, *(node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]
    return [
        after.lineno
        for body in bodies
        for before, after in zip(body, body[1:], strict=False)
        if isinstance(before, ast.Assign | ast.AnnAssign)
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
    ]


def explaining_nothing(path: Path) -> list[int]:
    """Lines of the comments `#:` that stand above no assignment."""
    text = path.read_text(encoding="utf-8")
    assigned = {
        node.lineno for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Assign | ast.AnnAssign)
    }
    comments = {at for at, line in enumerate(text.splitlines(), start=1) if line.lstrip().startswith("#:")}
    return [at for at in comments if at + 1 not in assigned | comments]


def test_constants_are_explained_by_the_comment_above_them() -> None:
    assert {name_of(path): at for path in EVERYWHERE if (at := told_below(path))} == {}
    assert {name_of(path): at for path in EVERYWHERE if (at := explaining_nothing(path))} == {}


def reached_by_the_command_line() -> set[str]:
    """Import what `python -m metrics` imports, and name the modules of the house that come with it."""
    code = (
        "import sys, metrics.__main__, metrics.values.index\n"
        "assert 'pandas' not in sys.modules, 'pandas would slow the command line down'\n"
        "print(*(name for name in sys.modules if name.split('.')[0] == 'metrics'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_pandas_waits_where_the_command_line_passes_and_nowhere_else() -> None:
    reached = reached_by_the_command_line()
    waiting = {
        name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        for path in python("pages", "ui", "metrics", "reports")
        if re.search(r"^ +import pandas", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert waiting
    assert waiting - reached == set()
