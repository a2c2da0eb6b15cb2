"""Who publishes sees what will change, also where another was quicker, and loses nothing where it fails."""

from pathlib import Path

from etl.__main__ import main
from tests.etl.handing_in import run, write_folder
from tests.pages.conftest import open_app, words
from tests.pages.data.test_data import GOOD, PAGE, gone, hand_in, held, press, warehouse

__all__ = ["warehouse"]


def test_a_preview_whose_draft_has_gone_leads_back_to_the_form(warehouse: Path) -> None:
    app = hand_in(open_app(PAGE), GOOD)
    assert main(["discard", app.session_state["hand-in"].draft_id, "--warehouse", str(warehouse)]) == 0
    app.run()
    assert "预览已经不在了" in words(app)
    assert app.file_uploader and not app.exception


def publish_apart(warehouse: Path, source: Path) -> None:
    """Publish by a process of its own, as somebody else would: this one holds the current snapshot open."""
    done = run("build", "--source", source, "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr


def test_what_was_looked_at_before_another_was_published_is_looked_at_again(
    warehouse: Path, tmp_path: Path
) -> None:
    app = hand_in(open_app(PAGE), GOOD)
    meanwhile = "组织编码,报告期,会员数\nU1,2018-02,9\n"
    publish_apart(warehouse, write_folder(tmp_path / "meanwhile", {"会员.csv": meanwhile}))
    app.run()
    assert "当前快照换了" in words(app)
    assert app.button(key="hand-in-publish").label == "在新的快照上再核对"
    app = press(app, "hand-in-publish")
    said = words(app)
    assert held(warehouse) == [(1, 9)], "nothing was published"
    assert "没有发布；已在新的快照上重新校验，请再看一遍变化" in said
    assert "没有完成" not in said, "nothing failed"
    assert "新增 0 行，变更 2 行" in said
    assert app.button(key="hand-in-publish").label == "发布"
    app = press(app, "hand-in-publish")
    assert "已发布" in words(app)
    assert held(warehouse) == [(1, 7)]
    assert not app.exception


def test_what_could_not_be_published_is_still_there(warehouse: Path) -> None:
    app = hand_in(open_app(PAGE), GOOD)
    pointer = warehouse / "current.json"
    text = pointer.read_text("utf-8")
    pointer.write_text("{", "utf-8")
    app.button(key="hand-in-publish").click().run()
    assert gone(lambda: app.session_state["hand-in"].stage != "publishing")
    pointer.write_text(text, "utf-8")
    app.run()
    assert "没有发布，当前快照不变" in words(app)
    app = press(app, "hand-in-publish")
    assert held(warehouse) == [(1, 7)]
