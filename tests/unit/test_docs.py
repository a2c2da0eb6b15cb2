"""The documentation says what is there: every metric, table, command, page and link."""

import ast
import importlib
import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.contract import TABLES, Table, fields
from etl.contract.lines import line
from metrics.catalogue import METRICS, Metric
from metrics.frames import with_clause
from metrics.warehouse import open_current

PROJECT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")
MARKDOWN = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
RECORDS = sorted((PROJECT / "docs" / "decisions").glob("*.md"))
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def read(name: str) -> str:
    """Read a file of the project."""
    return (PROJECT / name).read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    """Return a path as the project knows it."""
    return path.relative_to(PROJECT).as_posix()


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_every_metric_is_explained(metric: Metric) -> None:
    section = read("docs/metrics.md").split(f"### {metric.id}\n")[1].split("\n### ")[0]
    assert metric.name in section
    assert metric.definition in section
    assert len(metric.definition) >= 8, "a definition in plain words takes more than a name"
    if metric.kind in ("ratio", "change"):
        assert f"分子: {metric.numerator}" in section
        assert f"分母: {metric.denominator}" in section
        assert metric.numerator
        assert metric.denominator


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_every_metric_reads_tables_of_the_contract(metric: Metric) -> None:
    assert metric.sources
    assert set(metric.sources) <= set(TABLES)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_table_and_field_is_explained(table: Table) -> None:
    section = read("docs/tables.md").split(f"## {table.name} {table.title}\n")[1].split("\n## ")[0]
    assert table.note in section
    assert table.note, "a table is explained in one sentence"
    missing = [field.name for field in table.fields if f"| `{field.name}`" not in section]
    assert missing == []
    assert [field.name for field in table.fields if field.header not in section] == []


@pytest.mark.parametrize("readme", READMES)
def test_the_readmes_know_every_make_target(readme: str) -> None:
    targets = re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE)
    assert {"run", "test"} <= set(targets)
    assert [target for target in targets if f"make {target}" not in read(readme)] == []


@pytest.mark.parametrize("readme", READMES)
def test_the_readmes_know_every_command(readme: str) -> None:
    commands = re.findall(r"add_parser\(\s*\"(\w+)\"", "".join(map(_text, (PROJECT / "etl").rglob("*.py"))))
    assert commands
    assert [command for command in commands if not re.search(rf"\b{command}\b", read(readme))] == []


def test_the_readme_opens_with_what_how_it_looks_and_two_commands() -> None:
    opening = read("README.md").splitlines()[:40]
    positions = [
        next(i for i, line in enumerate(opening) if sign in line)
        for sign in ("# ", "![", "make run", "make test")
    ]
    assert positions == sorted(positions)


@pytest.mark.parametrize("page", MARKDOWN, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    targets = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in targets if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_every_decision_states_its_alternatives(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    assert re.match(r"\d{4}-[a-z0-9-]+\.md", record.name)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Context", "Choice", "Alternatives", "Consequence"]
    assert f"decisions/{record.name}" in read("docs/README.md")


def test_decisions_are_numbered_once() -> None:
    numbers = [record.name[:4] for record in RECORDS]
    assert numbers
    assert len(numbers) == len(set(numbers))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def examples() -> list[str]:
    """Cut the worked examples out of the contributing page: a table, a metric, a page."""
    return re.findall(r"```python\n(.*?)```", read("docs/contributing.md"), re.DOTALL)


def test_the_example_of_a_table_works() -> None:
    namespace = {name: getattr(fields, name) for name in dir(fields)} | {"line": line}
    exec(examples()[0], namespace)  # noqa: S102 - our own page
    trainings = namespace["TRAININGS"]
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA raw")
        connection.execute(trainings.ddl)
        rule = trainings.rules[0].broken.replace("$received_on", "DATE '2018-06-30'")
        connection.execute("INSERT INTO raw.trainings (held_on) VALUES ('2018-07-01'), ('2018-06-30')")
        broken = f"SELECT count(*) FROM raw.trainings AS r WHERE {rule}"  # noqa: S608 - our own page
        assert connection.execute(broken).fetchall() == [(1,)]


def test_the_example_of_a_metric_works(demo_warehouse: Path) -> None:
    metric = eval(examples()[1], {"Metric": Metric})  # noqa: S307 - our own page
    snapshot = open_current(demo_warehouse)
    sql = f"{with_clause(metric.rows)} SELECT sum(numerator) FROM ({metric.rows})"  # noqa: S608 - our own page
    assert snapshot.query(sql, periods=[date(2018, 6, 1)]).iloc[0, 0] > 0


def test_the_example_of_a_page_uses_what_is_there() -> None:
    tree = ast.parse(examples()[2])
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules = {name.name: (node.module or "", name.name) for node in imports for name in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            assert hasattr(_imported(*modules[node.value.id]), node.attr), ast.unparse(node)
    assert len(examples()[2].splitlines()) <= 80


def _imported(package: str, name: str) -> object:
    found = getattr(importlib.import_module(package), name, None)
    return found if found is not None else importlib.import_module(f"{package}.{name}")
