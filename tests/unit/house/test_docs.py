"""The documentation says what is there: every metric, table, command, page and link."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from etl.contract import TABLES, Table, fields
from etl.contract.lines import line
from metrics.catalogue import METRICS, Metric
from metrics.frames import with_clause
from metrics.warehouse import open_current

PROJECT = Path(__file__).resolve().parents[3]
READMES = ("README.md", "README.zh-CN.md")
MARKDOWN = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
RECORDS = sorted((PROJECT / "docs" / "decisions").glob("*.md"))
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)")


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
    for module, least in {"etl": {"build", "template"}, "metrics": {"values", "index"}}.items():
        usage = subprocess.run(
            [sys.executable, "-m", module, "--help"], cwd=PROJECT, capture_output=True, text=True, check=True
        )
        commands = set(re.findall(r"^    (\w+) ", usage.stdout, re.MULTILINE))
        assert least <= commands
        unknown = [name for name in commands if not re.search(rf"-m {module} [^|]*\b{name}\b", read(readme))]
        assert unknown == []


def test_the_readme_opens_with_what_how_it_looks_and_two_commands() -> None:
    opening = read("README.md").splitlines()[:40]
    positions = [
        next(i for i, line in enumerate(opening) if sign in line)
        for sign in ("# ", "![", "make run", "make test")
    ]
    assert positions == sorted(positions)


@pytest.mark.parametrize("page", MARKDOWN, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link[0]]
    assert [file for file, _ in links if not (page.parent / file).exists()] == []
    sections = [(page.parent / file if file else page, section) for file, section in links if section]
    assert [section for target, section in sections if section not in headings(target)] == []


def headings(page: Path) -> set[str]:
    """Name the sections of a page as links do: lower case, hyphens for spaces, no punctuation."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


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


def examples(title: str) -> list[str]:
    """Cut the worked examples out of one section of the contributing page."""
    section = read("docs/contributing.md").partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    return re.findall(r"```python\n(.*?)```", section, re.DOTALL)


def test_the_example_of_a_column_works() -> None:
    field = eval(examples("Add a column")[0], vars(fields))  # noqa: S307 - our own page
    grown = replace(TABLES["activities"], fields=(*TABLES["activities"].fields, field))
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA raw")
        connection.execute(grown.ddl)
        connection.execute("INSERT INTO raw.activities (volunteer_hours) VALUES (1.5)")
        assert connection.execute("SELECT volunteer_hours FROM raw.activities").fetchall() == [(1.5,)]


def test_the_example_of_a_table_works() -> None:
    namespace = {name: getattr(fields, name) for name in dir(fields)} | {"line": line}
    exec(examples("Add a table")[0], namespace)  # noqa: S102 - our own page
    trainings = namespace["TRAININGS"]
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA raw")
        connection.execute(trainings.ddl)
        rule = trainings.rules[0].broken.replace("$received_on", "DATE '2018-06-30'")
        connection.execute("INSERT INTO raw.trainings (held_on) VALUES ('2018-07-01'), ('2018-06-30')")
        broken = f"SELECT count(*) FROM raw.trainings AS r WHERE {rule}"  # noqa: S608 - our own page
        assert connection.execute(broken).fetchall() == [(1,)]


def test_the_example_of_a_metric_works(demo_warehouse: Path) -> None:
    metric = eval(examples("Add a metric")[0], {"Metric": Metric})  # noqa: S307 - our own page
    snapshot = open_current(demo_warehouse)
    sql = f"{with_clause(metric.rows)} SELECT sum(numerator) FROM ({metric.rows})"  # noqa: S608 - our own page
    assert snapshot.query(sql, periods=[date(2018, 6, 1)]).iloc[0, 0] > 0


def test_the_example_of_a_page_works(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(demo_warehouse))
    contents, example = examples("Add a part to a page, or a page")
    module = ModuleType("pages.participation.contents")
    exec(contents.replace('"participants"', '"activities"'), vars(module))  # noqa: S102 - our own page
    folder = ModuleType("pages.participation")
    folder.contents = module  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pages.participation", folder)
    monkeypatch.setitem(sys.modules, "pages.participation.contents", module)
    opening = "from metrics.warehouse import open_current\nfrom ui import session\n"
    page = AppTest.from_string(f"{opening}session.open_view(open_current())\n{example}", default_timeout=60)
    page.run()
    assert not page.exception
    shown = "".join(element.proto.body for element in page.get("html"))
    assert "各乡镇活动参与人次" in shown
    assert len(page.get("download_button")) == 1
    assert len(example.splitlines()) <= 80
