"""What the app makes of the words of a running command."""

from io import BytesIO

from openpyxl import load_workbook

from etl.contract import TABLES
from ui.data import template
from ui.shell.etl_process import Run


def ended(script: str) -> Run:
    """Run a shell script to its end."""
    run = Run(["sh", "-c", script])
    run._reader.join(timeout=10)
    return run


def test_waiting_for_another_build_is_shown_as_the_step() -> None:
    run = ended("echo '另一个构建正在进行，等待中……'; sleep 0.1")
    assert run.step == "另一个构建正在进行，等待中……"
    assert run.exit_code == 0


def test_trouble_is_told_in_the_commands_own_words() -> None:
    run = ended("echo '[1/4] 读取'; echo '错误：另一个构建正在进行，请稍后再试' >&2; exit 3")
    assert run.exit_code == 3
    assert run.trouble == "另一个构建正在进行，请稍后再试"
    assert ended("exit 1").trouble == "命令没有完成"
    assert ended("echo '用法错误：没有草稿 x'; exit 2").trouble == "没有草稿 x"


def test_the_last_line_with_a_word_counts() -> None:
    run = ended("echo '草稿 a'; echo '草稿 b'")
    assert run.said("草稿") == "b"
    assert run.said("当前快照") == ""


def test_the_end_is_noted_even_when_nobody_looks() -> None:
    noted: list[int] = []
    run = Run(["sh", "-c", "exit 1"], on_end=lambda one: noted.append(one.status))
    run._reader.join(timeout=10)
    assert noted == [1]


def test_the_template_has_a_sheet_for_every_table() -> None:
    book = load_workbook(BytesIO(template.workbook()), read_only=True)
    assert set(book.sheetnames) >= {table.title for table in TABLES.values()}
