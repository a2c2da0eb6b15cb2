"""What the app makes of the words of a running command."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from etl.contract import TABLES
from ui.shell import template
from ui.shell.child_process import ChildProcess
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


class Listener(ChildProcess):
    """Keeps what it hears, breaks at one word, and notes the end."""

    def __init__(self, command: list[str], told: str = "") -> None:
        self.heard: list[str] = []
        self.over = False
        super().__init__(command, told)

    def note(self, line: str) -> None:
        """Hear a line."""
        if line == "break":
            raise ValueError(line)
        self.heard.append(line)

    def ended(self) -> None:
        """Note the end."""
        self.over = True


def listened(script: str, told: str = "") -> Listener:
    """Listen to a shell script until its end."""
    child = Listener(["sh", "-c", script], told)
    child._reader.join(timeout=10)
    return child


def test_a_child_hears_what_it_is_told() -> None:
    child = listened("while read word; do echo heard $word; done", "a\nb\n")
    assert child.heard == ["heard a", "heard b"]
    assert (child.over, child.exit_code) == (True, 0)


def test_a_child_that_ends_before_it_is_told_all_still_comes_to_its_end() -> None:
    child = listened("exec 0<&-; exit 4", "x" * 10_000_000)
    assert (child.over, child.exit_code) == (True, 4)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_line_that_cannot_be_read_does_not_leave_the_page_waiting() -> None:
    child = listened("echo a; echo break; echo b")
    assert child.heard == ["a"]
    assert child.over


def test_a_child_is_stopped_at_once() -> None:
    child = Listener(["sleep", "60"])
    child.stop()
    child._reader.join(timeout=10)
    assert child.exit_code not in (0, None)
    assert child.over
    assert child.seconds < 30


def test_the_template_has_a_sheet_for_every_table(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(template.workbook(tmp_path)), read_only=True)
    assert set(book.sheetnames) >= {table.title for table in TABLES.values()}
